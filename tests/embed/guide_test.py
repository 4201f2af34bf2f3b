#!/usr/bin/env python3
"""docs/guide/*/embedding.md followed word for word, in one shell: programs are saved under the names that the text gives them, commands run in
order, and what they print is what the page says."""
import re
import subprocess

from installed import BUILD, SOURCE, Installation, end

faults = []
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)
PROGRAMS = {"c": ("hello.c",), "cpp": ("hello.cpp",), "python": ("hello.py", "numbered.py"), "js": ("hello.js", "editions.js")}


def run(session, commands):
    """What they print; the shell goes on after them, with its variables."""
    session.stdin.write(f"{{ {commands}\n}} 2>&1 || echo \"failed: $?\"\necho END-OF-BLOCK\n")
    session.stdin.flush()
    return "".join(iter(session.stdout.readline, "END-OF-BLOCK\n"))


for language in ("en", "zh"):
    page = SOURCE / f"docs/guide/{language}/embedding.md"
    shop = Installation()
    home, work = shop.folder / "home", shop.folder / "checkout"
    home.mkdir()
    work.mkdir()
    for name in ("samples", "layouts", "fonts", "bindings"):
        (work / name).symlink_to(SOURCE / name)
    (work / "build").symlink_to(BUILD)
    env = {name: value for name, value in shop.env.items() if name not in ("PKG_CONFIG_PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "NODE_PATH")}
    session = subprocess.Popen(["bash", "-e"], cwd=work, env={**env, "HOME": str(home)}, text=True, stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    printed, text, seen, saved = "", page.read_text("utf-8"), 0, set()
    for found in FENCE.finditer(text):
        kind, content = found[1].strip(), found[2]
        if kind in PROGRAMS:
            before = text[:found.start()].rstrip().splitlines()[-1]
            named = [name for name in PROGRAMS[kind] if f"`{name}`" in before]
            if len(named) != 1:
                faults.append(f"{language}: nothing says as what this is to be saved:\n{content}")
                continue
            (work / named[0]).write_text(content, "utf-8")
            saved.add(named[0])
        elif kind == "sh":
            printed = run(session, content)
            seen += 1
            if "failed: " in printed:
                faults.append(f"{language}: {content}\n{printed}")
        elif kind == "text output":
            if not printed.strip().endswith(content.strip()):   # what cmake prints while it installs is not shown
                faults.append(f"{language}: printed was\n{printed}\nnot\n{content}")
        else:
            faults.append(f"{language}: a block of kind '{kind}'")
    session.stdin.close()
    session.wait()
    faults += [f"{language}: no {name}" for names in PROGRAMS.values() for name in names if name not in saved]
    if seen < 6 or not (work / "hello-c.pdf").exists():
        faults.append(f"{language}: {seen} blocks of commands")
end(faults, "both pages were followed")
