"""Editions through the program: what a row gives the brief, what is refused and where, what lies in the folder afterwards."""
import csv
import fcntl
import hashlib
import io
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

from batch_support import BRIEF, HEAD, ROWS, batch, hashes, many, text_of, write
from support import BAD_INPUT, DONE, PROGRAM, TEMPORARY, USAGE, Run, check, finish, folder

SOME_FAILED = 4


def editions(here):
    write(here)
    run = batch(here, "--figures", here / "f.csv")
    check(run.code == DONE and "3 editions made" in run.err, run)
    first, second, third = (text_of(here / f"out/{name}.pdf") for name in ("南岸区", "巴南区", "江北区"))
    check("南岸区有1,200人" in first and "属于前两类" in first and "不属于" not in first and "办了种树。" in first and "办了修路。" in first, first)
    check("与巴南区合办" in first and "共印20份" in first, first)
    check('办了A"B"C' in second and "合办" not in second, second)
    check("不属于前两类" in third and "办了" not in third, third)
    check(sorted(hashes(here / "out")) == ["manifest.jsonl", "南岸区.pdf", "巴南区.pdf", "江北区.pdf"], hashes(here / "out"))
    lines = [json.loads(line) for line in (here / "out/manifest.jsonl").read_text("utf-8").splitlines()]
    for line in lines:
        if "edition" in line:
            check(hashlib.sha256((here / "out" / line["file"]).read_bytes()).hexdigest() == line["sha256"], line)
    check([line["source"] for line in lines if "source" in line][:3] == ["brief", "table", "catalogue"], lines)
    figures = list(csv.reader(io.StringIO((here / "f.csv").read_text("utf-8-sig"), newline="")))
    check(figures[1:] == [["南岸区", "人数", "1,200", "1200", "6", "46", "2", "7"], ["巴南区", "人数", "1,200", "1,200", "6", "46", "3", "8"],
                          ["江北区", "人数", "1,200", "1200", "6", "46", "4", "7"]], figures)


def tables(here):
    """The same editions from every form of the table."""
    write(here)
    batch(here)
    wanted = {n: h for n, h in hashes(here / "out").items() if n.endswith(".pdf")}
    cells = list(csv.reader([HEAD, *ROWS]))
    xml = "".join("<row>" + "".join(f'<cell column="{c}">{v.replace(chr(34), "&quot;")}</cell>' for c, v in zip(cells[0], row)) + "</row>\n" for row in cells[1:])
    (here / "t.xml").write_text(f'<table version="1" key="单位">\n{xml}</table>\n', "utf-8")
    for name, form in (("bom", {"mark": b"\xef\xbb\xbf"}), ("gb", {"encoding": "gb18030"}), ("lf", {"end": "\n"}), ("empty", {"rows": [*ROWS, "," * 10]})):
        write(here, **form)
        run = batch(here, out=name)
        check(run.code == DONE and ("BX1801" in run.err) == (name == "gb"), f"{name}: {run}")
        check({n: h for n, h in hashes(here / name).items() if n.endswith(".pdf")} == wanted, f"{name}: the same bytes")
    run = batch(here, out="xml", table="t.xml", key="")
    check(run.code == DONE and {n: h for n, h in hashes(here / "xml").items() if n.endswith(".pdf")} == wanted, run)


