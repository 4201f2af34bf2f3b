"""banxin fonts, folders of one's own fonts in every state, and the index of fonts that is kept between runs."""
import concurrent.futures
import os
import sys
from pathlib import Path

from support import BAD_INPUT, DONE, PLAIN, SOURCE, Run, check, failures, folder

LIBERATION = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
FANDOL = SOURCE / "fonts/free/FandolKai-Regular.otf"


def fonts(cache, *args):
    return Run("fonts", "--lang", "en", *args, env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), "HOME": "/nonexistent"})


def renamed(source, old, new):
    """A font whose names (in UTF-16) and PostScript names hold `new` instead of `old`, of the same length."""
    data = Path(source).read_bytes()
    check(len(old) == len(new) and data.count(old.encode("utf-16-be")) > 0, f"{source} has the name {old}")
    return data.replace(old.encode("utf-16-be"), new.encode("utf-16-be")).replace(old.encode(), new.encode())


def test_report(work):
    said = fonts(work / "cache", "--free-fonts")
    text = said.out.decode()
    check(said.code == DONE, said)
    for part in ("all 7445 of GB 2312", "仿宋  fangsong", "face      FandolFang-Regular", str(SOURCE / "fonts/free/FandolFang-Regular.otf"),
                 "(collection index 2)", "not of the free catalogue: 方正小标宋_GBK", "LiberationSerif"):
        check(part in text, f"the report says {part}")
    latin = text[text.index("西文  latin"):]
    check("Western ones are looked for" in latin and "啊" not in latin, f"no hanzi is looked for in the Western role\n{latin}")
    plain = fonts(work / "cache", "--free-fonts", PLAIN).out.decode()
    latin = plain[plain.index("西文  latin"):]
    check("different ones of the text" in plain and "lacks     nothing (only the" in latin, f"of a brief, its own Western characters\n{latin}")
    brief = work / "rare.xml"
    brief.write_text(PLAIN.read_text("utf-8").replace("</p>", "\U0002ebf0</p>", 1), "utf-8")
    check("U+2EBF0" in fonts(work / "cache", "--free-fonts", brief).out.decode(), "a character that no face has is named")
    brief.write_text("<brief>", "utf-8")
    check(fonts(work / "cache", brief).code == BAD_INPUT, "a brief that cannot be read is an error")


def test_own_folder(work):
    """Nested folders, loops, files that are no fonts or cannot be read; the official face in the midst of it plays its role."""
    own = work / "own/a/b"
    own.mkdir(parents=True)
    (own / "kai.otf").write_bytes(renamed(FANDOL, "FandolKai-Regular", "STKaiti----------"))
    (own / "up").symlink_to(work / "own")
    (own / "nowhere.ttf").symlink_to("/nonexistent.ttf")
    (own / "empty.ttf").touch()
    (own / "text.otf").write_text("not a font")
    (own / "half.otf").write_bytes(FANDOL.read_bytes()[:50_000])
    (own / "locked.ttf").write_bytes(Path(LIBERATION).read_bytes())
    (own / "locked.ttf").chmod(0)
    (own / "folder.ttf").mkdir()
    os.mkfifo(own / "pipe.ttf")
    cold = fonts(work / "cache", "--fonts", work / "own")
    check(cold.code == DONE and f"file      {own / 'kai.otf'}" in cold.out.decode(), f"one's own 楷体 is taken\n{cold}\n{cold.out.decode()[:2000]}")
    check(fonts(work / "cache", "--fonts", work / "own").out == cold.out, "with the index kept, the same is said")
    (own / "kai.otf").unlink()
    check("FandolKai-Regular" in fonts(work / "cache", "--fonts", work / "own").out.decode(), "a face that is gone is not taken")
    data = bytearray(renamed(FANDOL, "FandolKai-Regular", "STKaiti----------"))
    at = next(12 + 16 * i for i in range(32) if data[12 + 16 * i:16 + 16 * i] == b"OS/2")
    os2 = int.from_bytes(data[at + 8:at + 12], "big")
    data[os2 + 8:os2 + 10] = b"\0\2"
    (own / "kai.otf").write_bytes(data)
    refused = fonts(work / "cache", "--fonts", work / "own")
    check("may not be embedded in a PDF: 华文楷体" in refused.out.decode(), f"a face whose licence forbids embedding is refused\n{refused}")


def test_no_folder(work):
    """A folder that was asked for and is not there is a fault; those that are looked into anyway need not be there."""
    (work / "file").write_text("")
    for folder_ in (work / "none", work / "file"):
        for command in (("fonts",), ("check", PLAIN)):
            run = Run(*command, "--free-fonts", "--lang", "en", "--fonts", folder_, env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(work / "cache"), "HOME": "/nonexistent"})
            check(run.code == BAD_INPUT and f"{folder_}: error[BX1316]" in run.err, run)


def test_cache(work):
    """The index that is kept may be missing, damaged, a folder, or written by several at once: what is said is always the same."""
    cache, kept = work / "cache", work / "cache/banxin/fonts.index"
    right = fonts(cache, "--free-fonts", "--no-font-cache").out
    check(not kept.exists(), "no index is kept against the user's wish")
    check(fonts(cache, "--free-fonts").out == right and kept.exists(), "the index is kept")
    whole = kept.read_bytes()
    for damaged in (b"", whole[:len(whole) // 2], whole.replace(b"Fandol", b"Fondal", 1), b"\0" * 1000, os.urandom(5000)):
        kept.write_bytes(damaged)
        check(fonts(cache, "--free-fonts").out == right and kept.read_bytes() == whole, f"an index of {len(damaged)} bytes is made anew")
    time = kept.stat().st_mtime_ns
    own = work / "few"
    own.mkdir()
    (own / "liberation.ttf").write_bytes(Path(LIBERATION).read_bytes())
    check(fonts(cache, "--free-fonts").out == right and kept.stat().st_mtime_ns == time, "an index that serves is not written again")
    fonts(cache, "--free-fonts", "--fonts", own)
    time = kept.stat().st_mtime_ns
    fonts(cache, "--free-fonts")
    fonts(cache, "--free-fonts", "--fonts", own)
    check(kept.stat().st_mtime_ns == time, "runs with other folders do not push each other's entries out")
    kept.unlink()
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        runs = list(pool.map(lambda _: fonts(cache, "--free-fonts"), range(12)))
    check(all(run.code == DONE and run.out == right for run in runs), "twelve runs at once say the same")
    check(kept.read_bytes() == whole and os.listdir(kept.parent) == ["fonts.index"], "and leave one whole index")
    kept.unlink()
    kept.mkdir()
    check(fonts(cache, "--free-fonts").out == right, "a folder in the place of the index does no harm")


def main():
    for test in (test_report, test_own_folder, test_no_folder, test_cache):
        with folder() as work:
            test(Path(work).resolve())
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
