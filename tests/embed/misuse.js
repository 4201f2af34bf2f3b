// What a newcomer does wrong in Node: an exception that says so, never a crash and never something else than was asked. Run by
// bindings_test.py.
const assert = require("assert"), fs = require("fs"), path = require("path");
const { Engine, Document, BanxinError, Register } = require("banxin");
const native = require("banxin/banxin.node");
const [sample, fonts, editions] = process.argv.slice(2);
const engine = new Engine({ fontFolders: [fonts] });
const document = engine.document(sample), data = fs.readFileSync(sample), expected = document.pdf();
const here = fs.mkdtempSync(require("os").tmpdir() + "/banxin-");
process.chdir(here);

// Sources and options of a wrong type, or of a name that there is not.
for (const source of [undefined, null, 3, {}, [], data, new URL("file://" + sample), { name: sample }, { name: sample, data: null },
                      { name: sample, data: new ArrayBuffer(5) }, { data }, { name: sample, read: 5 }, { read: () => null }, { name: sample, data: "<brief/>", read: () => null }])
  assert.throws(() => engine.document(source), TypeError, JSON.stringify(source));
const taken = assert.throws.bind(null, () => engine.document({ name: sample, data: "<brief/>" }));
taken((error) => error instanceof BanxinError && error.diagnostics[0].line === 1);
assert(engine.document({ name: "b.xml", data: data.toString() }).pdf().equals(expected));
assert(engine.document({ name: "b.xml", data: new Uint8Array(data) }).pdf().equals(expected));
for (const options of [{ maxPages: "2" }, { maxPages: 1n }, { maxpages: 1 }, { max_pages: 1 }, { layout: 5 }, { copies: "60" }, { copies: [1, 500] },
                       { copies: [[1]] }, { copies: [[1, 2, 3]] }, { copies: [["1", "5"]] }, { grid: "false" }, { numbering: "x" }, { numbering: {} },
                       { progress: false }, { onEdition: () => 1 }, { signal: true }, { signal: new EventTarget() }, null, 5])
  assert.throws(() => engine.document(sample, options), TypeError);
for (const wrong of [-1, NaN, 1.5, Infinity, 2 ** 32])
  for (const name of ["maxPages", "maxTime", "issueNumber"]) assert.throws(() => engine.document(sample, { [name]: wrong }), RangeError, `${name} ${wrong}`);
assert.throws(() => engine.document(sample, { copies: [[-1, 5]] }), RangeError);
for (const options of [null, { fontFolders: fonts }, { fontFolders: [1] }, { font_folders: [fonts] }, { fonts: [data] }]) assert.throws(() => new Engine(options), TypeError);
assert.strictEqual(engine.document(sample, { layout: null, maxPages: undefined }).pages, document.pages);

// Paths and pages; what is no path makes no file.
for (const wrong of [undefined, null, {}, 5, new URL("file://" + here + "/u.pdf")]) {
  assert.throws(() => document.write(wrong), TypeError);
  assert.throws(() => engine.build(sample, wrong === null ? undefined : wrong), TypeError);
  if (wrong !== undefined && wrong !== null) assert.throws(() => engine.build(sample, "d.pdf", { dump: wrong }), TypeError);
  assert.throws(() => Register.create(wrong), TypeError);
  assert.throws(() => new Register(wrong), TypeError);
}
assert.throws(() => document.write("w\0z.pdf"), (error) => error.status === 2);
assert.throws(() => engine.build(sample, "same", { dump: "./same" }), (error) => error.status === 3);
assert.deepStrictEqual(fs.readdirSync(here), []);
for (const wrong of [-1, 1.5, NaN, "0", 99, undefined, null]) assert.throws(() => document.page(wrong), RangeError);