def refused_tables(here):
    for code, place, form in (
            ("BX1802", "t.csv", {"encoding": "utf-16"}), ("BX1802", "t.csv:2:4", {"rows": ["南岸区\udcff" + ROWS[0][3:]]}),
            ("BX1803", "t.csv", {"mark": b"PK\x03\x04"}), ("BX1804", "t.csv:4:5", {"rows": [*ROWS[:2], "江北区,\"丙" + ROWS[2][5:]]}),
            ("BX1805", "t.csv:2:6", {"rows": ["南岸区,甲\"" + ROWS[0][5:]]}), ("BX1806", "t.csv:2:8", {"rows": ["南岸区,\"甲\"丁" + ROWS[0][5:]]}),
            ("BX1807", "t.csv:3:1", {"rows": [ROWS[0], "巴南区,乙"]}), ("BX1808", "t.csv:1:1", {"head": "单位;类别", "rows": ["南岸区;甲"]}),
            ("BX1809", "t.csv", {"rows": []}), ("BX1810", "t.csv:1:4", {"head": HEAD.replace("类别", "")}), ("BX1811", "t.csv:1:4", {"head": HEAD.replace("类别", "单位")}),
            ("BX1005", "t.csv:2:4", {"rows": ["南岸区\x01" + ROWS[0][3:]]}),
            ("BX1816", "t.csv:2:1", {"rows": ["a/b" + ROWS[0][3:]]}), ("BX1817", "t.csv:3:1", {"rows": [ROWS[0], ROWS[0].replace("1,20,", "21,40,")]})):
        (here / "b.xml").write_text(BRIEF, "utf-8")
        data = (form.get("head", HEAD) + "\r\n" + "".join(row + "\r\n" for row in form.get("rows", ROWS))).encode(form.get("encoding", "utf-8"), "surrogateescape")
        (here / "t.csv").write_bytes(form.get("mark", b"") + data)
        run = batch(here)
        check(run.code == BAD_INPUT and re.search(rf"{re.escape(place)}(:\d+:\d+)?: error\[{code}\]" if ":" not in place else rf"{re.escape(place)}: error\[{code}\]", run.err),
              f"expected {place} {code}\n{run}")
        check(not (here / "out").exists(), f"{code}: no folder is made")
    write(here)
    check("BX1813" in batch(here, key="").err and "BX1814" in batch(here, key="不存在的列").err and "BX1815" in batch(here, key="份敉").err, "key columns")
    for text, code in (('<table version="1" key="a"><row><cell column="a">x</cell><cell column="a">y</cell></row></table>', "BX1812"),):
        (here / "t.xml").write_text(text, "utf-8")
        run = batch(here, table="t.xml", key="")
        check(run.code == BAD_INPUT and code in run.err, run)


def refused_briefs(here):
    for old, new, code, place in (
            ('<field name="单位"/>有', "<field/>有", "BX1821", "6:8"), ('<field name="单位"/>有', '<field name="单位" size="3"/>有', "BX1822", "6:25"),
            ('<field name="单位"/>有', '<field name="单位">区</field>有', "BX1823", "6:8"),
            ("属于前两类。</p></when>", "<item/></p></when>", "BX1824", "7:34"), ('name="单位"/>有', 'name="单伩"/>有', "BX1815", "6:21"),
            ('copies="{份数}"', 'copies="{几份}"', "BX1814", "10:25"), ("1,200</figure>", "1,<em>200</em></figure>", "BX1828", "6:27"),
            ('print-run="60"', 'print-run="六十"', "BX1838", "3:121"), ("  <identity>", "  <identity/><editions/><identity>", "BX1829", "4:14"),
            ('copies="份数" first', 'copy="份数" first', "BX1822", "3:69")):
        write(here, BRIEF.replace(old, new, 1))
        run = batch(here)
        check(run.code == BAD_INPUT and f"b.xml:{place}: error[{code}]" in run.err and not (here / "out").exists(), f"expected {place} {code}\n{run}")
        chinese = batch(here, lang="zh")
        check(f"错误[{code}]" in chinese.err and re.search(r"错误\[.*\]: .*[一-龥]", chinese.err), chinese)
    write(here)
    for command in ("build", "check"):
        run = Run(command, here / "b.xml", "--free-fonts")
        check(run.code == BAD_INPUT and "b.xml:2:28: error[BX1820]" in run.err, run)


