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

# Limits of writing, stopping, times, sinks of all kinds.
import os, tempfile
here = tempfile.mkdtemp()
for limit, status in ({"max_memory": 1}, 84), ({"max_time": 0.0000001, "progress": lambda *_: __import__("time").sleep(0.01)}, 85), ({"progress": lambda *_: False}, 82):
    assert fails(banxin.Error, lambda: document.write(io.BytesIO(), **limit)).status == status, limit
fails(Mine, lambda: document.write(io.BytesIO(), progress=raising))
stop, laps = banxin.Stop(), []
assert engine.document(sample, stop=stop, on_time=lambda stage, seconds: laps.append((stage, seconds))).pdf() == expected
assert "typeset" in dict(laps) and all(0 <= seconds < 60 for _, seconds in laps)
fails(Mine, lambda: engine.document(sample, on_time=raising))
brief, table = f"{folder}/district-brief.xml", f"{folder}/districts.csv"
fails(banxin.Error, lambda: engine.batch(brief, table, key="单位", folder=f"{here}/stopped", threads=2, stop=stop,
                                         progress=lambda stage, *_: stage != "make" or stop.now()))
assert fails(banxin.Error, lambda: engine.batch(brief, table, key="单位", stop=stop)).status == 82
assert fails(banxin.Error, lambda: engine.document(sample, stop=stop)).status == 82
assert fails(banxin.Error, lambda: document.write(f"{here}/no.pdf", stop=stop)).status == 82 and not os.path.exists(f"{here}/no.pdf")
resumed = engine.batch(brief, table, key="单位", folder=f"{here}/stopped", resume=True)
assert resumed["made"] + resumed["there"] == 20, resumed
told = []
measured = engine.batch(brief, table, key="单位", discard=True, temporary=here, figures=f"{here}/figures.csv", on_time=lambda *lap: told.append(lap))
assert measured["made"] == 20 and measured["pages"] >= 20 and measured["bytes"] > 10000 and told and os.path.getsize(f"{here}/figures.csv")
document.write(banxin.NewFile(f"{here}/new.pdf"))
assert fails(banxin.Error, lambda: document.write(banxin.NewFile(f"{here}/new.pdf"))).diagnostics[0].code == "BX1702"
with open(f"{here}/open.pdf", "wb") as file:
    document.write(file.fileno())
banxin.write_to(f"{here}/mine.pdf", expected)
for name in ("new", "open", "mine"):
    assert open(f"{here}/{name}.pdf", "rb").read() == expected
assert len(document.dump()) > 1000
assert wrong.summary.exit_code == 3 and wrong.summary.errors == len(wrong.diagnostics) and document.summary.exit_code == 0
import json
assert json.loads(wrong.diagnostics[0].json)["code"] == wrong.diagnostics[0].code
report, found = engine.fonts_report()
assert len(report) > 100 and engine.fonts_report(sample)[0] != report
assert "BX1112" in banxin.reference("codes") and banxin.reference("brief", banxin.CHINESE) != banxin.reference("brief")
open(f"{here}/mine.xml", "w").write('<layout version="1" name="mine" extends="work-brief"/>')
assert banxin.Engine(font_folders=[fonts], layout_files=True).document(sample, layout=f"{here}/mine.xml").pdf() == expected
fails(banxin.Error, lambda: engine.document(sample, layout=f"{here}/mine.xml"))
assert fails(banxin.Error, lambda: banxin.Engine(font_folders=[fonts], official_layouts=False).document(sample))
banxin.Engine(system_fonts=False, fonts_when_needed=True)

# Pictures: beside the brief, from memory and from a stream; among what stands on a page.
illustrated = sys.argv[5]
beside = engine.document(illustrated)
pictured, shot = open(illustrated, "rb").read(), open(os.path.dirname(illustrated) + "/pictures/attendance.png", "rb").read()
for content in (shot, io.BytesIO(shot)):
    assert engine.document(("brief.xml", pictured), pictures=[("pictures/attendance.png", content)]).pdf() == beside.pdf()
