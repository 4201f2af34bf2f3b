"""What the tests written in Python share: the program, a folder that goes away, briefs and data folders made for one test."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("BANXIN", SOURCE / "build" / "banxin"))


def sample_pages():
    """(name, brief, options) of each page that the samples make: one of them is set twice."""
    pages = [(path.stem, path, []) for path in (SOURCE / "samples").glob("*.xml")]
    return sorted([*pages, ("specimen-vertical", SOURCE / "samples/specimen.xml", ["--layout", "specimen-vertical"])])


class Workshop:
    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="banxin-test-")
        self.folder = Path(self._folder.name)

    def data(self, name, changes=()):
        """A copy of layouts and catalogue with texts replaced: (file, old, new). `old` must stand in the file."""
        out = self.folder / name
        (out / "fonts").mkdir(parents=True)
        shutil.copytree(SOURCE / "layouts", out / "layouts")
        shutil.copy(SOURCE / "fonts/fonts.xml", out / "fonts/fonts.xml")
        (out / "fonts/free").symlink_to(SOURCE / "fonts/free")
        for file, old, new in changes:
            path = out / file
            content = path.read_text("utf-8")
            if old not in content:
                sys.exit(f"{file}: the text to be replaced is not there: {old}")
            path.write_text(content.replace(old, new), "utf-8")
        return out

    def build(self, brief, *options, name=None, data=".", env=None, cwd=SOURCE, expect=0):
        """Typesets a brief; returns the paths of PDF and dump, and what the program said."""
        name = name or Path(brief).stem
        pdf, dump = str(self.folder / f"{name}.pdf"), str(self.folder / f"{name}.dump")
        command = [str(PROGRAM), "build", str(brief), "-o", pdf, "--dump", dump, "--free-fonts", "--lang", "en", *options]
        environment = {**os.environ, "BANXIN_DATA": str(data), **(env or {})}
        done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment)
        if done.returncode != expect:
            sys.exit(f"{' '.join(command)}: exit code {done.returncode}, not {expect}\n{done.stderr}")
        return pdf, dump, done.stderr
