"""Runs of numbered copies: what each file holds, parts of a run, what is refused; the same bytes whatever the threads and interruptions."""
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from support import BAD_INPUT, DONE, PROGRAM, SOURCE, USAGE, Run, check, finish, folder

sys.path.insert(0, str(SOURCE / "tests/support"))
import foreign
import raster

TABLE = SOURCE / "samples/editions/districts.csv"
SAMPLE = (SOURCE / "samples/editions/district-brief.xml").read_text("utf-8")
OPEN = SAMPLE.replace("<printed ", "<copy-number>auto</copy-number><printed ")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")}


def command(here, out, *more, brief="open.xml"):
    return ["batch", here / brief, "--editions", TABLE, "--key", "单位", "--out", here / out, "--free-fonts", "--lang", "en", *more]


def batch(here, out, *more, brief="open.xml"):
    return Run(*command(here, out, *more, brief=brief), timeout=300)


def hashes(path):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in path.iterdir()} if path.exists() else {}


def numbers(pdf):
    text = foreign.run("mutool", "show", pdf, "trailer/Root/PageLabels/Nums")
    return [bytes.fromhex(prefix)[2:].decode("utf-16-be").rstrip("-") for prefix in re.findall(r"/P <([0-9A-F]+)>", text)]


def entries(out):
    return [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]


def contents(pdf, page):
    refs = re.findall(r"(\d+) 0 R", re.search(r"/Contents (\[.*?\])", foreign.run("mutool", "show", pdf, f"pages/{page}"))[1])
    return [subprocess.run(["mutool", "show", "-b", pdf, ref], capture_output=True, check=True).stdout for ref in refs]


def editions(here):
    (here / "open.xml").write_text(OPEN, "utf-8")
    run = batch(here, "out", "--numbered", "--jobs", "1")
    check(run.code == DONE and "20 editions made" in run.err, run)
    check(batch(here, "eight", "--numbered", "--jobs", "8").code == DONE and hashes(here / "eight") == hashes(here / "out"), "1 and 8 threads")
    check(Run("batch", "verify", here / "out").code == DONE, "verify")
    line = next(e for e in entries(here / "out") if e.get("edition") == "江北区")
    check(line["copies"] == "000041-000075" and line["pages"] == 35 * 4, line)
    pdf = here / "out/江北区.pdf"
    check("No syntax or stream encoding errors" in foreign.run("qpdf", "--check", pdf), "qpdf")
    check(numbers(pdf) == [f"{n:06}" for n in range(41, 76)], numbers(pdf))
    # The copy built alone, from the brief as it is bound.
    row = next(line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("江北区"))
    (here / "one.csv").write_text(TABLE.read_text("utf-8").splitlines()[0] + "\n" + row + "\n", "utf-8")
    (here / "one.xml").write_text(OPEN.replace("auto", "000053").replace(' print-run="590"', ""), "utf-8")
    Run("batch", here / "one.xml", "--editions", here / "one.csv", "--key", "单位", "--out", here / "one", "--free-fonts")
    for page in range(1, 5):
        at = 12 * 4 + page
        check(raster.grey(pdf, at, 60) == raster.grey(here / "one/江北区.pdf", page, 60), f"page {page} as drawn")
        texts = [foreign.run("mutool", "draw", "-F", "txt", file, str(n)) for file, n in ((pdf, at), (here / "one/江北区.pdf", page))]
        check(texts[0] == texts[1] and ("000053" in texts[0]) == (page == 1), f"page {page}: {texts}")


def parts(here):
    """Reprints have the content streams of the run, byte for byte, and its faces."""
    for name, asked, wanted in (("edition", ["江北区"], {"江北区": range(41, 76)}), ("copies", ["江北区:45-46"], {"江北区": range(45, 47)}),
                                ("numbers", ["000039-000042", "九龙坡区:80"], {"沙坪坝区": (39, 40), "江北区": (41, 42), "九龙坡区": (80,)})):
        run = batch(here, name, "--numbered", *(word for part in asked for word in ("--only", part)))
        check(run.code == DONE and f"{len(wanted)} editions made" in run.err, run)
        check({n.removesuffix(".pdf") for n in hashes(here / name) if n.endswith(".pdf")} == set(wanted), hashes(here / name))
        check(Run("batch", "verify", here / name).code == DONE, f"{name}: verify")
        for edition, copies in wanted.items():
            there, here_ = here / "out" / f"{edition}.pdf", here / name / f"{edition}.pdf"
            check(numbers(here_) == [f"{n:06}" for n in copies], numbers(here_))
            all_copies = numbers(there)
            for page in (1, 4):
                at = all_copies.index(f"{copies[-1]:06}") * 4 + page
                check(contents(there, at) == contents(here_, (len(copies) - 1) * 4 + page), f"{name}: {edition}, page {page}")
            faces = [sorted(line.split()[0] for line in foreign.run("pdffonts", f).splitlines()[2:]) for f in (there, here_)]
            check(faces[0] == faces[1], f"{name}: {faces}")
    check("BX1842" in batch(here, "edition", "--numbered", "--only", "江北区:45", "--resume").err, "another part into the same folder")
    check("BX1878" in batch(here, "none", "--numbered", "--only", "江北").err, "what was meant")
    for part in ("江北区:500", "000900", "江北区:", "江北区:46-45"):
        run = batch(here, "none", "--numbered", "--only", part)
        check(run.code == BAD_INPUT and "BX1857" in run.err and not (here / "none").exists(), run)


