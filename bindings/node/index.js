// Typesets Chinese work briefs: XML in, placed pages and PDF out.
//
//   const { Engine } = require("banxin");
//   const engine = new Engine();
//   engine.document("brief.xml").write("brief.pdf");       // here and now
//   const document = await engine.make("brief.xml");       // in another thread
//
// A source is a path, {name, data} with a Buffer or a string, or {name, read}: read(size) gives at most so many bytes, and none or null at the
// end. Lengths are numbers of which 36000 make a millimetre. Arguments of a wrong type and options of an unknown name throw a TypeError,
// numbers out of range a RangeError.
//
// Callbacks: progress({stage, done, all}) is called often, and cancels where it gives false; onTime({stage, ms}) tells after success how long
// each stage took. What a callback throws ends the call and comes out of it; the engine can be used as before. In make() and batch() it may
// give a promise, which the work waits for: until the signal is aborted, and no longer than maxTime, in make() of the whole call, in batch() of
// each promise. signal: an AbortSignal, which ends the work; its reason is the `cause` of the BanxinError.
"use strict";
const native = require("./banxin.node");
const os = require("os");
const wishes = require("./wishes.js");
const { Call, BanxinError, checked } = require("./calls.js")(native);

const kinds = ["glyphs", "rule", "path", "picture"];
const orientations = ["level", "upright", "turned", "across"];
const topics = ["brief", "layout", "codes", "brief-schema", "layout-schema"];
const someFailed = 4;

/** When and by whom, as a register records it; now and the user of this process where nothing is said. */
function stampOf(given) {
  const stamp = given === undefined || given === null ? {} : wishes.stamp(given, "stamp");
  return { at: stamp.at || new Date().toISOString().replace(/\.\d+Z/, "+0000"), who: stamp.who || os.userInfo().username };
}

/** A call with options of a kind. */
function callOf(kind, given, language) {
  const { numbering, ...options } = kind(given, "options");
  return new Call({ ...options, language, numbering: numbering && { ...numbering, stamp: stampOf(numbering.stamp) } });
}