assert fails(banxin.Error, lambda: engine.document(("brief.xml", pictured))).diagnostics[0].code == "BX2008"
placed = [item for page in range(len(beside)) for item in beside.items(page) if item["kind"] == "picture"]
assert len(placed) == 1 and placed[0]["columns"] > 100 and placed[0]["data"] and placed[0]["text"] and placed[0]["box"].width > 36000, placed
fails(TypeError, lambda: engine.document(illustrated, pictures="one.png"))

# The register: numbers looked up, taken with a document and with a run, reprinted, replaced.
from banxin import Event, File, Numbering, Register, Series, Share, Stamp
path, by = f"{here}/register.db", Stamp("2026-03-02T09:00:00+0800", "李秘书")
Register.create(path)
register = Register(path)
register.add(Series("简报", "{year}年第{number}期（总第{total}期）", last="2018-15", last_total=208), by)
assert register.series() == [Series("简报", "{year}年第{number}期（总第{total}期）", False, False, "2018-15", 208)]
assert register.next("简报", 2019).text == "2019年第1期（总第209期）" and register.issues() == []
text = data.decode("utf-8")
start = text.index("<issue-number")
number = text[start:text.index(">", start) + 1]
opened = ("open.xml", text.replace(number, '<issue-number year="2019" number="auto" total="auto"/>').encode("utf-8"))
numbering = Numbering(path, "简报", stamp=by)
assert "第1期" in engine.document(opened, numbering=numbering).title and register.issues() == []
made = engine.build(opened, f"{here}/a.pdf", f"{here}/a.dump", numbering=numbering)
assert made.key == "2019-1" and made.number == "2019年第1期（总第209期）" and open(f"{here}/a.pdf", "rb").read() == made.pdf()
assert os.path.getsize(f"{here}/a.dump") > 1000
assert fails(banxin.Error, lambda: engine.build(opened, f"{here}/a.pdf", numbering=numbering)).diagnostics[0].code == "BX1727"
issue = register.find("简报", "2019-1")
assert issue.state == "issued" and issue.events[0].kind == "reserved" and issue.events[-1].who == "李秘书", issue
assert [f.path for f in issue.events[-1].files if f.role == "pdf"] == [f"{here}/a.pdf"]
register.reprint("简报", "2019-1", 5, "不够", by)
register.give_out("简报", "2019-1", [Share("甲", 3)], by)
assert register.find("简报", "2019-1").events[-1] == Event("copies", by.at, by.who, "", "", 0, (Share("甲", 3, 1),), ())
assert register.reserve("简报", 2019, by, replaces="2019-1").replaces == "2019-1"
register.void("简报", "2019-2", "误发", by)
assert register.reserve("简报", 2019).events[0].at > "2026-03"
register.issue("简报", "2019-3", title="手工", files=[File("pdf", f"{here}/a.pdf")])
assert [(i.key, i.state) for i in register.issues("简报")] == [("2019-1", "issued"), ("2019-2", "void"), ("2019-3", "issued")]
assert register.verify() > 3 and "手工" in register.text("list") and register.recover(by) == []
register.backup(f"{here}/copy.db")
assert len(Register(f"{here}/copy.db", writes=False).issues()) == 3
assert fails(banxin.Error, lambda: register.find("简报", "2019-9")).status == 3
district = open(f"{folder}/district-brief.xml", encoding="utf-8").read().replace('number="16" total="209"', 'number="auto" total="auto"')
run = engine.batch(("district-brief.xml", district.encode("utf-8")), f"{folder}/districts.csv", key="单位", folder=f"{here}/run", numbering=numbering)
assert run["made"] == 20 and run["issue"].key == "2019-4" and engine.verify_batch(f"{here}/run") == 20, run
over = fails(banxin.Error, lambda: engine.batch(f"{folder}/district-brief.xml", f"{folder}/districts.csv", key="单位", max_pages=1))
assert over.diagnostics[0].code == "BX1870", over
del engine
gc.collect()
assert document.pdf() == expected
print("python", banxin.version())
'''

NODE = r'''
const assert = require("assert"), fs = require("fs");
const { Engine, BanxinError, version } = require("banxin");
const [sample, fonts, pdf, editions] = process.argv.slice(2);
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
assert(fails(() => document.page(99)) instanceof RangeError);
assert(fails(() => new Engine({ fonts: ["/nowhere.otf"] })).message.includes("BX1315"));
assert(fails(() => new Engine({ chinese: true, fontFolders: [fonts] }).document({ name: "w.xml", data: Buffer.from("<brief/>") })).message.includes("错误"));
let text = "";
for (let page = 0; page < document.pages; ++page) for (const item of document.items(page)) if (item.kind === "glyphs") text += item.text;
assert(text.length > 1000 && document.page(0).width === 210 * 36000);
// Pictures: beside the brief and from memory; among what stands on a page.
const illustrated = process.argv[6], shot = fs.readFileSync(require("path").dirname(illustrated) + "/pictures/attendance.png");
const beside = engine.document(illustrated), pictured = { name: "brief.xml", data: fs.readFileSync(illustrated) };
assert(engine.document(pictured, { pictures: [{ name: "pictures/attendance.png", data: shot }] }).pdf().equals(beside.pdf()));
assert.strictEqual(fails(() => engine.document(pictured)).diagnostics[0].code, "BX2008");
const placed = [...Array(beside.pages).keys()].flatMap((page) => [...beside.items(page)]).filter((item) => item.kind === "picture");
assert(placed.length === 1 && placed[0].columns > 100 && placed[0].data.length > 100 && placed[0].text && placed[0].box.width > 36000);
// The register: numbers looked up, taken with a document, reprinted, replaced.
const { Register } = require("banxin");
const here = fs.mkdtempSync(require("os").tmpdir() + "/banxin-"), path = here + "/register.db";
const stamp = { at: "2026-03-02T09:00:00+0800", who: "李秘书" };
Register.create(path);
const register = new Register(path);
register.add({ name: "简报", pattern: "{year}年第{number}期（总第{total}期）", last: "2018-15", lastTotal: 208 }, stamp);
assert.deepStrictEqual(register.series(), [{ name: "简报", pattern: "{year}年第{number}期（总第{total}期）", running: false, supplement: false, last: "2018-15", lastTotal: 208 }]);
assert.strictEqual(register.next("简报", 2019).text, "2019年第1期（总第209期）");
const open = { name: "open.xml", data: Buffer.from(data.toString().replace(/<issue-number[^>]*>/, '<issue-number year="2019" number="auto" total="auto"/>')) };
const numbering = { register: path, series: "简报", stamp };
assert(engine.document(open, { numbering }).title.includes("第1期") && register.issues().length === 0);
const built = engine.build(open, here + "/a.pdf", { numbering, dump: here + "/a.dump" });
assert(built.key === "2019-1" && fs.readFileSync(here + "/a.pdf").equals(built.pdf()) && fs.statSync(here + "/a.dump").size > 1000);
assert(fails(() => engine.build(open, here + "/a.pdf", { numbering })).message.includes("BX1727"));
let issue = register.find("简报", "2019-1");
assert(issue.state === "issued" && issue.events[0].kind === "reserved" && issue.events.at(-1).files.some((f) => f.path === here + "/a.pdf"));
register.reprint("简报", "2019-1", { copies: 5 }, "不够", stamp);
register.giveOut("简报", "2019-1", [{ recipient: "甲", copies: 3 }], stamp);
issue = register.find("简报", "2019-1");
assert.deepStrictEqual(issue.events.at(-1).shares, [{ recipient: "甲", copies: 3, first: 1 }]);
assert(issue.events.at(-2).note === "不够");
assert.strictEqual(register.reserve("简报", 2019, { replaces: "2019-1", stamp }).replaces, "2019-1");
register.void("简报", "2019-2", "误发", stamp);
assert.strictEqual(register.reserve("简报", 2019).state, "reserved");
register.issue("简报", "2019-3", { title: "手工", files: [{ role: "pdf", path: here + "/a.pdf" }] });
assert.deepStrictEqual(register.issues("简报").map((i) => i.key + i.state), ["2019-1issued", "2019-2void", "2019-3issued"]);
assert(register.verify() > 3 && register.text("list").includes("手工") && register.recover(stamp).length === 0);
register.backup(here + "/copy.db");
assert.strictEqual(new Register(here + "/copy.db", { readOnly: true }).issues().length, 3);
assert.strictEqual(fails(() => register.find("简报", "2019-9")).status, 3);
assert.strictEqual(fails(() => new Register(here + "/none.db")).status, 3);
// Callbacks here and now: progress, times, streams; what they throw comes out, and the engine can be used as before.
class Mine extends Error {}
const throwing = () => { throw new Mine(); };
const told = [], laps = [], pieces = [];
assert(engine.document(sample, { progress: (p) => told.push(p), onTime: (lap) => laps.push(lap) }).pdf().equals(expected));
assert(told.some((p) => p.stage === "set" && p.done > 0 && p.done <= p.all) && laps.some((lap) => lap.stage === "typeset" && lap.ms >= 0));
assert.strictEqual(fails(() => engine.document(sample, { progress: () => false })).status, 82);
assert(fails(() => engine.document(sample, { progress: throwing })) instanceof Mine);
assert(fails(() => engine.document(sample, { onTime: throwing })) instanceof Mine);
assert(fails(() => engine.document(sample, { progress: async () => true })) instanceof TypeError);
document.write((piece) => pieces.push(piece), { progress: () => true, maxTime: 60000 });
assert(Buffer.concat(pieces).equals(expected));
assert(fails(() => document.write(throwing)) instanceof Mine);
assert.strictEqual(fails(() => document.write(here + "/no.pdf", { maxMemory: 1 })).status, 84);
assert.strictEqual(fails(() => document.write(here + "/no.pdf", { progress: () => false })).status, 82);
assert(!fs.existsSync(here + "/no.pdf"));
document.write({ path: here + "/fresh.pdf", fresh: true });
assert(fails(() => document.write({ path: here + "/fresh.pdf", fresh: true })).message.includes("BX1702"));
const opened = fs.openSync(here + "/descriptor.pdf", "w");
document.write({ descriptor: opened, name: "open" });
fs.closeSync(opened);
assert(fs.readFileSync(here + "/descriptor.pdf").equals(expected) && fs.readFileSync(here + "/fresh.pdf").equals(expected));
const reader = (bytes, at = 0) => ({ name: "brief.xml", read: (size) => bytes.subarray(at, (at += Math.min(size, 1000))) });
assert(engine.document(reader(data)).pdf().equals(expected));
assert(fails(() => engine.document({ name: "r.xml", read: throwing })) instanceof Mine);
assert(fails(() => engine.document({ name: "r.xml", read: (size) => Buffer.alloc(size + 1) })) instanceof RangeError);
assert(fails(() => engine.document({ name: "r.xml", read: () => "text" })) instanceof TypeError);
const aborted = fails(() => engine.document(sample, { signal: AbortSignal.abort(new Mine()) }));
assert(aborted.status === 82 && aborted.cause instanceof Mine);
const hand = new AbortController();
assert.strictEqual(fails(() => engine.document(sample, { signal: hand.signal, progress: () => hand.abort() })).status, 82);
const both = [[], []];
engine.build(sample, (piece) => both[0].push(piece), { dump: (piece) => both[1].push(piece) });
assert(Buffer.concat(both[0]).equals(expected) && Buffer.concat(both[1]).toString() === document.dump());
assert.strictEqual(engine.document({ name: "b.xml", data }, { progress: () => engine.document(sample).pages === document.pages }).pages, document.pages);
assert(document.face(0).path.length > 0 && document.faces > 0 && fails(() => document.face(-1)) instanceof RangeError);
assert(engine.fontsReport().text.length > 100 && engine.fontsReport({ name: "b.xml", data }).text !== engine.fontsReport().text);
const { reference } = require("banxin");
assert(reference("codes").includes("BX1112") && reference("brief", { chinese: true }) !== reference("brief"));
assert.strictEqual(wrong.summary.exitCode, 3);
assert.strictEqual(JSON.parse(wrong.diagnostics[0].json).code, wrong.diagnostics[0].code);
// Every class and method has its types.
const types = fs.readFileSync(require.resolve("banxin").replace("index.js", "index.d.ts"), "utf-8");
for (const [name, kind] of Object.entries(require("banxin")))
  if (typeof kind === "function")
    for (const method of Object.getOwnPropertyNames(kind.prototype))
      assert(method === "constructor" || types.includes(`  ${method}(`), `${name}.${method} has no type`);