def checks(here):
    def row(n, old, new):
        rows = list(ROWS)
        rows[n] = rows[n].replace(old, new, 1)
        return rows
    for rows, code, place in (
            (row(0, ",1200,", ",,"), "BX1825", "t.csv:2:7"), (row(0, "种树；", "；"), "BX1826", "t.csv:2:12"), (row(0, ",1200,", ",1201,"), "BX1827", "b.xml:6:46"),
            (row(0, "种树", "江北区"), "BX1830", "t.csv:2:12"),
            (row(2, "20,41", "二十,41"), "BX1833", "t.csv:4:16"), (row(2, "20,41", "19,41"), "BX1834", "t.csv:4:19"), (row(2, "20,41", "21,40"), "BX1835", "t.csv:4:19"),
            (row(2, "20,41", "19,42"), "BX1836", "t.csv:4:19"), (row(2, "20,41,60", "21,41,61"), "BX1837", "b.xml:3:121")):
        write(here, rows=rows)
        run = batch(here)
        check(run.code == BAD_INPUT and f"{place}: error[{code}]" in run.err and not (here / "out").exists(), f"expected {place} {code}\n{run}")
    write(here, rows=["南岸区,甲,1200,开大会,,,大会,20,1,20,work-brief", *ROWS[1:]])
    run = batch(here)
    check(run.code == BAD_INPUT and "t.csv:2:13: error[BX1832]" in run.err and "note[BX1863]: not in order (1 of 3 editions): 南岸区\n" in run.err, run)
    write(here, rows=["南岸区,甲,1200,开会,,重点,,20,1,20,work-brief", *ROWS[1:]])
    check("t.csv:2:1: error[BX1831]" in batch(here).err, "a name that must occur")
    write(here, rows=[ROWS[0].replace("种树", "到江北区委会"), *ROWS[1:]])
    check("t.csv:2:13: error[BX1830]" in batch(here).err, "a foreign name inside other text")
    # A line end inside a name is nothing: 南岸区 may name 巴南区, 江北区 may not.
    write(here, BRIEF.replace("不属于前两类", "不同于巴\n      南区"))
    run = batch(here)
    check("b.xml:7:85: error[BX1830]: edition 江北区 names '巴南区'" in run.err and "南岸区 names" not in run.err, run)
    # A name inside a longer one is not that name.
    write(here, BRIEF.replace('print-run="60"', 'print-run="61"'),
          rows=[ROWS[0].replace("种树", "江北区公所").replace("巴南区,,", "江北区公所,,"), ROWS[1], ROWS[2], "江北区公所,丁,1200,,,,,1,61,61,work-brief"])
    run = batch(here, out="longer")
    check(run.code == DONE, run)


def all_or_nothing(here):
    write(here, rows=[ROWS[0], ROWS[1].replace("A \"\"B\"\" C", "\U000F0000"), ROWS[2]])
    run = batch(here)
    check(run.code == BAD_INPUT and "t.csv:3:" in run.err and not (here / "out").exists(), run)
    run = batch(here, "--keep-going")
    check(run.code == SOME_FAILED and "t.csv:3:1: error[BX1840]" in run.err and "2 editions made, 0 there already, 1 failed" in run.err, run)
    check(sorted(hashes(here / "out")) == ["manifest.jsonl", "南岸区.pdf", "江北区.pdf"], "the two that are in order")
    run = Run("batch", "verify", here / "out", "--lang", "en")
    check(run.code == SOME_FAILED and "BX1840" in run.err, run)


def many_faulty(here):
    """The faults first, each once; then one line with the editions that have them."""
    write(here, rows=[row.replace("1200", "1201").replace("1,200", "1,201") for row in ROWS])
    run = batch(here)
    codes = re.findall(r"(?:error|note)\[(BX\d+)\]", run.err)
    check(run.code == BAD_INPUT and codes == ["BX1827"] * 3 + ["BX1863"], run)
    check("note[BX1863]: not in order (3 of 3 editions): 南岸区, 巴南区, 江北区\n" in run.err, run)


def in_chinese(here):
    """Whoever asks for Chinese gets no English: summaries, the list of figures, what the system says, what differs between runs."""
    write(here)
    words = ["batch", here / "b.xml", "--editions", here / "t.csv", "--key", "单位", "--free-fonts", "--lang", "zh"]
    run = Run(*words, "--sink", "null", "--figures", here / "f.csv")
    check(run.code == DONE and re.fullmatch(r"3 个版本，5 页，\d+ 字节\n", run.err), run)
    check((here / "f.csv").read_text("utf-8-sig").startswith("版本,字段,文中,数据表,"), "the list of figures")
    check("无法写入" in (said := Run(*words, "--out", here / "none/out").err) and "文件或文件夹不存在" in said, said)
    check(Run(*words, "--out", here / "out").code == DONE, "a run")
    write(here, brief=BRIEF.replace("属于前两类", "归在前两类"))
    said = Run(*words, "--out", here / "out").err
    check("BX1842" in said and "简报不同" in said, said)
    said = Run("batch", "verify", here / "none", "--lang", "zh").err
    check("BX1601" in said and "无法读取" in said and "文件或文件夹不存在" in said, said)
    (here / "empty").mkdir()
    run = Run("batch", "verify", here / "empty", "--lang", "en")
    check(run.code == BAD_INPUT and "BX1862" in run.err and "no manifest" in run.err, run)