/** A brief on its pages; made by Engine.document, Engine.make or Engine.build. */
class Document {
  #handle;
  #language;
  constructor(result, language) {
    const info = native.info(result?.made);
    if (info === null) throw new TypeError("documents are made by an Engine");
    this.#handle = result.made;
    this.#language = language;
    this.diagnostics = result.diagnostics;
    this.summary = result.summary;
    Object.assign(this, { ...info, boundRight: info.boundRight !== 0 }); // pages, faces, lines, adjusted, hanzi, hanziInCell, title, date, layout, key, number
  }
  /** The PDF as a Buffer. */
  pdf() {
    return checked(native.pdf(this.#handle)).made;
  }
  /** The placed pages as text, for comparing. */
  dump() {
    return checked(native.dump(this.#handle)).made;
  }
  /** The PDF to a path, where it appears whole or not at all; {path, fresh: true}: to one that is not there yet; {descriptor, name}: to an open
   * file as it is; or to a function, which gets it in pieces. maxMemory (bytes), maxTime (ms), progress and signal are of this call. */
  write(to, options = {}) {
    const call = callOf(wishes.writing, options, this.#language);
    const sink = call.sink(wishes.given(to, "to"), "pdf");
    call.now((wanted) => native.write(this.#handle, sink, wanted));
  }
  /** A page from 0: width, height, trim, textBlock, label, items (how many). */
  page(number) {
    const out = Number.isInteger(number) ? native.page(this.#handle, number) : null;
    if (out === null) throw new RangeError(`there is no page ${number}`);
    return out;
  }
  /** What stands on a page, in reading order. */
  *items(page) {
    for (let i = 0; i < this.page(page).items; ++i) {
      const item = { ...native.item(this.#handle, page, i) };
      if (item.kind === 0) Object.assign(item, { orientation: orientations[item.orientation], rightToLeft: item.rightToLeft !== 0 });
      yield { ...item, kind: kinds[item.kind] };
    }
  }
  /** A face from 0: role, postscriptName, path (or a source's name), index in a collection. */
  face(number) {
    const out = Number.isInteger(number) ? native.face(this.#handle, number) : null;
    if (out === null) throw new RangeError(`there is no face ${number}`);
    return out;
  }
}

/** Layouts, font catalogue and fonts: made once.
 *
 * layouts, fonts: paths or {name, data}; layoutFolders, fontFolders: paths; catalogue: a path or {name, data}; noSystemFonts, freeFonts: true
 * or false; fontIndex: a file that keeps what fonts were found; noOfficialLayouts: only what is handed in; fontsWhenNeeded: fonts are looked for
 * with the first document; layoutFiles: where a layout is named, the path of a file will do, too; chinese: diagnostics in Chinese. */
class Engine {
  #handle;
  #language;
  constructor(options = {}) {
    const wanted = wishes.engine(options, "options");
    this.#language = wanted.chinese ? 1 : 0;
    const result = checked(native.newEngine({ ...wanted, language: this.#language }));
    this.#handle = result.made;
    this.diagnostics = result.diagnostics;
  }
  /** Typesets a brief. layout: a name; grid; maxPages, maxMemory (bytes), maxTime (ms); issueNumber, issueTotal in place of "auto", or
   * numbering, {register, series, replaces, stamp}, by which the number is looked up; copies: numbered copies, as [[1, 500]]; progress, onTime,
   * signal. */
  document(brief, options = {}) {
    const call = callOf(wishes.document, options, this.#language);
    const source = call.source(brief, "brief");
    return new Document(call.now((wanted) => native.newDocument(this.#handle, source, wanted)), this.#language);
  }
  /** The same as a promise; the work is done in another thread. */
  async make(brief, options = {}) {
    const call = callOf(wishes.document, options, this.#language);
    const source = call.source(brief, "brief");
    return new Document(await call.later((wanted) => native.makeDocument(this.#handle, source, wanted)), this.#language);
  }
  /** A brief to a PDF, and the placed pages as text to options.dump, in one step: both or neither; where they go: see Document.write. pdf null:
   * it is only checked. With numbering the number is taken, put on record, published and issued; then the PDF is a file. */
  build(brief, pdf, options = {}) {
    const { dump, ...others } = wishes.build(options, "options");
    const call = callOf(wishes.document, others, this.#language);
    const source = call.source(brief, "brief"), to = pdf === null ? null : call.sink(wishes.given(pdf, "pdf"), "pdf");
    const beside = call.sink(dump, "dump");
    return new Document(call.now((wanted) => native.build(this.#handle, source, wanted, to, beside)), this.#language);
  }
  /** A brief with fields and a table with a row for each edition: all are checked; then onEdition({row, key, pages, pdf}) is called for each,
   * one call at a time, rows in no order, or they are published in options.folder; without either all is only checked. The work is done in
   * threads of its own; a promise. key: the column that names the editions; layout, threads, keepGoing, shard, shards, maxPages, maxMemory,
   * maxTime (of an edition), resume, lists, numbered, only, merged, separator, volumePages, figures (see Document.write), numbering, discard,
   * temporary: as in banxin.h; progress, onTime; signal: editions under way are finished, nothing is published, and resume goes on. Gives
   * rows, made, failed, there, editions, pages, bytes, setTwice, key, number, diagnostics and their summary. */
  async batch(brief, table, options = {}) {
    const { figures, ...others } = wishes.batch(options, "options");
    const call = callOf(wishes.running, others, this.#language);
    const from = call.source(brief, "brief"), rows = call.source(table, "table");
    call.options.figures = call.sink(figures, "figures");
    const fine = others.keepGoing ? someFailed : undefined;
    const { made, diagnostics, summary } = await call.later((wanted) => native.batch(this.#handle, from, rows, wanted), fine);
    return { ...made, diagnostics, summary };
  }
  /** Whether every edition of a run lies in its folder as it was made; how many there are. */
  verifyBatch(folder) {
    return checked(native.verifyBatch(wishes.text(folder, "folder"), this.#language)).made;
  }
  /** Who plays each role and why, and what it lacks of a brief's characters, or of GB2312 where there is none: text for people, and what is
   * wrong, {text, diagnostics}. */
  fontsReport(brief = null) {
    const result = native.fontsReport(this.#handle, brief === null ? null : wishes.stored(brief, "brief"), { language: this.#language });
    const { made, diagnostics } = checked(result.made === null ? result : { ...result, status: 0 });
    return { text: made, diagnostics };
  }
}

/** What can be written, and what each diagnostic means, as one text; topic: brief, layout or codes (Markdown), brief-schema or layout-schema
 * (RELAX NG, which knows no language). */
function reference(topic, { chinese = false } = {}) {
  if (!topics.includes(topic)) throw new TypeError(`topic is to be one of ${topics.join(", ")}`);
  return native.reference(topics.indexOf(topic), chinese === true ? 1 : 0);
}

const Register = require("./register.js")({ native, checked, stampOf });
module.exports = { Engine, Document, BanxinError, Register, reference, version: native.version() };
