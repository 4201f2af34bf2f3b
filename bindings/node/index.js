// Typesets Chinese work briefs: XML in, placed pages and PDF out.
//
//   const { Engine } = require("banxin");
//   const engine = new Engine();
//   engine.document("brief.xml").write("brief.pdf");       // here and now
//   const document = await engine.make("brief.xml");       // in a thread of Node's pool
//
// A source is a path, or {name, data} with a Buffer or a string. Lengths are numbers of which 36000 make a millimetre. Arguments of a wrong
// type and options of an unknown name throw a TypeError, numbers out of range a RangeError.
"use strict";
const native = require("./banxin.node");
const os = require("os");
const wishes = require("./wishes.js");

const severities = ["note", "warning", "error"];
const kinds = ["glyphs", "rule", "path"];

/** A call that failed: nothing was made or written. `status` is that of banxin.h, `diagnostics` say what is wrong and where. */
class BanxinError extends Error {
  constructor(result) {
    super([result.sentence, ...result.diagnostics.map((d) => d.rendered)].join("\n"));
    this.name = "BanxinError";
    this.status = result.status;
    this.diagnostics = result.diagnostics;
  }
}

function checked(result) {
  result.diagnostics = result.diagnostics.map((d) => ({ ...d, severity: severities[d.severity], toConfirm: d.toConfirm !== 0 }));
  if (result.status !== 0) throw new BanxinError(result);
  return result;
}

/** When and by whom, as a register records it; now and the user of this process where nothing is said. */
function stampOf(given) {
  const stamp = given === undefined || given === null ? {} : wishes.stamp(given, "stamp");
  return { at: stamp.at || new Date().toISOString().replace(/\.\d+Z/, "+0000"), who: stamp.who || os.userInfo().username };
}

/** Options of a kind as the calls have them. */
function optionsOf(kind, given, language) {
  const options = kind(given, "options");
  const { numbering } = options;
  return { ...options, language, numbering: numbering && { ...numbering, stamp: stampOf(numbering.stamp) } };
}

/** A brief on its pages; made by Engine.document, Engine.make or Engine.build. */
class Document {
  #handle;
  constructor(result) {
    const info = native.info(result?.made);
    if (info === null) throw new TypeError("documents are made by an Engine");
    this.#handle = result.made;
    this.diagnostics = result.diagnostics;
    Object.assign(this, info); // pages, lines, adjusted, hanzi, hanziInCell, title, date, layout, key, number
  }
  /** The PDF as a Buffer. */
  pdf() {
    return checked(native.pdf(this.#handle)).made;
  }
  /** The PDF to a file, which appears whole or not at all. */
  write(path) {
    checked(native.writeFile(this.#handle, wishes.text(path, "path")));
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
      const item = native.item(this.#handle, page, i);
      yield { ...item, kind: kinds[item.kind] };
    }
  }
}

/** Layouts, font catalogue and fonts: made once.
 *
 * layouts, fonts: sources; layoutFolders, fontFolders: paths; catalogue: a source; noSystemFonts, freeFonts: true or false; fontIndex: a
 * file that keeps what fonts were found; chinese: diagnostics in Chinese. */
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
   * numbering, {register, series, replaces, stamp}, by which the number is looked up; copies: numbered copies, as [[1, 500]]. */
  document(brief, options = {}) {
    return new Document(checked(native.newDocument(this.#handle, wishes.source(brief, "brief"), optionsOf(wishes.document, options, this.#language))));
  }
  /** A brief to a PDF, and the placed pages as text to options.dump, in one step: both or neither; both are paths. pdf null: it is only
   * checked. With numbering the number is taken, put on record, published and issued. */
  build(brief, pdf, options = {}) {
    const wanted = optionsOf(wishes.build, options, this.#language);
    const to = pdf === null ? null : wishes.text(pdf, "pdf");
    return new Document(checked(native.build(this.#handle, wishes.source(brief, "brief"), wanted, to, wanted.dump)));
  }
  /** A brief with fields and a table with a row for each edition: all are checked, and published in options.folder, in threads of their
   * own; a promise. Without a folder all is only checked. key: the column that names the editions; layout, threads, keepGoing, shard,
   * shards, maxPages, maxMemory, maxTime (of an edition), resume, lists, numbered, only, merged, separator, volumePages, figures (a path),
   * numbering: as in banxin.h. Gives rows, made, failed, there, editions, key, number and diagnostics. */
  async batch(brief, table, options = {}) {
    const wanted = optionsOf(wishes.batch, options, this.#language);
    const result = await native.batch(this.#handle, wishes.source(brief, "brief"), wishes.source(table, "table"), wanted);
    const some = result.status === 4 && wanted.keepGoing;
    const { made, diagnostics } = checked(some ? { ...result, status: 0 } : result);
    return { ...made, diagnostics };
  }
  /** The same as document() as a promise; the work is done in another thread. */
  async make(brief, options = {}) {
    const wanted = optionsOf(wishes.document, options, this.#language);
    return new Document(checked(await native.makeDocument(this.#handle, wishes.source(brief, "brief"), wanted)));
  }
}

module.exports = { Engine, Document, BanxinError, Register: require("./register.js")({ native, checked, stampOf }), version: native.version() };
