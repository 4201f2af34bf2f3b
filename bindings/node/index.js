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

/** A brief on its pages; made by Engine.document or Engine.make. */
class Document {
  #handle;
  constructor(result) {
    this.#handle = result.made;
    this.diagnostics = result.diagnostics;
    Object.assign(this, native.info(this.#handle)); // pages, lines, adjusted, hanzi, hanziInCell, title, date, layout
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
  /** Typesets a brief. layout: a name; grid; maxPages, maxMemory (bytes), maxTime (ms); issueNumber, issueTotal in place of "auto". */
  document(brief, options = {}) {
    return new Document(checked(native.newDocument(this.#handle, brief, { ...options, language: this.#language })));
  }
  /** The same as a promise; the work is done in another thread. */
  async make(brief, options = {}) {
    return new Document(checked(await native.makeDocument(this.#handle, brief, { ...options, language: this.#language })));
  }
}

module.exports = { Engine, Document, BanxinError, version: native.version() };
