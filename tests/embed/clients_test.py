#!/usr/bin/env python3
"""Programs outside the tree, built against an installation: by pkg-config and by CMake, shared and static, C and C++. Each makes the bytes that
`banxin build` makes, says what is wrong, and keeps to the installation's own headers and libraries."""
import re
import shutil

from installed import FONTS, SAMPLE, SOURCE, Installation, end

faults = []
place = Installation()
expected = place.by_program()
shutil.copytree(SOURCE / "samples/embed", place.folder / "embed")
WRONG = place.folder / "wrong.xml"
WRONG.write_text(SAMPLE.read_text("utf-8").replace("<date>", "<date>2026-02-30, "), "utf-8")


def check(right, what):
    if not right:
        faults.append(what)


def try_client(name, program):
    pdf = place.folder / f"{name}.pdf"
    place.run(program, SAMPLE, pdf, FONTS)
    check(pdf.read_bytes() == expected, f"{name}: other bytes than the program's")
    said = place.run(program, WRONG, place.folder / "none.pdf", FONTS, expect=3)
    check(re.search(r"wrong\.xml:\d+:\d+: error\[BX1112\]", said), f"{name} said: {said}")
    check(not (place.folder / "none.pdf").exists(), f"{name}: a PDF of a wrong brief")
    linked = place.run("ldd", program)
    shared = re.search(r"libbanxin\.so\.0 => (\S+)", linked)
    check(bool(shared) == ("static" not in name), f"{name}: {linked}")
    check(not shared or shared[1].startswith(str(place.prefix)), f"{name}: {linked}")


def flags(*options):
    return place.run("pkg-config", *options, "banxin").split()


# pkg-config
compilers = {"c": ("cc", "-std=c99", "minimal.c"), "cpp": ("c++", "-std=c++20", "minimal.cpp")}
for language, (compiler, standard, source) in compilers.items():
    strict = [standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", place.folder / "embed" / source]
    program = place.folder / f"pkg_{language}"
    place.run(compiler, *strict, "-o", program, *flags("--cflags", "--libs"))
    try_client(f"pkg_{language}", program)
    program = place.folder / f"pkg_{language}_static"
    libraries = [flag if flag != "-lbanxin" else "-l:libbanxin.a" for flag in flags("--static", "--libs")]
    place.run(compiler, *strict, "-o", program, *flags("--cflags"), *libraries)
    try_client(f"pkg_{language}_static", program)

# Each header compiles alone, in whatever order they include one another.
headers = sorted((place.prefix / "include").glob("banxin*.h*"))
check(len(headers) == 7, f"headers: {headers}")
for header in headers:
    place.run("c++", "-std=c++20", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-include", header, "-x", "c++", "/dev/null")

# find_package
built = place.folder / "cmake"
place.run("cmake", "-G", "Ninja", "-S", place.folder / "embed", "-B", built)
place.run("cmake", "--build", built)
for name in ("minimal_c", "minimal_cpp", "minimal_static"):
    try_client(name, built / name)
said = place.run(built / "server", SAMPLE, FONTS)
check(said == f"the document has more pages than the limit\n4 pages, {2 * len(expected)} bytes, {said.split()[-4]} mm of glyphs\n", f"server: {said}")
check(1_000 < int(said.split()[-4]) < 22 * 160, f"server: {said}")

# add_subdirectory: it is configured and the names are there; to build all of the engine once more would take minutes.
outer = place.folder / "outer"
outer.mkdir()
(outer / "CMakeLists.txt").write_text(f"""cmake_minimum_required(VERSION 3.25)
project(outer LANGUAGES C CXX)
add_subdirectory({SOURCE} banxin)
add_executable(client {SOURCE}/samples/embed/minimal.c)
target_link_libraries(client PRIVATE banxin::banxin)
""", "utf-8")
place.run("cmake", "-G", "Ninja", "-S", outer, "-B", outer / "build")
said = place.run("ninja", "-C", outer / "build", "-t", "commands", "client")
check("libbanxin.so" in said and "test_" not in said, f"add_subdirectory: {said[-500:]}")

# The program of the installation finds its own layouts.
pdf = place.folder / "installed.pdf"
place.run(place.prefix / "bin/banxin", "build", SAMPLE, "-o", pdf, "--fonts", FONTS)
check(pdf.read_bytes() == expected, "the installed program makes other bytes")
end(faults, "8 clients")
