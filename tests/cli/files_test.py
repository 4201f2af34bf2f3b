"""Where output goes: whole or not at all, into no folder that was not named, never over an input; and the table of exit codes."""
import os
import shutil
import subprocess
from pathlib import Path

from support import BAD_INPUT, DATA, DONE, PLAIN, PROGRAM, SOURCE, TEMPORARY, TO_CONFIRM, USAGE, Run, check, finish, folder

FREE = "--free-fonts"
FAULTY = DATA / "faults/values.xml"
SUSPICIOUS = DATA / "faults/suspicious.xml"


def is_pdf(data):
    return data.startswith(b"%PDF-1.") and data.rstrip().endswith(b"%%EOF")


def listing(path):
    return sorted(p.name for p in path.iterdir())


def failed_build_changes_nothing(here):
    old = here / "old.pdf"
    old.write_bytes(b"as it was")
    run = Run("build", FAULTY, "-o", old, "--dump", here / "pages.txt")
    check(run.code == BAD_INPUT, run)
    check(old.read_bytes() == b"as it was" and listing(here) == ["old.pdf"], f"after a failed build: {listing(here)}")


def warnings_write(here):
    run = Run("build", SUSPICIOUS, "-o", here / "out.pdf", FREE, "--lang", "en")
    check(run.code == TO_CONFIRM and is_pdf((here / "out.pdf").read_bytes()), run)
    check(run.err.count("warning[") == 13 and "error[" not in run.err and run.err.endswith("13 things to confirm\n"), run)


def good_build(here):
    brief = here / "一期.xml"
    shutil.copy(PLAIN, brief)
    run = Run("build", brief, FREE)
    check(run.code == DONE and run.out == b"", run)
    check(listing(here) == ["一期.pdf", "一期.xml"] and is_pdf((here / "一期.pdf").read_bytes()), f"beside the brief: {listing(here)}")
    run = Run("build", brief, "-o", "-", FREE)
    check(run.code == DONE and run.out == (here / "一期.pdf").read_bytes(), "standard output has the same bytes as the file")
    run = Run("build", "一期.xml", "-o", "x.pdf", "--dump", "pages.txt", FREE, cwd=here)
    check(run.code == DONE and "x.pdf" in listing(here) and "pages.txt" in listing(here), run)
    run = Run("build", brief, "-o", here / "x.pdf", FREE)
    check(run.code == DONE and listing(here) == ["pages.txt", "x.pdf", "一期.pdf", "一期.xml"], "a second build replaces, and leaves nothing else")
    before = listing(here)
    run = Run("check", brief, FREE)
    check(run.code == DONE and listing(here) == before, "check writes nothing")


def refused_outputs(here):
    brief = here / "brief.xml"
    shutil.copy(PLAIN, brief)
    text = brief.read_bytes()
    (here / "folder").mkdir()
    for output, code, exit_code in ((here / "folder", "BX1604", BAD_INPUT), (here / "none/x.pdf", "BX1604", BAD_INPUT), (brief / "x.pdf", "BX1604", BAD_INPUT),
                                    (here / ("x" * 300), "BX1604", BAD_INPUT), (brief, "BX1605", BAD_INPUT), (here / "folder/../brief.xml", "BX1605", BAD_INPUT),
                                    ("/dev/full", "BX1602", TEMPORARY)):
        run = Run("build", brief, "-o", output, FREE)
        check(run.code == exit_code and f"error[{code}]" in run.err, run)
    run = Run("build", brief, "-o", here / "x.pdf", "--dump", brief, FREE)
    check(run.code == BAD_INPUT and "BX1605" in run.err, run)
    check(brief.read_bytes() == text and listing(here) == ["brief.xml", "folder"] and listing(here / "folder") == [], f"left: {listing(here)}")
    check(Path("/dev/full").is_char_device(), "/dev/full was replaced")
    with open("/dev/full", "wb") as full:
        for args in (["build", brief, "-o", "-", FREE], ["help"], ["version"], ["schema", "brief"], ["fonts", FREE]):
            run = Run(*args, stdout=full)
            check(run.code == TEMPORARY and "BX1602" in run.err, run)