// The register.
Register.create("r.db");
const register = new Register("r.db"), stamp = { at: "2026-03-02T09:00:00+0800", who: "李" };
for (const series of [undefined, {}, { name: "z", pattern: "{number}", runing: true }, { name: "z", pattern: "{number}", running: 1 }]) assert.throws(() => register.add(series), TypeError);
register.add({ name: "简报", pattern: "{year}年第{number}期", last: "2018-15" }, stamp);
for (const year of [undefined, "2019", null]) assert.throws(() => register.next("简报", year), TypeError);
for (const year of [2019.7, 2 ** 32 + 2019, -1]) assert.throws(() => register.reserve("简报", year), RangeError);
assert.throws(() => register.reserve("简报", 2019, { stamp: "2026" }), TypeError);
assert.throws(() => register.reserve("简报", 2019, { stamp: { at: "2026-02-30" } }), (error) => error.status === 2);
assert.strictEqual(register.issues().length, 0);
register.reserve("简报", 2019, { stamp });
assert.throws(() => register.issue("简报", "2019-1", { copies: -1 }), RangeError);
assert.throws(() => register.issue("简报", "2019-1", { copies: "5" }), TypeError);
assert.throws(() => register.giveOut("简报", "2019-1"), TypeError);
assert.throws(() => register.void("简报", "2019-1"), TypeError);
assert.throws(() => register.text("xml"), TypeError);
const wrongCall = (call, argument) => assert.throws(call, (error) => error.status === 2 && error.diagnostics[0].message.includes(argument), argument);
wrongCall(() => register.void("简报", "2019-1", "", stamp), "reason");
wrongCall(() => register.reprint("简报", "2019-1", {}, "", stamp), "publication.copies");
wrongCall(() => register.issue("简报", "2019-1", { files: [{ role: "picture", path: "x.png" }] }, stamp), "files.role");
wrongCall(() => engine.document(sample, { issueNumber: 5, numbering: { register: "r.db", series: "简报" } }), "options.numbering");
assert.strictEqual(register.find("简报", "2019-1").events.length, 1);

// A handle of another kind is none.
const ofEngine = native.newEngine({ fontFolders: [fonts] }).made, ofRegister = native.openRegister(null, { path: "r.db" }).made;
assert.strictEqual(native.newDocument(ofRegister, sample, {}).status, 2);
assert.strictEqual(native.nextNumber(ofEngine, { series: "简报", year: 2019 }).status, 2);
for (const wrong of [ofEngine, {}, undefined, 5]) assert.strictEqual(native.pdf(wrong).status, 2);
assert.throws(() => new Document({}), TypeError);

(async () => {
  const brief = path.join(editions, "district-brief.xml"), table = path.join(editions, "districts.csv");
  await assert.rejects(engine.make(null), TypeError);
  await assert.rejects(engine.make(sample, { copies: "x" }), TypeError);
  await assert.rejects(engine.batch(), TypeError);
  for (const options of [{ lists: "packing-list" }, { folder: 7 }, { onEdition: 1 }, { keepGoing: 1 }, { figures: 5 }, { figures: { fresh: true } }]) await assert.rejects(engine.batch(brief, table, { key: "单位", ...options }), TypeError);
  await assert.rejects(engine.batch(brief, table, { key: "单位", threads: -1 }), RangeError);

  // A promise that is never kept, or too late: the signal and the time end the call, and the answer that comes after finds nobody.
  const never = () => new Promise(() => {}), silent = { name: "b.xml", read: never };
  const soon = (call, status) => {
    let timer;
    const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error("it hangs")), 10000); });
    return assert.rejects(Promise.race([call, late]), (error) => error.status === status, `${status}`).finally(() => clearTimeout(timer));
  };
  const abortedIn = (ms) => { const out = new AbortController(); setTimeout(() => out.abort(), ms).unref(); return out.signal; };
  await soon(engine.make(silent, { signal: abortedIn(50) }), 82);
  await soon(engine.make(silent, { maxTime: 100 }), 85);
  await soon(engine.make(sample, { progress: never, signal: abortedIn(50) }), 82);
  await soon(engine.make(sample, { progress: never, maxTime: 100 }), 85);
  const run = { key: "单位", threads: 2 };
  for (const asked of [{ onEdition: never }, { progress: never }, { figures: never, discard: true }]) {
    await soon(engine.batch(brief, table, { ...run, ...asked, signal: abortedIn(50) }), 82);
    await soon(engine.batch(brief, table, { ...run, ...asked, maxTime: 200 }), 85);
  }
  await soon(engine.batch(silent, table, { ...run, signal: abortedIn(50) }), 82);
  await soon(engine.batch(brief, silent, { ...run, maxTime: 100 }), 85);
  const late = [];
  const slow = (said) => () => new Promise((go) => late.push(() => go(said)));
  const threw = () => new Promise((_, fail) => late.push(() => fail(new Error("late"))));
  for (const read of [slow(data), slow(null), threw]) await soon(engine.make({ name: "b.xml", read }, { maxTime: 60 }), 85);
  await soon(engine.batch(brief, table, { ...run, onEdition: slow(), signal: abortedIn(50) }), 82);
  assert(late.length >= 3);
  for (const answer of late) answer();
  await new Promise((go) => setTimeout(go, 50));
  let at = 0;
  const inTime = (size) => new Promise((go) => setTimeout(() => go(data.subarray(at, (at += Math.min(size, 4000)))), 5));
  assert((await engine.make({ name: "b.xml", read: inTime }, { maxTime: 60000, signal: abortedIn(60000) })).pdf().equals(expected));
  console.log("node misuse");
})();