def interrupted(here):
    whole = hashes(here / "out")
    for moment in (0, 3, 12, 20):
        out = here / f"killed{moment}"
        process = subprocess.Popen([PROGRAM, *map(str, command(here, out.name, "--numbered", "--resume"))], stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        while process.poll() is None and sum(name.endswith(".tmp") for name in (os.listdir(out) if out.exists() else [])) < moment:
            time.sleep(0.0005)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        there = {name: value for name, value in hashes(out).items() if name.endswith(".pdf")}
        check(all(whole[name] == value for name, value in there.items()), f"killed at {moment}: {there}")
        run = batch(here, out.name, "--numbered", "--resume")
        check(run.code == DONE and hashes(out) == whole, f"killed at {moment}: {run}")


def bookmarks(pdf):
    return [(line.count("\t"), line.split('"')[1]) for line in foreign.run("mutool", "show", pdf, "outline").splitlines() if '"' in line]


def merged(here):
    """One print run: order, volumes, sheets, blank backs; the pages are those of the editions' own files."""
    run = batch(here, "m1", "--merge", "印", "--separators", "--volume-pages", "500", "--jobs", "1")
    check(run.code == DONE and "20 editions, 5 volumes made" in run.err, run)
    check(batch(here, "m8", "--merge", "印", "--separators", "--volume-pages", "500", "--jobs", "8").code == DONE, "8 threads")
    check(hashes(here / "m8") == hashes(here / "m1"), "1 and 8 threads")
    check(Run("batch", "verify", here / "m1").code == DONE, "verify")
    lines = entries(here / "m1")
    volumes = [e for e in lines if "volume" in e and "edition" not in e]
    shares = [e for e in lines if "edition" in e]
    check([v["volume"] for v in volumes] == [f"印-{n}.pdf" for n in range(1, 6)] and all(v["pages"] <= 500 for v in volumes), volumes)
    check(sum(v["pages"] for v in volumes) == 590 * 4 + 20 * 2, volumes)
    found, expected = [], []
    for volume in volumes:
        pdf = here / "m1" / volume["volume"]
        check("No syntax or stream encoding errors" in foreign.run("qpdf", "--check", pdf), f"{pdf}: qpdf")
        check(int(foreign.info(pdf)["Pages"]) == volume["pages"], f"{pdf}: pages")
        found += [n for n in numbers(pdf) if n.isdigit()]
        here_ = [e for e in shares if e["volume"] == volume["volume"]]
        check([e["page"] for e in here_] == [1 + sum(e["pages"] for e in here_[:i]) for i in range(len(here_))], here_)
        tops = [title for level, title in bookmarks(pdf) if re.match(r"\D", title)]
        check([t.split()[0] for t in tops] == [e["edition"] for e in here_], tops)
        embedded = foreign.run("pdffonts", pdf).splitlines()[2:]
        check(len(embedded) == len({line.split()[0] for line in embedded}), f"each face once: {embedded}")
        expected += here_
    check(found == [f"{n:06}" for n in range(1, 591)], "every copy once, in order")
    check([e["edition"] for e in expected] == [e["edition"] for e in shares], "editions in the order of the table")
    share = next(e for e in shares if e["edition"] == "江北区")
    pdf, own, at = here / "m1" / share["volume"], here / "out/江北区.pdf", share["page"]
    sheet = re.sub(r"\s", "", foreign.run("pdftotext", "-f", str(at), "-l", str(at), pdf, "-"))
    check("江北区共35份份号000041至000075" in sheet, sheet)
    check(not foreign.run("pdftotext", "-f", str(at + 1), "-l", str(at + 1), pdf, "-").strip(), "the back of the sheet is blank")
    for page in (1, 2, 137, 140):
        there = at + 1 + page
        texts = [foreign.run("mutool", "draw", "-F", "txt", file, str(n)) for file, n in ((pdf, there), (own, page))]
        check(texts[0] == texts[1] and raster.grey(pdf, there, 60) == raster.grey(own, page, 60), f"江北区, page {page}")
    part = batch(here, "part", "--merge", "补", "--only", "000075-000077")
    check(part.code == DONE and "2 editions, 1 volume made" in part.err and numbers(here / "part/补-1.pdf") == ["000075", "000076", "000077"], part)
    check(contents(here / "part/补-1.pdf", 1) == contents(own, 34 * 4 + 1), "the pages of the run")


def merged_without_numbers(here):
    """Copies that bear no number share everything; after an odd number of pages stands a blank one."""
    (here / "odd.xml").write_text(re.sub(r"<section>\s*<heading>(年底|报送).*?</section>\s*(?=<section>\s*<heading>报送|<contributor>)", "", SAMPLE, flags=re.S), "utf-8")
    layout = (SOURCE / "layouts/work-brief.xml").read_text("utf-8").replace('page="last-even"', 'page="last"').replace('name="work-brief"', 'name="other"')
    (here / "other.xml").write_text(layout, "utf-8")
    run = batch(here, "odd", "--merge", "印", "--layout", here / "other.xml", brief="odd.xml")
    check(run.code == DONE, run)
    share = next(e for e in entries(here / "odd") if e.get("edition") == "江北区")
    pdf, at, size = here / "odd/印-1.pdf", share["page"], share["pages"] // 35
    check(share["pages"] % 70 == 0, share)
    text = lambda page: re.sub(r"\s", "", foreign.run("pdftotext", "-f", str(page), "-l", str(page), pdf, "-"))
    alone = batch(here, "odd-alone", "--only", "江北区", "--layout", here / "other.xml", brief="odd.xml")
    pages = next(e["pages"] for e in entries(here / "odd-alone") if "edition" in e)
    check(alone.code == DONE and size == pages + pages % 2, (size, pages))
    check(pages % 2 == 1 and not text(at + pages) and text(at + size) == text(at), f"a blank back after {pages} pages")
    check(refs(pdf, at) == refs(pdf, at + size), "copies share everything")


def refs(pdf, page):
    return re.search(r"/Contents (\[.*?\])", foreign.run("mutool", "show", pdf, f"pages/{page}"))[1]


def lists(here):
    """Lists stand beside volumes and numbered editions, and verify knows them."""
    for name, how in (("list-m", ["--merge", "印"]), ("list-n", ["--numbered"])):
        run = batch(here, name, *how, "--list", "packing-list")
        check(run.code == DONE and (here / name / "packing-list.pdf").exists(), run)
        check(Run("batch", "verify", here / name).code == DONE, f"{name}: verify")
        check("000075" in foreign.run("pdftotext", here / name / "packing-list.pdf", "-"), f"{name}: ranges")
    # The list of a shard tells of all of them, pages too; that of a part of the run of that part alone.
    for k in (1, 2, 3):
        check(batch(here, "list-s", "--numbered", "--list", "packing-list", "--shard", f"{k}/3").code == DONE, f"shard {k}")
    check(hashes(here / "list-s")["packing-list.pdf"] == hashes(here / "list-n")["packing-list.pdf"], "shards have the list of the whole")
    run = batch(here, "list-o", "--numbered", "--list", "packing-list", "--only", "江北区:45-46", "--only", "江北区:50")
    said = re.sub(r"\s", "", foreign.run("pdftotext", "-layout", here / "list-o/packing-list.pdf", "-"))
    check(run.code == DONE and "1江北区20000450000464" in said and "2江北区10000500000504" in said and "合计3" in said and "沙坪坝" not in said, said)


def merged_faults(here):
    run = batch(here, "no", "--merge", "印", "--volume-pages", "2")
    check(run.code == BAD_INPUT and "districts.csv:2:1: error[BX1858]" in run.err and not (here / "no").exists(), run)
    for more in (["--separators"], ["--volume-pages", "100"], ["--merge", "a/b"], ["--merge", ".a"], ["--merge", "a\nb"], ["--merge", "a" * 201], ["--merge", b"\xff\xfe"], ["--merge", "a", "--shard", "1/2"],
                 ["--merge", "a", "--volume-pages", "10001"], ["--merge", "a", "--volume-pages", "1"],
                 ["--only", "江北区", "--register", "r.db", "--series", "简报"], ["--only", "江北区", "--reprints", "2026-3"],
                 ["--reprints", "2026-3", "--register", "r.db", "--series", "简报", "--replaces", "2026-2"]):
        check(batch(here, "no", *more).code == USAGE, more)
    (here / "m8/印-3.pdf").unlink()
    (here / "m8/印-4.pdf").write_bytes(b"other")
    verify = Run("batch", "verify", here / "m8")
    check(verify.code == BAD_INPUT and "BX1844" in verify.err and "BX1845" in verify.err and "印-3.pdf" in verify.err, verify)
    check("BX1841" in batch(here, "m8", "--merge", "印", "--separators", "--volume-pages", "500", "--resume").err, "another file of that name")
    (here / "m8/印-4.pdf").unlink()
    run = batch(here, "m8", "--merge", "印", "--separators", "--volume-pages", "500", "--resume")
    check(run.code == DONE and "2 volumes made, 3 there already" in run.err and hashes(here / "m8") == hashes(here / "m1"), run)
    check("BX1842" in batch(here, "m8", "--merge", "印", "--volume-pages", "500", "--resume").err, "without sheets it is another run")
    for moment in (1, 3, 5):
        out = here / f"cut{moment}"
        words = command(here, out.name, "--merge", "印", "--separators", "--volume-pages", "500", "--resume", "--jobs", "2")
        process = subprocess.Popen([PROGRAM, *map(str, words)], stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        while process.poll() is None and sum(name.endswith(".tmp") for name in (os.listdir(out) if out.exists() else [])) < moment:
            time.sleep(0.0002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        run = Run(*words, timeout=300)
        check(run.code == DONE and hashes(out) == hashes(here / "m1"), f"killed at {moment}: {run}")


def sheets_of_parts(here):
    """A sheet speaks of the copies that stand behind it, whatever their edition has beside them."""
    run = batch(here, "sheets", "--merge", "补", "--separators", "--only", "江北区:45-46", "--only", "江北区:50", "--only", "000076-000080")
    check(run.code == DONE, run)
    text = lambda page: re.sub(r"\s", "", foreign.run("pdftotext", "-f", str(page), "-l", str(page), here / "sheets/补-1.pdf", "-"))
    check("江北区共3份份号000045至000046，000050工作简报" in text(1), text(1))
    check("九龙坡区共5份份号000076至000080工作简报" in text(2 + 3 * 4 + 1), text(2 + 3 * 4 + 1))


def stopped_within_an_edition(here):
    """A signal ends a run between two copies, not only between two editions."""
    head, first = TABLE.read_text("utf-8").splitlines()[:2]
    (here / "long.csv").write_text(f"{head}\n{first.replace(',40,000001,000040', ',60000,000001,060000')}\n", "utf-8")
    (here / "long.xml").write_text(OPEN.replace(' print-run="590"', ""), "utf-8")
    words = ["batch", here / "long.xml", "--editions", here / "long.csv", "--key", "单位", "--numbered", "--out", here / "long", "--free-fonts"]
    for begun in (0.5, 1.5):
        process = subprocess.Popen([PROGRAM, *map(str, words)], stderr=subprocess.PIPE, env=ENVIRONMENT)
        time.sleep(begun)
        process.send_signal(signal.SIGTERM)
        at = time.monotonic()
        said = process.communicate()[1].decode()
        took = time.monotonic() - at
        check(process.returncode == 75 and "BX1849" in said and took < 1.5, f"stopped after {took:.2f} s: {process.returncode} {said}")
        check(not hashes(here / "long"), "nothing is published")


def faults(here):
    run = batch(here, "no")
    check(run.code == BAD_INPUT and "open.xml:11:5: error[BX1839]" in run.err and run.err.count("BX1839") == 1 and not (here / "no").exists(), run)
    (here / "none.xml").write_text(SAMPLE, "utf-8")
    run = batch(here, "no", "--numbered", brief="none.xml")
    check(run.code == BAD_INPUT and "none.xml:6:3: error[BX1855]" in run.err and not (here / "no").exists(), run)
    (here / "range.xml").write_text(OPEN.replace(' first-copy="起号" last-copy="止号"', ""), "utf-8")
    run = batch(here, "no", "--numbered", brief="range.xml")
    check(run.code == BAD_INPUT and "districts.csv:2:1: error[BX1856]" in run.err, run)
    run = batch(here, "no", "--only", "江北区:45", brief="none.xml")
    check(run.code == BAD_INPUT and "BX1861" in run.err and "--numbered" in run.err, f"copies where none are numbered: {run}")
    run = batch(here, "plain", "--only", "江北区", brief="none.xml")
    check(run.code == DONE and sorted(hashes(here / "plain")) == ["manifest.jsonl", "江北区.pdf"], run)


def main():
    with folder() as name:
        for test in (editions, parts, interrupted, merged, merged_without_numbers, lists, merged_faults, sheets_of_parts, stopped_within_an_edition, faults):
            test(Path(name))
    finish("runs of numbered copies")


main()
