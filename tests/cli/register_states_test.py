"""States of a number: builds that meet, end early or fail; what people may record meanwhile; what recovery knows and what it leaves."""
import os
import re
import sqlite3
import subprocess
from pathlib import Path

from support import BAD_INPUT, DONE, PROGRAM, TEMPORARY, TO_CONFIRM, USAGE, Run, check, finish, folder
from register_test_support import act, brief, build, register

KILLED = -9


def start(here, source, output, at_link="", *more):
    """A build that is killed before or after its document gets its name, waits a second there, or fails there."""
    env = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")}
    if at_link:
        env |= {"LD_PRELOAD": os.environ["AT_LINK_LIBRARY"], "AT_LINK": at_link}
    args = [PROGRAM, "build", source, "--register", here / "register.db", "--series", "简报", "-o", here / output, "--free-fonts", "--lang", "en", *more]
    return subprocess.Popen(args, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def end(process):
    said = process.communicate(timeout=60)[1].decode()
    return process.returncode, " ".join(re.findall(r"error\[(BX\d+)\]", said))


def state(path, number):
    return act(path, "show", "简报", number).splitlines()[0].split("  ")[2]


def kinds(path, number):
    return [line.split("  ")[1] for line in act(path, "show", "简报", number).splitlines() if line.startswith("20")]


def typed_15(here):
    path = register(here)
    act(path, "reserve", "简报")
    return path, brief(here / "typed.xml", 'number="15"')


def two_builds_of_one_number(here):
    path, source = typed_15(here)
    builds = [start(here, source, name, "wait") for name in ("a.pdf", "b.pdf")]
    ends = sorted(end(b) for b in builds)
    check(ends == [(DONE, ""), (TEMPORARY, "BX1733")], ends)
    out = [name for name in ("a.pdf", "b.pdf") if (here / name).exists()]
    check(len(out) == 1 and str(here / out[0]) in act(path, "show", "简报", "2026-15"), f"one document, and it is on record: {out}")
    check(act(path, "verify").endswith("files compared\n"), "all is well")


def typed_but_kept_for_another(here):
    """A number that is kept for a document is no other's, though its brief has it."""
    path, auto = register(here), brief(here / "auto.xml")
    check(end(start(here, auto, "a.pdf", "fail")) == (TEMPORARY, "BX1602") and state(path, "2026-15") == "kept", "kept for a.pdf")
    typed = brief(here / "typed.xml", 'number="15"')
    run = build(typed, path, here / "b.pdf")
    check(run.code == BAD_INPUT and "BX1757" in run.err and str(here / "a.pdf") in run.err and "typed.xml:" in run.err, run)
    check(not (here / "b.pdf").exists() and state(path, "2026-15") == "kept", "nothing is made")
    check(build(typed, path, here / "a.pdf").code == DONE and state(path, "2026-15") == "issued", "where it is kept for, it is taken")


def two_builds_to_one_file(here):
    """The second is refused at once: no number is kept for a document that another has made."""
    path, source = register(here), brief(here / "auto.xml")
    first = start(here, source, "a.pdf", "wait")
    while "2026-15" not in act(path, "list"):
        pass
    second = build(source, path, here / "a.pdf")
    check(second.code == TEMPORARY and "BX1759" in second.err and str(here / "a.pdf") in second.err, second)
    check(end(first) == (DONE, "") and len(act(path, "list").splitlines()) == 1 and state(path, "2026-15") == "issued", "one number")
    check(build(source, path, here / "b.pdf").code == DONE, "then others are free")


def killed_then_built_again(here):
    path, source = typed_15(here)
    check(end(start(here, source, "a.pdf", "after"))[0] == KILLED and (here / "a.pdf").exists(), "killed when the document was out")
    again = build(source, path, here / "b.pdf")
    check(again.code == TEMPORARY and "BX1733" in again.err and "recover" in again.err and not (here / "b.pdf").exists(), again)
    check(act(path, "void", "简报", "2026-15", "--reason", "x", code=TEMPORARY) == "BX1733", "no void meanwhile")
    check(act(path, "issue", "简报", "2026-15", code=TEMPORARY) == "BX1733", "nor issue")
    check("issued" in act(path, "recover") and "a.pdf" in act(path, "show", "简报", "2026-15"), "recovery finds it")
    check(act(path, "verify") != "", "all is well")


def killed_and_not_out(here):
    path, source = typed_15(here)
    check(end(start(here, source, "a.pdf", "before"))[0] == KILLED and not (here / "a.pdf").exists(), "killed before the document was out")
    check("BX1732" in Run("register", "verify", path).err, "verify tells")
    check("reserved" in act(path, "recover") and kinds(path, "2026-15") == ["reserved", "prepared", "released"], "free again")
    check(act(path, "verify") == "0 files compared\n" and act(path, "recover") == "", "recovered once")
    check(build(source, path, here / "b.pdf").code == DONE and state(path, "2026-15") == "issued", "and it can be used")


def published_and_not_recorded(here):
    """Others keep the register busy just when the document is out: it is said what was done, and recovery records it."""
    path, source = register(here), brief(here / "auto.xml")
    run = start(here, source, "a.pdf", "wait")
    while not any(line.split("  ")[1] == "prepared" for line in act(path, "show", "简报", "2026-15").splitlines()[1:]) if "2026-15" in act(path, "list") else True:
        pass
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    said = run.communicate(timeout=60)[1].decode()
    db.close()
    check(run.returncode == TO_CONFIRM and "warning[BX1740]" in said and "BX1705" in said and "nothing was written" not in said and "recover" in said, said)
    check((here / "a.pdf").exists() and "issued" in act(path, "recover") and state(path, "2026-15") == "issued", "recovery records it")
    check(act(path, "verify").endswith("files compared\n"), "all is well")


def nothing_is_left_by_a_kill(here):
    """A file in the making has no name that could stay."""
    path, source = register(here), brief(here / "auto.xml")
    before = {p.name for p in here.iterdir()}
    check(end(start(here, source, "a.pdf", "before", "--dump", here / "a.dump"))[0] == KILLED, "killed before the document was out")
    names = {p.name for p in here.iterdir()} - before
    check(not any(name.startswith(".") for name in names), names)


def failed_at_its_name(here):
    path, source = typed_15(here)
    check(end(start(here, source, "a.pdf", "fail")) == (TEMPORARY, "BX1602"), "cannot be published")
    check(kinds(path, "2026-15") == ["reserved", "prepared", "released"], "a number reserved by hand is free again")
    auto = brief(here / "auto.xml")
    run = start(here, auto, "a.pdf", "fail")
    said = run.communicate(timeout=60)[1].decode()
    check(run.returncode == TEMPORARY and "BX1602" in said and "warning[BX1752]" in said and "(2026-16)" in said and "register void FILE SERIES NUMBER" in said, said)
    check(state(path, "2026-16") == "kept" and kinds(path, "2026-16") == ["reserved", "prepared", "released"], "another is kept for its document")
    check("BX1752" in Run("register", "verify", path).err and "待发" in Run("register", "list", path, "--lang", "zh").out.decode(), "it is told")
    check(build(auto, path, here / "b.pdf").code == DONE and state(path, "2026-17") == "issued", "others have the next")
    check(build(auto, path, here / "a.pdf").code == DONE and state(path, "2026-16") == "issued", "the document has its number again")
    check("kept" not in act(path, "list") and act(path, "recover") == "", "nothing is left")
    check(end(start(here, auto, "c.pdf", "fail")) == (TEMPORARY, "BX1602") and state(path, "2026-18") == "kept", "one that nobody makes again")
    act(path, "void", "简报", "2026-18", "--reason", "不发了", at=())


def hands_off_a_build(here):
    path, source = register(here), brief(here / "auto.xml")
    check(end(start(here, source, "a.pdf", "before"))[0] == KILLED, "killed")
    for action in (["void", "简报", "2026-15", "--reason", "x"], ["issue", "简报", "2026-15"]):
        check(act(path, *action, code=TEMPORARY) == "BX1733", action)
    waiting = start(here, source, "b.pdf", "wait")
    for _ in range(100):
        if "2026-16" in act(path, "list"):
            break
    check(act(path, "void", "简报", "2026-16", "--reason", "x", code=TEMPORARY) == "BX1733", "while it is at work")
    check(act(path, "recover", code=TEMPORARY) == "BX1705", "recovery waits until nobody works")
    check(end(waiting) == (DONE, ""), "the build knows nothing of it")
    check(state(path, "2026-15") == "under way" and "void" in act(path, "recover") and state(path, "2026-15") == "void", "recovered")


def replacements(here):
    path, source = register(here), brief(here / "auto.xml")
    check(build(source, path, here / "15.pdf").code == DONE, "15")
    act(path, "reserve", "简报")
    other = build(brief(here / "16.xml", 'number="16"'), path, here / "16.pdf", "--replaces", "2026-15")
    check(other.code == BAD_INPUT and "BX1737" in other.err and not (here / "16.pdf").exists(), f"16 was reserved to replace nothing: {other}")
    check("2026-17" in act(path, "reissue", "简报", "2026-15"), "17 replaces 15")
    check(act(path, "reissue", "简报", "2026-15", code=BAD_INPUT) == "BX1736", "one replacement at a time")
    check("BX1736" in build(source, path, here / "x.pdf", "--replaces", "2026-15").err, "by build neither")
    check(build(source, path, here / "18.pdf").code == DONE, "18")
    seventeen = brief(here / "17.xml", 'number="17"')
    check("BX1738" in build(seventeen, path, here / "17.pdf", "--replaces", "2026-18").err, "17 replaces another")
    check(build(seventeen, path, here / "17.pdf", "--replaces", "2026-15").code == DONE and state(path, "2026-15") == "replaced", "as it was reserved")
    act(path, "void", "简报", "2026-17", "--reason", "误发", at=())
    check("2026-19" in act(path, "reissue", "简报", "2026-15"), "the replacement is void: there may be another")
    act(path, "void", "简报", "2026-18", "--reason", "误发", at=())
    check("2026-20" in act(path, "reissue", "简报", "2026-18") and "void" in act(path, "show", "简报", "2026-18"), "what was out and is void is replaced too")
    act(path, "void", "简报", "2026-20", "--reason", "不发了", at=())
    check(act(path, "reissue", "简报", "2026-20", code=BAD_INPUT) == "BX1716", "what never was out is not")
    act(path, "issue", "简报", "2026-19")
    check("replaced by 2026-19" in act(path, "show", "简报", "2026-15"), "the last counts")


def the_old_one_void_meanwhile(here):
    path, source = register(here), brief(here / "auto.xml")
    check(build(source, path, here / "15.pdf").code == DONE, "15")
    check(end(start(here, source, "16.pdf", "after", "--replaces", "2026-15"))[0] == KILLED, "killed when 16 was out")
    check(end(start(here, source, "17.pdf", "after"))[0] == KILLED, "killed when 17 was out")
    act(path, "void", "简报", "2026-15", "--reason", "误发", at=())
    act(path, "recover")
    check([state(path, f"2026-{n}") for n in (15, 16, 17)] == ["void", "issued", "issued"], "recovery settles all")


def what_recovery_cannot_know(here):
    path, source = register(here), brief(here / "auto.xml")
    (here / "out").mkdir()
    check(end(start(here, source, "out/15.pdf", "after"))[0] == KILLED, "killed when 15 was out")
    (here / "out").rename(here / "moved")
    run = Run("register", "recover", path, "--lang", "en")
    check(run.code == TO_CONFIRM and "BX1734" in run.err and state(path, "2026-15") == "under way", f"a folder that is not there: {run}")
    (here / "moved").rename(here / "out")
    (here / "out/15.pdf").rename(here / "out/was.pdf")
    (here / "out/15.pdf").symlink_to("/none/15.pdf")
    check("BX1734" in Run("register", "recover", path).err and state(path, "2026-15") == "under way", "a link to nowhere")
    (here / "out/15.pdf").unlink()
    os.mkfifo(here / "out/15.pdf")
    check("BX1734" in Run("register", "recover", path, timeout=10).err and state(path, "2026-15") == "under way", "a pipe")
    (here / "out/15.pdf").unlink()
    (here / "out/was.pdf").rename(here / "out/15.pdf")
    check("issued" in act(path, "recover"), "in its place again")
    check(end(start(here, source, "out/16.pdf", "after"))[0] == KILLED, "killed when 16 was out")
    (here / "out").rename(here / "gone")
    for args in (["简报"], ["简报", "2026-16"], ["--reason", "x"]):
        check(Run("register", "recover", path, *args).code == USAGE, f"recover {args}")
    check("void" in act(path, "recover", "简报", "2026-16", "--reason", "文件夹已毁") and "文件夹已毁" in act(path, "show", "简报", "2026-16"), "people decide")
    (here / "gone").rename(here / "out")
    run = Run("register", "verify", path, "--lang", "en")
    check(run.code == BAD_INPUT and re.search(r"out/16\.pdf: error\[BX1735\]", run.err), f"verify finds a document whose number is void: {run}")


def large_documents(here):
    path = register(here)
    act(path, "reserve", "简报")
    with open(here / "large.pdf", "wb") as file:
        file.truncate(65 << 20)
    act(path, "issue", "简报", "2026-15", "--pdf", here / "large.pdf")
    check(act(path, "verify") == "1 files compared\n", "hashes of any size")
    act(path, "reserve", "简报")
    check("BX1739" in act(path, "issue", "简报", "2026-16", "--pdf", "/dev/null", code=BAD_INPUT), "a device is no document")


def main():
    tests = [two_builds_of_one_number, typed_but_kept_for_another, two_builds_to_one_file, killed_then_built_again, killed_and_not_out, published_and_not_recorded, nothing_is_left_by_a_kill, failed_at_its_name, hands_off_a_build, replacements,
             the_old_one_void_meanwhile, what_recovery_cannot_know, large_documents]
    for test in tests:
        with folder() as name:
            test(Path(name).resolve())
    finish(f"{len(tests)} tests")


main()
