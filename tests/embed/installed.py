"""What the tests of embedding share: an installation in a folder that goes away, and an environment in which it is found."""
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support.workshop import PROGRAM, SOURCE, Workshop

BUILD = Path(os.environ["BANXIN_BUILD"])
FONTS = SOURCE / "fonts/free"
SAMPLE = SOURCE / "samples/work-brief.xml"


class Installation(Workshop):
    def __init__(self):
        super().__init__()
        self.prefix = self.folder / "prefix"
        self.run("cmake", "--install", BUILD, "--prefix", self.prefix)
        self.env = {**os.environ, "LC_ALL": "C.UTF-8", "PKG_CONFIG_PATH": str(self.prefix / "lib/pkgconfig"),
                    "LD_LIBRARY_PATH": str(self.prefix / "lib"), "CMAKE_PREFIX_PATH": str(self.prefix),
                    "NODE_PATH": str(self.prefix / "share/nodejs"),
                    "PYTHONPATH": str(self.prefix / "lib/python3/dist-packages"), "PYTHONDONTWRITEBYTECODE": "1",
                    "XDG_CACHE_HOME": str(self.folder / "cache")}

    def run(self, *command, cwd=None, expect=0):
        """Both outputs of a command that ends with `expect`."""
        done = subprocess.run([*map(str, command)], cwd=cwd or self.folder, env=getattr(self, "env", None), text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != expect:
            sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}, not {expect}\n{done.stdout}")
        return done.stdout

    def by_program(self, brief=SAMPLE):
        """The PDF that the program makes of a brief."""
        out = self.folder / "by-program.pdf"
        self.run(PROGRAM, "build", brief, "-o", out, "--fonts", FONTS)
        return out.read_bytes()


def end(faults, what):
    print("\n".join(faults) or what)
    sys.exit(bool(faults))
