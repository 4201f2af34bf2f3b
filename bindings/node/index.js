// Typesets Chinese work briefs: XML in, placed pages and PDF out.
//
//   const { Engine } = require("banxin");
//   const engine = new Engine();
//   engine.document("brief.xml").write("brief.pdf");       // here and now
//   const document = await engine.make("brief.xml");       // in a thread of Node's pool
//
// A source is a path, or {name, data} with a Buffer. Lengths are numbers of which 36000 make a millimetre.
"use strict";
const native = require("./banxin.node");
const os = require("os");

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
function stampOf(stamp = {}) {
  return { at: stamp.at || new Date().toISOString().replace(/\.\d+Z/, "+0000"), who: stamp.who || os.userInfo().username };
}

/** Options as the calls have them. */
function optionsOf(options, language) {
  const { numbering } = options;
  return { ...options, language, numbering: numbering && { ...numbering, stamp: stampOf(numbering.stamp) } };
}

/** A brief on its pages; made by Engine.document, Engine.make or Engine.build. */
class Document {
  #handle;
  constructor(result) {
    this.#handle = result.made;
    this.diagnostics = result.diagnostics;
    Object.assign(this, native.info(this.#handle)); // pages, lines, adjusted, hanzi, hanziInCell, title, date, layout, key, number
  }
  /** The PDF as a Buffer. */
  pdf() {
    return checked(native.pdf(this.#handle)).made;
  }
  /** The PDF to a file, which appears whole or not at all. */
  write(path) {
    checked(native.writeFile(this.#handle, String(path)));
  }
  /** A page from 0: width, height, trim, textBlock, label, items (how many). */
  page(number) {
    const out = native.page(this.#handle, number);
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
    this.#language = options.chinese ? 1 : 0;
    const result = checked(native.newEngine({ ...options, language: this.#language }));
    this.#handle = result.made;
    this.diagnostics = result.diagnostics;
  }
  /** Typesets a brief. layout: a name; grid; maxPages, maxMemory (bytes), maxTime (ms); issueNumber, issueTotal in place of "auto", or
   * numbering, {register, series, replaces, stamp}, by which the number is looked up; copies: numbered copies, as [[1, 500]]. */
  document(brief, options = {}) {
    return new Document(checked(native.newDocument(this.#handle, brief, optionsOf(options, this.#language))));
  }
  /** A brief to a PDF, and the placed pages as text to options.dump, in one step: both or neither; both are paths. pdf null: it is only
   * checked. With numbering the number is taken, put on record, published and issued. */
  build(brief, pdf, options = {}) {
    return new Document(checked(native.build(this.#handle, brief, optionsOf(options, this.#language), pdf, options.dump)));
  }
  /** A brief with fields and a table with a row for each edition: all are checked, and published in options.folder, in threads of their
   * own; a promise. Without a folder all is only checked. key: the column that names the editions; layout, threads, keepGoing, shard,
   * shards, maxPages, maxMemory, maxTime (of an edition), resume, lists, numbered, only, merged, separator, volumePages, figures (a path),
   * numbering: as in banxin.h. Gives rows, made, failed, there, editions, key, number and diagnostics. */
  async batch(brief, table, options = {}) {
    const result = await native.batch(this.#handle, brief, table, optionsOf(options, this.#language));
    const some = result.status === 4 && options.keepGoing;
    const { made, diagnostics } = checked(some ? { ...result, status: 0 } : result);
    return { ...made, diagnostics };
  }
  /** The same as document() as a promise; the work is done in another thread. */
  async make(brief, options = {}) {
    return new Document(checked(await native.makeDocument(this.#handle, brief, optionsOf(options, this.#language))));
  }
}

module.exports = { Engine, Document, BanxinError, Register: require("./register.js")({ native, checked, stampOf }), version: native.version() };
