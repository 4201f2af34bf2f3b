#!/usr/bin/env python3
"""The Python module and the Node module against an installation: the bytes that the program makes, errors, callbacks, threads, pages."""
import os
import subprocess
import sys

from installed import FONTS, SAMPLE, SOURCE, Installation, end

PYTHON = r'''
import gc, io, sys, threading
import banxin
sample, fonts, expected = sys.argv[1], sys.argv[2], open(sys.argv[3], "rb").read()
engine = banxin.Engine(font_folders=[fonts])
data = open(sample, "rb").read()
for source in (sample, ("brief.xml", data), ("brief.xml", io.BytesIO(data))):
    document = engine.document(source)
    assert document.pdf() == expected
    out = io.BytesIO()
    document.write(out)
    assert out.getvalue() == expected
made = []
threads = [threading.Thread(target=lambda: made.append(engine.document(("t.xml", data)).pdf())) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
assert made == [expected] * 4

def fails(kind, call):
    try:
        call()
    except kind as error:
        return error
    raise AssertionError(kind)

class Mine(Exception):
    pass
class Broken(io.BytesIO):
    def read(self, size):
        raise Mine
def raising(*_):
    raise Mine
wrong = fails(banxin.Error, lambda: engine.document(("w.xml", b"<brief/>")))
assert wrong.status == 3 and wrong.diagnostics[0].file == "w.xml" and wrong.diagnostics[0].line == 1, wrong
assert fails(banxin.Error, lambda: engine.document(sample, max_pages=1)).status == 83
assert fails(banxin.Error, lambda: engine.document(sample, progress=lambda *_: False)).status == 82
fails(Mine, lambda: engine.document(sample, progress=raising))
fails(Mine, lambda: engine.document(("b.xml", Broken())))
chinese = banxin.Engine(font_folders=[fonts], language=banxin.CHINESE, layouts=[("loud.xml", b'<layout version="1" name="loud" extends="work-brief"/>')])
assert "错误" in str(fails(banxin.Error, lambda: chinese.document(("w.xml", b"<brief/>"))).diagnostics[0])
assert chinese.document(sample, layout="loud").pdf() == expected
text = "".join(item["text"] for page in range(len(document)) for item in document.items(page) if item["kind"] == "glyphs")
assert document.title.split("：")[0][-4:] == "第15期" and len(text) > 1000
first = next(item for item in document.items(0) if item["kind"] == "glyphs")
assert len(first["glyphs"]) > 0 and document.face(first["face"])["path"] and document.page(0)["width"] == 210 * 36000
fails(IndexError, lambda: document.page(99))
editions = {}
folder = sys.argv[4]
said = engine.batch(f"{folder}/district-brief.xml", f"{folder}/districts.csv", lambda row, key, pages, pdf: editions.update({key: pdf}), key="单位",
                    threads=3)
assert (said["rows"], said["made"], said["failed"]) == (20, 20, 0) and len(editions) == 20, said
assert all(pdf.startswith(b"%PDF-") for pdf in editions.values())
fails(Mine, lambda: engine.batch(f"{folder}/district-brief.xml", f"{folder}/districts.csv", raising, key="单位"))
del engine
gc.collect()
assert document.pdf() == expected
print("python", banxin.version())
'''

NODE = r'''
const assert = require("assert"), fs = require("fs");
const { Engine, BanxinError, version } = require("banxin");
const [sample, fonts, pdf] = process.argv.slice(2);
const expected = fs.readFileSync(pdf), data = fs.readFileSync(sample);
const engine = new Engine({ fontFolders: [fonts] });
const document = engine.document(sample);
assert(document.pdf().equals(expected));
assert(engine.document({ name: "brief.xml", data }).pdf().equals(expected));
const fails = (call) => {
  try { call(); } catch (error) { return error; }
  assert.fail("nothing was thrown");
};
const wrong = fails(() => engine.document({ name: "w.xml", data: Buffer.from("<brief/>") }));
assert(wrong instanceof BanxinError && wrong.status === 3 && wrong.diagnostics[0].file === "w.xml" && wrong.diagnostics[0].severity === "error");
assert.strictEqual(fails(() => engine.document(sample, { maxPages: 1 })).status, 83);
assert.strictEqual(fails(() => engine.document(undefined)).status, 2);
assert(fails(() => document.page(99)) instanceof RangeError);
assert(fails(() => new Engine({ fonts: ["/nowhere.otf"] })).message.includes("BX1315"));
assert(fails(() => new Engine({ chinese: true, fontFolders: [fonts] }).document({ name: "w.xml", data: Buffer.from("<brief/>") })).message.includes("错误"));
let text = "";
for (let page = 0; page < document.pages; ++page) for (const item of document.items(page)) if (item.kind === "glyphs") text += item.text;
assert(text.length > 1000 && document.page(0).width === 210 * 36000);
Promise.all([1, 2, 3, 4].map(() => engine.make({ name: "brief.xml", data }))).then(async (made) => {
  for (const one of made) assert(one.pdf().equals(expected));
  await assert.rejects(engine.make(sample, { maxPages: 1 }), BanxinError);
  console.log("node", version);
});
'''

faults = []
place = Installation()
expected = place.folder / "expected.pdf"
expected.write_bytes(place.by_program())
for name, interpreter, program, sample in (("python", sys.executable, PYTHON, "minimal.py"), ("node", "node", NODE, "minimal.js")):
    script = place.folder / f"try.{sample.split('.')[1]}"
    script.write_text(program, "utf-8")
    said = place.run(interpreter, script, SAMPLE, FONTS, expected, SOURCE / "samples/editions").strip()
    if said != f"{name} 0.1.0":
        faults.append(f"{name} said: {said}")
    pdf = place.folder / f"{name}.pdf"
    place.run(interpreter, SOURCE / "samples/embed" / sample, SAMPLE, pdf, FONTS)
    if pdf.read_bytes() != expected.read_bytes():
        faults.append(f"{sample}: other bytes")
    wrong = subprocess.run([interpreter, SOURCE / "samples/embed" / sample, "/nowhere.xml", pdf, FONTS], env=place.env, capture_output=True)
    if wrong.returncode == 0 or b"BX1601" not in wrong.stderr:
        faults.append(f"{sample}: {wrong}")
end(faults, "Python and Node")