def again(here):
    write(here)
    batch(here)
    whole = hashes(here / "out")
    check("BX1850" in batch(here).err, "a folder that holds the run")
    run = batch(here, "--resume")
    check(run.code == DONE and "0 editions made, 3 there already" in run.err and hashes(here / "out") == whole, run)
    (here / "out/巴南区.pdf").unlink()
    (here / "out/.banxin-batch-x-1-0.tmp").write_bytes(b"half")
    verify = Run("batch", "verify", here / "out")
    check(verify.code == BAD_INPUT and "BX1844" in verify.err and "BX1846" in verify.err and verify.err.count("BX1876") == 1, verify)
    check("nothing was written" not in verify.err and verify.err.endswith("1 error\n"), verify)
    run = batch(here, "--resume")
    check(run.code == DONE and "1 editions made, 2 there already" in run.err and hashes(here / "out") == whole, run)
    (here / "out/江北区.pdf").write_bytes(b"other")
    (here / "out/stray.pdf").write_bytes(b"other")
    verify = Run("batch", "verify", here / "out")
    check(verify.code == BAD_INPUT and "BX1845" in verify.err and "BX1848" in verify.err, verify)
    run = batch(here, "--resume")
    check(run.code == BAD_INPUT and "BX1841" in run.err and (here / "out/江北区.pdf").read_bytes() == b"other", run)
    write(here, BRIEF.replace("不属于", "不在"))
    run = batch(here, "--resume")
    check(run.code == BAD_INPUT and "BX1842" in run.err and "brief" in run.err, run)
    (here / "out/manifest.jsonl").write_text("{}\n")
    check("BX1843" in batch(here, "--resume").err and "BX1843" in Run("batch", "verify", here / "out").err, "no manifest")
    descriptor = os.open(here / "out", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    run = batch(here, "--resume")
    check(run.code == TEMPORARY and "BX1847" in run.err, run)
    os.close(descriptor)


def shards(here):
    write(here)
    batch(here)
    whole = {n: h for n, h in hashes(here / "out").items() if n.endswith(".pdf")}
    for shard in ("2/2", "1/2"):
        run = batch(here, "--shard", shard, out="two")
        check(run.code == DONE, run)
        verify = Run("batch", "verify", here / "two")
        check(verify.code == (DONE if shard == "1/2" else BAD_INPUT) and ("BX1852" in verify.err) == (shard == "2/2"), verify)
    check({n: h for n, h in hashes(here / "two").items() if n.endswith(".pdf")} == whole, "the same bytes from shards")
    run = subprocess.run([PROGRAM, "batch", here / "b.xml", "--editions", here / "t.csv", "--key", "单位", "--free-fonts", "--out", here / "slurm"], capture_output=True, text=True,
                         env={"PATH": "/usr/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache"), "SLURM_ARRAY_TASK_ID": "2", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_COUNT": "3"})
    check(run.returncode == DONE and sorted(hashes(here / "slurm")) == ["manifest-3-of-3.jsonl", "江北区.pdf"], run)


def workers(here):
    """Threads, shards, and drafts that were not kept change nothing."""
    command = many(here, 40)
    check(Run(*command, "--jobs", "1", "--out", here / "one").code == DONE, "one thread")
    whole = {n: h for n, h in hashes(here / "one").items() if n.endswith(".pdf")}
    check(Run(*command, "--jobs", "8", "--out", here / "eight").code == DONE and hashes(here / "eight") == hashes(here / "one"), "eight threads")
    for shard in ("1/3", "2/3", "3/3"):
        Run(*command, "--shard", shard, "--out", here / "shards")
    check({n: h for n, h in hashes(here / "shards").items() if n.endswith(".pdf")} == whole, "three shards")


def elsewhere(here):
    """The table may come through a pipe, and there may be no place for temporary files."""
    write(here)
    batch(here)
    environment = {"PATH": "/usr/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache"), "TMPDIR": "/nowhere"}
    for table, out, env in (("t.csv", "memory", environment), ("/dev/stdin", "pipe", {**environment, "TMPDIR": str(here)})):
        run = subprocess.run([PROGRAM, "batch", here / "b.xml", "--editions", here / table, "--key", "单位", "--free-fonts", "--out", here / out], capture_output=True, text=True,
                             stdin=subprocess.PIPE if table == "t.csv" else subprocess.Popen(["cat", here / "t.csv"], stdout=subprocess.PIPE).stdout, env=env)
        same = {n: h for n, h in hashes(here / out).items() if n.endswith(".pdf")} == {n: h for n, h in hashes(here / "out").items() if n.endswith(".pdf")}
        check(run.returncode == DONE and same, run)
    check(not list(here.glob("banxin-*")), "nothing is left of the copy")


def lists(here):
    """Packing lists and sign-off sheets of all editions, published with them."""
    write(here)
    both = ["--list", "packing-list", "--list", "sign-off-sheet"]
    run = batch(here, *both)
    check(run.code == DONE and {"packing-list.pdf", "sign-off-sheet.pdf"} <= hashes(here / "out").keys(), run)
    packing, signing = (text_of(here / f"out/{name}.pdf") for name in ("packing-list", "sign-off-sheet"))
    check("1南岸区200000010000202" in packing and "3江北区200000410000601" in packing and "合计60" in packing, packing)
    check("2巴南区20000021—000040" in signing and "签收人" in signing, signing)
    check(Run("batch", "verify", here / "out").code == DONE and "3 editions" in Run("batch", "verify", here / "out", "--lang", "en").err, "verify counts editions alone")
    whole = hashes(here / "out")
    check(batch(here, *both, "--resume").code == DONE and hashes(here / "out") == whole, "a run that is complete stays as it is")
    for k in (2, 1):
        check(batch(here, *both, "--shard", f"{k}/2", out="parts").code == DONE, f"part {k}")
        check((here / "parts/packing-list.pdf").exists() == (k == 1), "lists come with the first part")
    check(all(hashes(here / "parts")[name] == value for name, value in whole.items() if name.endswith(".pdf")), "parts have other lists")
    for other in ([], both[:2]):
        run = batch(here, *other, "--resume")
        check(run.code == BAD_INPUT and "BX1873" in run.err and "packing-list, sign-off-sheet;" in run.err and "--list" in run.err, run)
    run = batch(here, "--list", "work-brief", out="no")
    check(run.code == BAD_INPUT and "error[BX1877]: work-brief is no layout of a list" in run.err and "1 error," in run.err and not (here / "no").exists(), run)
    some = batch(here, *both, "--only", "巴南区", out="some")
    packing = text_of(here / "some/packing-list.pdf")
    check(some.code == DONE and "1巴南区200000210000402" in packing and "合计20" in packing and "南岸区2" not in packing, packing)
    check(Run("batch", "verify", here / "parts").code == DONE, "verify of parts")
    (here / "out/packing-list.pdf").write_bytes(b"other")
    changed = Run("batch", "verify", here / "out")
    check(changed.code == BAD_INPUT and "BX1845" in changed.err, changed)
    # A row with a fault is in no list.
    write(here, rows=[ROWS[0], ROWS[1].replace("1,200", "1,300"), ROWS[2]])
    check(batch(here, *both, "--keep-going", out="two").code == SOME_FAILED and "巴南区" not in text_of(here / "two/packing-list.pdf"), "a faulty edition in the list")
    # A file in the way: nothing is published, and that is no partial success.
    (here / "way").mkdir()
    (here / "way/江北区.pdf").write_bytes(b"other")
    refused = batch(here, *both, "--keep-going", out="way")
    check(refused.code == BAD_INPUT and "BX1841" in refused.err and list(hashes(here / "way")) == ["江北区.pdf"], refused)
    refused = batch(here, "--list", "packing-lists", "--keep-going", out="no")
    check(refused.code == BAD_INPUT and "BX1606" in refused.err and not (here / "no").exists(), refused)
    write(here, rows=[ROWS[0].replace("南岸区,", "packing-list,", 1), *ROWS[1:]])
    refused = batch(here, *both, out="no")
    check(refused.code == BAD_INPUT and "t.csv:2:1" in refused.err and "BX1854" in refused.err and not (here / "no").exists(), refused)
    write(here, brief=BRIEF.replace(' copies="份数" first-copy="起" last-copy="止" print-run="60"', ""))
    refused = batch(here, *both, out="no")
    check(refused.code == BAD_INPUT and "BX1853" in refused.err and not (here / "no").exists(), refused)


def slips(here):
    """What a hasty hand does to a run is refused before anything is lost."""
    write(here)
    for over in ("t.csv", "b.xml"):
        before = (here / over).read_bytes()
        run = batch(here, "--sink", "null", "--figures", here / over, out=None)
        check(run.code == BAD_INPUT and "BX1605" in run.err and (here / over).read_bytes() == before, run)
    # Whatever stands where a file is to be: nothing is published, not the manifest either.
    for name, make in (("folder", lambda p: p.mkdir()), ("link", lambda p: p.symlink_to("nowhere"))):
        (here / name).mkdir()
        make(here / name / "江北区.pdf")
        run = batch(here, out=name)
        check(run.code == BAD_INPUT and "BX1841" in run.err and [p.name for p in (here / name).iterdir()] == ["江北区.pdf"], run)
    run = batch(here, "--list", "packing-list", "--list", "packing-list", out="twice")
    check(run.code == BAD_INPUT and "BX1860" in run.err and not [p for p in (here / "twice").iterdir()], run)
    for cells, place in (("20,0,19", "t.csv:2:"), ("20,999990,1000009", "t.csv:2:"), ("0,1,20", "t.csv:2:")):
        write(here, rows=[ROWS[0].replace("20,1,20", cells), *ROWS[1:]])
        run = batch(here, out="beyond")
        check(run.code == BAD_INPUT and place in run.err and "BX1859" in run.err and not (here / "beyond").exists(), run)
    # A run that took a number and ended early is to be resumed, not to be made again elsewhere under another.
    write(here, BRIEF.replace('number="1"', 'number="auto"'))
    register = ["--register", here / "r.db", "--series", "S"]
    Run("register", "init", here / "r.db")
    Run("register", "series", here / "r.db", "S", "--pattern", "{number}")
    check(batch(here, *register, out="n").code == DONE, "the run")
    again = batch(here, *register, out="n")
    check(again.code == BAD_INPUT and "BX1850" in again.err and "--resume" in again.err, again)


def stopped(here):
    """SIGTERM ends the run in good order: nothing is published, nothing is left."""
    command = [PROGRAM, *map(str, many(here)), "--jobs", "1", "--out", str(here / "s")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env={"PATH": "/usr/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")})
    while process.poll() is None and not (here / "s").exists():
        time.sleep(0.005)
    process.send_signal(signal.SIGTERM)
    said = process.communicate()[1].decode()
    check(process.returncode == TEMPORARY and "BX1849" in said and list((here / "s").iterdir()) == [], f"{process.returncode}\n{said}\n{hashes(here / 's')}")