Promise.all([1, 2, 3, 4].map(() => engine.make({ name: "brief.xml", data }))).then(async (made) => {
  for (const one of made) assert(one.pdf().equals(expected));
  await assert.rejects(engine.make(sample, { maxPages: 1 }), BanxinError);
  const brief = { name: "district-brief.xml", data: Buffer.from(fs.readFileSync(editions + "/district-brief.xml", "utf-8").replace('number="16" total="209"', 'number="auto" total="auto"')) };
  const run = await engine.batch(brief, editions + "/districts.csv", { key: "单位", folder: here + "/run", numbering, lists: ["packing-list"] });
  assert(run.rows === 20 && run.made === 20 && run.key === "2019-4" && fs.existsSync(here + "/run/packing-list.pdf"), JSON.stringify(run));
  await assert.rejects(engine.batch(brief, editions + "/districts.csv", { key: "单位", folder: here + "/run", numbering }), BanxinError);
  await assert.rejects(engine.batch(editions + "/district-brief.xml", editions + "/districts.csv", { key: "单位", maxPages: 1 }), /BX1870/);

  // A run to a callback, which may take its time; progress and stopping; what is thrown comes out.
  const rows = () => [editions + "/district-brief.xml", editions + "/districts.csv"], wish = { key: "单位", threads: 3 };
  const got = new Map(), passes = new Set();
  let inside = 0;
  const said = await engine.batch(...rows(), { ...wish, progress: (p) => passes.add(p.stage), onEdition: async ({ key, pages, pdf }) => {
    assert.strictEqual(++inside, 1);
    await new Promise((go) => setTimeout(go, 2));
    got.set(key, pdf);
    assert(pages > 0 && --inside === 0);
  } });
  assert(said.made === 20 && got.size === 20 && [...got.values()].every((pdf) => pdf.subarray(0, 5).toString() === "%PDF-"), JSON.stringify(said));
  assert.deepStrictEqual([...passes].sort(), ["check", "make", "read"]);
  for (const wrong of [throwing, async () => throwing()]) await assert.rejects(engine.batch(...rows(), { ...wish, onEdition: wrong }), Mine);
  await assert.rejects(engine.batch(...rows(), { ...wish, progress: throwing, folder: here + "/thrown" }), Mine);
  await assert.rejects(engine.batch(...rows(), { ...wish, progress: () => false, folder: here + "/thrown" }), (e) => e.status === 82);
  await assert.rejects(engine.make(sample, { progress: throwing }), Mine);
  await assert.rejects(engine.make(sample, { progress: () => false }), (e) => e.status === 82);
  assert.strictEqual((await engine.make(sample, { progress: async () => true })).pages, document.pages);
  const stopping = new AbortController();
  await assert.rejects(engine.batch(...rows(), { ...wish, folder: here + "/stopped", signal: stopping.signal, progress: (p) => { if (p.stage === "make") stopping.abort(new Mine()); } }),
                       (e) => e instanceof BanxinError && e.status === 82 && e.cause instanceof Mine);
  const resumed = await engine.batch(...rows(), { ...wish, folder: here + "/stopped", resume: true });
  assert(resumed.made + resumed.there === 20 && engine.verifyBatch(here + "/stopped") === 20, JSON.stringify(resumed));
  assert(fails(() => engine.verifyBatch(here + "/nowhere")) instanceof BanxinError);
  const marked = [];
  assert.strictEqual((await engine.batch(...rows(), { ...wish, discard: true, temporary: here, figures: (piece) => marked.push(piece) })).made, 20);
  assert(Buffer.concat(marked).length > 0);
  // As many runs as Node's pool has threads, each waiting for that pool.
  await Promise.all([1, 2, 3, 4, 5].map(() => engine.batch(...rows(), { ...wish, threads: 1, only: ["渝中区"], onEdition: ({ key, pdf }) => fs.promises.writeFile(here + "/one.pdf", pdf) })));
  assert(engine.document(sample).pdf().equals(expected));

  // JavaScript that ends while a run waits for it.
  const { Worker } = require("worker_threads"), { spawnSync } = require("child_process");
  const running = (end) => `const { Engine } = require("banxin"); new Engine({ fontFolders: [${JSON.stringify(fonts)}] }).batch(${rows().map((p) => JSON.stringify(p))},
    { key: "单位", onEdition: () => ${end} })`;
  const worker = new Worker(running('(require("worker_threads").parentPort.postMessage(1), new Promise(() => {}))'), { eval: true });
  await new Promise((go) => worker.once("message", go));
  await worker.terminate();
  for (const end of ["process.exit(7)", "(setTimeout(() => process.exit(7), 50), new Promise(() => {}))"]) {
    const ended = spawnSync(process.execPath, ["-e", running(end)], { timeout: 60000 });
    assert.strictEqual(ended.status, 7, `${ended.signal} ${ended.stderr}`);
  }
  console.log("node", version);
}).catch((error) => { console.error(error); process.exit(1); });
'''

faults = []
place = Installation()
expected = place.folder / "expected.pdf"
expected.write_bytes(place.by_program())
for name, interpreter, program, sample in (("python", sys.executable, PYTHON, "minimal.py"), ("node", "node", NODE, "minimal.js")):
    script = place.folder / f"try.{sample.split('.')[1]}"
    script.write_text(program, "utf-8")
    said = place.run(interpreter, script, SAMPLE, FONTS, expected, SOURCE / "samples/editions", SOURCE / "samples/picture-brief.xml").strip()
    if said != f"{name} 0.1.0":
        faults.append(f"{name} said: {said}")
    said = place.run(interpreter, SOURCE / f"tests/embed/misuse.{script.suffix[1:]}", SAMPLE, FONTS, SOURCE / "samples/editions").strip()
    if said != f"{name} misuse":
        faults.append(f"{name} misuse said: {said}")
    pdf = place.folder / f"{name}.pdf"
    place.run(interpreter, SOURCE / "samples/embed" / sample, SAMPLE, pdf, FONTS)
    if pdf.read_bytes() != expected.read_bytes():
        faults.append(f"{sample}: other bytes")
    wrong = subprocess.run([interpreter, SOURCE / "samples/embed" / sample, "/nowhere.xml", pdf, FONTS], env=place.env, capture_output=True)
    if wrong.returncode == 0 or b"BX1601" not in wrong.stderr:
        faults.append(f"{sample}: {wrong}")
end(faults, "Python and Node")
