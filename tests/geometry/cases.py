"""The briefs that the geometry tests set: each shows one trait of the pages."""
from dataclasses import dataclass, field

from support.briefs import CLAUSES, PRINTED, article, brief, p, section

LAYOUT = "layouts/work-brief.xml"
LAST = [(LAYOUT, '<colophon page="last-even"', '<colophon page="last"')]
NEW_PAGE = [(LAYOUT, '<part of="article" between="1行">', '<part of="article" new-page="yes">')]
FLOW = [("layouts/official-a4.xml", 'composition="strict"', 'composition="flow"')]


@dataclass
class Case:
    brief: str
    numbered: str = ""                           # which pages have folios: "yyn"; empty: as the facts say
    rows: list = None                            # lines on each page
    changes: list = field(default_factory=list)  # of the layout
    without: tuple = ()                          # rows that this layout does not follow
    exit_code: int = 0


def recipients(role, suffix, count):
    return f'<recipients role="{role}">' + "".join(f"<to>{clause}{suffix}</to>" for clause in CLAUSES[:count]) + "</recipients>"


SIGNED = "<contributor>社区工作科</contributor>"


def courtyards(numbers):
    return [article(p(5), SIGNED, title=f"第{number}处院落完成改造验收") for number in numbers]


def cases(first):
    """`first`: how many lines of the text the first page of an unrestricted brief takes (its masthead and title are measured, not assumed)."""
    def text(lines, *more):
        return brief(article(p(lines), *more))

    deep = section("逐级编号", section("第二级另起一行", section("第三级另起一行", section("第四级接排。", p(2)), section("第四级另起", p(1)))),
                   section("第二级接排。", p(2, 5)))
    unwilling = [section(f"{clause}安排", section("下一级标题")) for clause in CLAUSES]
    return {
        # 7.5: the colophon's page is numbered unless blank pages come before it.
        "one page": Case(text(4), "yy"),
        "one line": Case(text(1), "yy"),
        "second page filled": Case(text(first + 22), "yynn", [first + 5, 22, 0, 6]),
        "colophon just fits": Case(text(first + 14), "yy"),
        "colophon does not fit": Case(text(first + 17), "yynn"),
        "ends on an odd page": Case(text(first + 30), "yyyy"),
        "filled, last": Case(text(first + 22), "yyy", [first + 5, 22, 6], LAST, ("PG-14", "IM-13")),
        "ends on an odd page, last": Case(text(first + 30), "yyy", None, LAST, ("PG-14", "IM-13")),
        "one page, last": Case(text(1), "y", None, LAST, ("PG-14", "IM-13")),
        # No line alone: 23 lines more than the first page takes would leave one.
        "widow": Case(text(first + 23), "yyyy", [first + 5, 21, 2, 6]),
        "orphan": Case(brief(article(p(first + 21), p(4))), "yyyy", [first + 5, 21, 4, 6]),
        "heading at the foot": Case(brief(article(p(first + 21), section("抓好街道工作", p(3)))), "yyyy", [first + 5, 21, 4, 6]),
        "heading and one line at the foot": Case(brief(article(p(first + 20), section("抓好街道工作", p(3)))), "yyyy", [first + 5, 20, 4, 6]),
        "sign-off": Case(brief(article(p(first + 18), p(4), SIGNED)), "yyyy", [first + 5, 20, 3, 6]),
        "sign-off after one line": Case(brief(article(p(first + 21), p(1), SIGNED)), "yyyy", [first + 5, 21, 2, 6]),
        "keeps longer than a page": Case(brief(article(p(3), *unwilling, p(3))), without=("TY-15",), exit_code=1),
        "headings of four levels": Case(brief(article(p(2), deep, SIGNED))),
        "articles": Case(brief(*courtyards("一二三四五六"))),
        "articles on pages of their own": Case(brief(*courtyards("一二三")), "yyyy", [11, 7, 7, 6], NEW_PAGE),
        "long distribution": Case(brief(article(p(4)), distribution='<distribution copies="900">' + recipients("report", "委员会", 3) +
                                        recipients("send", "管理中心", 18) + recipients("distribute", "街道办事处", 18) +
                                        recipients("extra", "服务站", 2) + "</distribution>"), "yy"),
        "only printed": Case(brief(article(p(4)), distribution="")),
        "only distribution": Case(brief(article(p(4)), identity="")),
        "restricted": Case(brief(article(p(4)), identity='<security level="机密" period="1年"/><urgency>特急</urgency><copy-number>7</copy-number>' + PRINTED)),
        "supplement": Case(brief(article(p(4)), number='year="2024" supplement="2"', name="城市更新和老旧小区改造工作情况专题简报")),
        "editor's note": Case(brief(article(p(9)), note=f"<editor-note>{p(2)}{p(3, 4)}</editor-note>")),
        "marks": Case(brief(article("<p>" + MARKS + "</p>", "<p>" + MARKS[8:] + MARKS + "</p>"))),
        "marks in flow": Case(brief(article("<p>" + MARKS + "</p>", "<p>" + MARKS[8:] + MARKS + "</p>", "<p>" + MARKS[8:] * 3 + "</p>")), changes=FLOW),
        "hundred pages": Case(brief(article(*[p(4 + n % 9, n) for n in range(272)]))),
    }


MARKS = ("他们把“红黄绿”三色台账（含2024年第1至3季度）逐条核过——有的要补材料，有的要改口径……最后在《工作手册》里写明：完成率98.6%、"
         "误差不超过0.5%，气温35℃以上停工；“先易后难”“边查边改”，联系人可登录office.example.cn/help查看Work Plan和FAQ，也可拨打023-63850000。")
