"""A register, briefs that take numbers from it, and actions on it, for the tests of the register."""
import re

from support import DONE, PLAIN, Run, check

AT = ("--at", "2026-03-02T09:00", "--who", "李秘书")


def brief(path, number='number="auto" total="auto"', year=2026, title="全市中小学春季学期如期开学"):
    text = PLAIN.read_text("utf-8").replace('year="2024" number="3"', f'year="{year}" {number}').replace("2024-03-01", f"{year}-03-01")
    text = text.replace("全市中小学春季学期如期开学", title)
    text = text.replace("</brief>", '<distribution copies="9"><recipients role="send"><to>甲局</to><to> 乙局 </to></recipients></distribution></brief>')
    path.write_text(text, "utf-8")
    return path


def register(here, name="register.db"):
    path = here / name
    for args in (("init", path), ("series", path, "简报", "--pattern", "第{number}期（总第{total}期）", "--last", "2026-14", "--last-total", "207"),
                 ("series", path, "增刊", "--pattern", "{year}年增刊第{number}期", "--supplement"),
                 ("series", path, "文件", "--pattern", "第{number}号", "--counting", "running", "--last", "30")):
        run = Run("register", *args)
        check(run.code == DONE, run)
    return path


def act(path, action, *args, code=DONE, at=AT):
    """What the action prints, or the code of its message. `at` (): now, as builds are recorded."""
    options = at if action != "help" else ()
    run = Run("register", action, path, *args, *options, "--lang", "en")
    check(run.code == code, run)
    return run.out.decode() if code == DONE else " ".join(re.findall(r"BX\d+", run.err))


def build(source, path, output, *more, series="简报"):
    return Run("build", source, "--register", path, "--series", series, "-o", output, "--free-fonts", "--who", "李秘书", "--lang", "en", *more)