def dump_and_document_together(here):
    """Both or neither, whichever of them cannot be written; what was there stays."""
    good, dump, closed = here / "x.pdf", here / "pages.txt", here / "sticky"
    for names in (("-o", "/dev/full", "--dump", dump), ("-o", here / "none/x.pdf", "--dump", dump), ("-o", good, "--dump", here / "none/pages.txt"),
                  ("-o", good, "--dump", "/dev/full")):
        for old in (False, True):
            if old:
                good.write_bytes(b"as it was")
                dump.write_bytes(b"as it was")
            before = listing(here)
            run = Run("build", PLAIN, *names, FREE, "--lang", "en")
            check(run.code in (BAD_INPUT, TEMPORARY) and "nothing was written" in run.err, run)
            check(listing(here) == before and all(p.read_bytes() == b"as it was" for p in (good, dump) if p.exists()), f"{names}: left {listing(here)}")
            good.unlink(missing_ok=True)
            dump.unlink(missing_ok=True)
    if os.geteuid() != 0:
        print("not tested: a file that cannot be renamed over (only root can make one)")
        return
    closed.mkdir()   # where everybody may write, but only the owner may replace
    here.chmod(0o777)
    closed.chmod(0o1777)
    theirs = closed / "theirs"
    for names in (("-o", theirs, "--dump", dump), ("-o", good, "--dump", theirs)):
        for old in (False, True):
            theirs.write_bytes(b"as it was")
            for path in (good, dump):
                path.unlink(missing_ok=True)
                if old:
                    path.write_bytes(b"as it was")
            before = listing(here)
            try:
                run = Run("build", PLAIN, *names, FREE, user=65534)
            except PermissionError:
                print("not tested: a file that cannot be renamed over (the program lies where only root may go)")
                return
            check(run.code == TEMPORARY and "BX1602" in run.err, run)
            kept = all(p.read_bytes() == b"as it was" for p in (theirs, good, dump) if p.exists())
            check(kept and listing(here) == before and listing(closed) == ["theirs"], f"{names}: left {listing(here)}, {listing(closed)}")


def links_are_written_through(here):
    """A symbolic link stays one; what it leads to takes the file, whether it was there or not."""
    away = here / "away"
    away.mkdir()
    (here / "pdf").symlink_to("away/one")
    (away / "one").symlink_to("../away/x.pdf")
    (here / "dump").symlink_to(away / "pages.txt")
    for _ in range(2):
        run = Run("build", PLAIN, "-o", here / "pdf", "--dump", here / "dump", FREE)
        check(run.code == DONE and (here / "pdf").is_symlink() and (away / "one").is_symlink() and (here / "dump").is_symlink(), run)
        check(is_pdf((away / "x.pdf").read_bytes()) and (away / "pages.txt").stat().st_size > 0, "the links' files are written")
        check(listing(here) == ["away", "dump", "pdf"] and listing(away) == ["one", "pages.txt", "x.pdf"], f"left {listing(here)}, {listing(away)}")
    (here / "a").symlink_to("b")
    (here / "b").symlink_to("a")
    run = Run("build", PLAIN, "-o", here / "a", FREE)
    check(run.code == BAD_INPUT and "BX1604" in run.err and (here / "a").is_symlink(), run)


def nobody_listens(here):
    """A standard error that is full or closed takes nothing from the work nor from the exit code."""
    for name, code in ((PLAIN, DONE), (SUSPICIOUS, TO_CONFIRM), (FAULTY, BAD_INPUT)):
        for shut in ("2>/dev/full", "2>&-"):
            done = subprocess.run(["sh", "-c", f'"$@" {shut}', "sh", PROGRAM, "build", name, "-o", here / "x.pdf", FREE], check=False)
            check(done.returncode == code, f"{name} {shut}: exit {done.returncode}")


def names_of_temporaries(here):
    """A file that a killed process of the same number left behind is in nobody's way; nor is a name as long as names may be."""
    long = here / ("简" * 83 + ".pdf")
    run = Run("build", PLAIN, "-o", long, FREE)
    check(run.code == DONE and listing(here) == [long.name], run)
    script = 'touch "$1/.out.pdf.$$.tmp" "$1/.banxin-$$-0.tmp"; exec "$2" build "$3" -o "$1/out.pdf" ' + FREE
    done = subprocess.run(["sh", "-c", script, "sh", here, PROGRAM, PLAIN], check=False, stderr=subprocess.DEVNULL)
    check(done.returncode == DONE and is_pdf((here / "out.pdf").read_bytes()), f"beside a left temporary: exit {done.returncode}")


def read_only_folder(here):
    closed = here / "closed"
    closed.mkdir()
    (closed / "old.pdf").write_bytes(b"as it was")
    closed.chmod(0o555)
    try:
        here.chmod(0o755)
        nobody = 65534 if os.access(closed, os.W_OK) else None   # root writes anywhere
        try:
            run = Run("build", PLAIN, "-o", closed / "old.pdf", FREE, user=nobody)
        except PermissionError:
            print("not tested: a read-only folder (the program lies where only root may go)")
            return
        check(run.code == TEMPORARY and "BX1602" in run.err, run)
        check((closed / "old.pdf").read_bytes() == b"as it was" and listing(closed) == ["old.pdf"], "a read-only folder changed")
    finally:
        closed.chmod(0o755)


def a_pipe_is_written_to(here):
    pipe = here / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([PROGRAM, "build", PLAIN, "-o", pipe, FREE], stderr=subprocess.DEVNULL) as process:
        data = pipe.read_bytes()
        check(process.wait(60) == DONE and is_pdf(data) and pipe.is_fifo(), "a named pipe takes the PDF")


