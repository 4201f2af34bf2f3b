"""What the program says: the language of its messages, its help, its report on fonts, its reference; and a first attempt with a slip."""
import re

from support import DATA, DONE, PLAIN, USAGE, Run, check, finish

FAULTY = DATA / "faults/values.xml"
HANZI = re.compile("[一-龥]")
COMMANDS = ["build", "check", "fonts", "schema", "reference"]


def is_chinese(run):
    return "错误[" in run.err


def language():
    base = {"PATH": "/usr/bin", "HOME": "/nonexistent"}
    for env, args, chinese in (({}, [], False), ({"LANG": "zh_CN.UTF-8"}, [], True), ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, [], False),
                               ({"LANG": "C", "LC_MESSAGES": "zh_CN"}, [], True), ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN"}, [], True),
                               ({"LC_ALL": "zh_SG", "LC_MESSAGES": "en_GB"}, [], True), ({"LANG": "zh_CN"}, ["--lang", "en"], False),
                               ({}, ["--lang", "zh"], True), ({}, ["--lang=zh"], True), ({"LANG": "de_DE"}, [], False)):
        run = Run("check", FAULTY, *args, env=base | env)
        check(is_chinese(run) == chinese, f"{env} {args}: {run}")
    for args in (["bulid", "--lang", "zh"], ["build", "--lang=zh"], ["build", "x.xml", "--nonsense", "--lang", "zh"], ["help", "bulid", "--lang", "zh"]):
        run = Run(*args)
        check(run.code == USAGE and HANZI.search(run.err) and "see " not in run.err, f"a wrong command line in Chinese: {run}")


def asked_for_no_known_language():
    """Whoever is not understood may read either."""
    run = Run("check", FAULTY, "--lang", "cn")
    check(run.code == USAGE and "zh or en" in run.err and "只能是" in run.err, run)


def nothing_asked():
    run = Run()
    check(run.code == USAGE and run.out == b"" and run.err == Run("help", "--lang", "en").out.decode(), run)


def slips():
    for wrong, right in (("bulid", "build"), ("chek", "check"), ("hlep", "help"), ("font", "fonts")):
        check(f"did you mean '{right}'" in Run(wrong).err, Run(wrong))
        check(f"“{right}”" in Run(wrong, "--lang", "zh").err, Run(wrong, "--lang", "zh"))


def options_of(text):
    return set(re.findall(r"^  (?:-\w \[ )?(--[a-z-]+)", text, re.M))


def help_names_everything():
    for lang in ("en", "zh"):
        text = Run("help", "--lang", lang).out.decode()
        for command in [*COMMANDS, "help", "version"]:
            check(f"banxin {command}" in text, f"help --lang {lang} does not name {command}")
        for code in ("0", "1", "2", "3", "70", "75"):
            check(re.search(rf"\b{code} ", text), f"help --lang {lang} does not explain exit code {code}")
        everything = options_of(text)
        check(everything >= {"--output", "--dump", "--layout", "--fonts", "--free-fonts", "--diagnostics", "--lang", "--help"}, f"options in help: {everything}")
        for command in COMMANDS:
            run = Run("help", command, "--lang", lang)
            own = options_of(run.out.decode())
            check(run.code == DONE and own and own <= everything, run)
            check(Run(command, "--help", "--lang", lang).out == run.out, f"{command} --help differs from help {command}")
            for option in own - {"--help"}:   # each is known to the command: what is wrong is that it has no value, or nothing
                said = Run(command, option).err
                check("unknown" not in said, f"{command} {option}: {said}")
            for option in everything - own:
                check(Run(command, option).code == USAGE, f"{command} takes {option}, which its help does not name")
        check(bool(HANZI.search(text)) == (lang == "zh"), f"help --lang {lang} is in another language")
        check(max(len(line) for line in text.splitlines()) <= 132, "help is too wide")


def fonts():
    english, chinese = Run("fonts", PLAIN, "--free-fonts", "--lang", "en"), Run("fonts", PLAIN, "--free-fonts", "--lang", "zh")
    check(english.code == DONE and chinese.code == DONE, english)
    for role in ("xiaobiaosong", "fangsong", "kaiti", "heiti", "songti", "latin"):
        check(role in english.out.decode() and role in chinese.out.decode(), f"fonts does not show the role {role}")
    for word in ("FandolSong-Bold", "collection index", "lacks"):
        check(word in english.out.decode(), f"fonts does not say {word}")
    check("缺字" in chinese.out.decode() and "集合内序号" in chinese.out.decode(), "fonts in Chinese")
    check("GB 2312" in Run("fonts", "--free-fonts", "--lang", "en").out.decode(), "without a brief, GB2312 is looked for")


def reference():
    for what in ("brief", "layout", "codes"):
        for lang in ("en", "zh"):
            text = Run("reference", what, "--lang", lang).out.decode()
            check(len(text.splitlines()) > 50 and (lang == "en" or HANZI.search(text)), f"reference {what} --lang {lang}")
    check("BX1103" in Run("reference", "codes").out.decode(), "the reference of messages has their codes")


def main():
    tests = [language, asked_for_no_known_language, nothing_asked, slips, help_names_everything, fonts, reference]
    for test in tests:
        test()
    finish(f"{len(tests)} tests")


main()
