"""Briefs made to measure: clauses of six hanzi and a mark fill exactly seven of a row's 28 cells, so the number of lines is known beforehand."""
import itertools

CLAUSES = """街道支部开会 社区网格登记 学校老师备课 医院专家义诊 图书室添新书 乡镇干部走访 老人食堂开伙 河道清淤完工
会员代表发言 工作小组核对 农家院坝宣讲 青年志愿值守 政策问答上墙 消防通道清理 合唱队排新歌 书画社办展览
调研材料汇总 整改清单销号 节水器具换新 公交站点迁移 小区路灯修好 种粮大户领奖 果园技术培训 雨水管网疏通
法律顾问接访 档案柜重编号 座谈意见归类 防汛物资入库 夜校课程上线 村民小组选举 校门护学上岗 旧楼电梯加装""".split()
CELLS, INDENT, CLAUSE = 28, 2, 7
assert all(len(clause) == CLAUSE - 1 for clause in CLAUSES)


def words(count, start=0):
    """So many clauses, each with a mark; the last with a full stop."""
    turn = itertools.islice(itertools.cycle(CLAUSES), start % len(CLAUSES), start % len(CLAUSES) + count)
    return "，".join(turn) + "。"


def lines(count, start=0, short=False):
    """Text of a paragraph of so many lines; `short`: the last line has one clause only."""
    return words(CELLS // CLAUSE * count - (3 if short else 1), start)


def p(count, start=0, short=False):
    return f"<p>{lines(count, start, short)}</p>\n"


def article(*content, title="各单位做好年末几项工作"):
    return f"<article><title>{title}</title>\n{''.join(content)}</article>\n"


def section(heading, *content):
    return f"<section><heading>{heading}</heading>\n{''.join(content)}</section>\n"


PRINTED = '<printed by="办公室" on="2024-12-20"/>'
DISTRIBUTION = """<distribution copies="60">
<recipients role="report"><to>市委办公室</to></recipients>
<recipients role="send"><to>各部门</to></recipients>
<recipients role="distribute"><to>各街道</to></recipients></distribution>
"""


def brief(*articles, identity=PRINTED, distribution=DISTRIBUTION, note="", name="工作动态", number='year="2024" number="7" total="31"'):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<brief version="1" layout="work-brief" lang="zh-Hans">
<identity><name>{name}</name><issue-number {number}/><issuer>综合科</issuer><date>2024-12-19</date>{identity}</identity>
{note}{''.join(articles)}{distribution}</brief>
"""