def missing_inputs(here):
    for args in (["build", here / "none.xml"], ["check", here], ["check", PLAIN, "--layout", here / "none.xml"], ["fonts", here / "none.xml"],
                 ["check", PLAIN, "--layout", "../layouts/work-brief"], ["check", PLAIN, "--layout", "no-such"]):
        run = Run(*args, FREE)
        check(run.code == BAD_INPUT and any(code in run.err for code in ("BX1601", "BX1603")), run)


def no_path_leads_outside(here):
    """A brief or a layout names layouts; a name is never a path, and a file beside them is no layout of theirs."""
    (here / "layouts").mkdir()
    (here / "secret.xml").write_text('<layout version="1" name="secret"/>')
    for name in ("../secret", "../secret.xml", "/etc/passwd", "..", ".", "secret.xml", "a/b", "..\\secret", "secret\n", "%2e%2e"):
        brief = here / "brief.xml"
        brief.write_text(PLAIN.read_text().replace("<brief version", f'<brief layout="{name}" version'))
        run = Run("check", brief, FREE, "--lang", "en")
        check(run.code == BAD_INPUT and ("BX1111" in run.err or "BX1201" in run.err or "BX1603" in run.err), run)
        layout = here / "layouts/x.xml"
        layout.write_text(f'<layout version="1" name="x" extends="{name}"/>')
        run = Run("check", PLAIN, "--layout", layout, FREE, "--lang", "en")
        check(run.code == BAD_INPUT and ("BX1111" in run.err or "BX1201" in run.err or "BX1603" in run.err), run)


def narrow_lines(here):
    """A text block too narrow for its words: said line by line, and printed all the same."""
    layout = here / "narrow.xml"
    layout.write_text('<layout version="1" name="narrow" extends="work-brief"><style name="body" based-on="base" composition="strict" '
                      'inset-left="76mm" inset-right="73mm"/></layout>')
    run = Run("build", DATA / "briefs/restricted.xml", "--layout", layout, "-o", here / "x.pdf", FREE)
    check(run.code == TO_CONFIRM and all(f"warning[{code}]" in run.err for code in ("BX1411", "BX1412", "BX1414")), run)
    check(is_pdf((here / "x.pdf").read_bytes()), "the PDF of narrow lines")


def layout_that_stands_alone(here):
    """The least that a layout may hold sets a brief; a proof needs to be told how."""
    args = ["build", PLAIN, "--layout", DATA / "layouts/alone.xml", "-o", here / "x.pdf", FREE]
    run = Run(*args)
    check(run.code == DONE and is_pdf((here / "x.pdf").read_bytes()), run)
    run = Run(*args, "--grid", "--lang", "en")
    check(run.code == BAD_INPUT and run.err.startswith(f"{DATA}/layouts/alone.xml: error[BX1620]"), run)


def exit_codes():
    for args, code in ((["help"], DONE), (["version"], DONE), (["check", PLAIN, FREE], DONE), (["check", SUSPICIOUS, FREE], TO_CONFIRM), ([], USAGE),
                       (["nonsense"], USAGE), (["build"], USAGE), (["build", PLAIN, PLAIN], USAGE), (["build", PLAIN, "--nonsense"], USAGE),
                       (["build", PLAIN, "--diagnostics", "xml"], USAGE), (["build", PLAIN, "--lang", "fr"], USAGE), (["schema", "x"], USAGE),
                       (["build", PLAIN, "-o", "-", "--dump", "-"], USAGE), (["build", PLAIN, "-o"], USAGE), (["help", "nonsense"], USAGE),
                       (["schema", "brief", "--layout", "x"], USAGE), (["check", FAULTY], BAD_INPUT)):
        run = Run(*args)
        check(run.code == code, f"expected exit {code}\n{run}")


def installed_data(here):
    """BANXIN_DATA without anything in it is an error that says where was looked."""
    run = Run("check", PLAIN, env={"PATH": "/usr/bin", "BANXIN_DATA": str(here)})
    check(run.code == BAD_INPUT and f"{here}/layouts" in run.err, run)
    run = Run("check", PLAIN, "--free-fonts", env={"PATH": "/usr/bin", "BANXIN_DATA": str(SOURCE)})   # no HOME, no cache
    check(run.code == DONE, run)


TESTS = [failed_build_changes_nothing, warnings_write, good_build, refused_outputs, dump_and_document_together, links_are_written_through, nobody_listens, names_of_temporaries, read_only_folder, a_pipe_is_written_to, missing_inputs,
         no_path_leads_outside, installed_data, narrow_lines, layout_that_stands_alone]


def main():
    for test in TESTS:
        with folder() as temporary:
            test(Path(temporary))
    exit_codes()
    finish(f"{len(TESTS) + 1} tests")


main()