def progress(here):
    run = Run(*many(here, 30), "--sink", "null", "--progress", "jsonl", "--timings")
    lines = [json.loads(line) for line in run.err.splitlines() if line.startswith('{"progress"')]
    check(run.code == DONE and lines and lines[-1]["done"] == 30 and lines[-1]["progress"] == "write", run)
    check("30 editions, 120 pages" in run.err, run)
    check(lines[0]["seconds-left"] is None and lines[-1]["seconds-left"] == 0, lines[0])
    reports = []
    for name, more in (("single", []), ("merged", ["--merge", "m"])):
        run = Run(*many(here, 12), "--out", here / name, "--progress", "jsonl", *more)
        said = [json.loads(line) for line in run.err.splitlines()]
        check([(p["done"], p["all"]) for p in said if p.get("progress") == "write"][-1:] == [(12, 12)], f"{name}: {run}")
        reports.append(said[-1]["report"])
    check(reports == [{"editions": 12, "files-made": n, "files-there": 0, "failed": 0} for n in (12, 1)], reports)


def usage(here):
    write(here)
    ok = ["batch", here / "b.xml", "--editions", here / "t.csv"]
    for more in ([], ["--out", here / "o", "--shard", "3/2"], ["--out", here / "o", "--jobs", "0"], ["--out", here / "o", "--sink", "null"], ["--sink", "null", "--resume"], ["--out", here / "o", "--progress", "x"],
                 ["--out", here / "o", "--wrong"], ["--out", here / "o", "--sink", "x"], [here / "b.xml", "--out", here / "o"]):
        run = Run(*ok, *more)
        check(run.code == USAGE and not (here / "o").exists(), run)
    check(Run("batch", "verify").code == USAGE and Run("batch", here / "b.xml", "--out", here / "o").code == USAGE, "arguments are missing")
    for lang in ("zh", "en"):
        run = Run("batch", "--help", "--lang", lang)
        check(run.code == DONE and "--keep-going" in run.out.decode(), run)
    check(Run("batch", "verify", here / "nowhere").code == BAD_INPUT and not (here / "nowhere").exists(), "verify makes no folder")


def main():
    tests = (editions, tables, refused_tables, refused_briefs, checks, all_or_nothing, many_faulty, in_chinese, again, shards, workers, elsewhere, lists, slips, stopped, progress, usage)
    for test in tests:
        with folder() as name:
            test(Path(name).resolve())
    finish(f"{len(tests)} tests")


main()
