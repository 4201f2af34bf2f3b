// The register: numbers that are given once.
"use strict";

const states = ["reserved", "issued", "replaced", "void"];
const kinds = ["reserved", "prepared", "released", "issued", "void", "replaced", "reprinted", "copies"];
const forms = ["series", "list", "page", "csv"];

const wishes = require("./wishes.js");

const issueOf = (i) => ({ ...i, state: states[i.state], events: i.events.map((e) => ({ ...e, kind: kinds[e.kind] })) });

module.exports = ({ native, checked, stampOf }) => {
  /** A file that any number of processes on one machine may use. A stamp, {at, who}, says who does what when; where there is none, it is
   * now and the user of this process. */
  class Register {
    #handle;
    #language;
    /** A new file, where there must be none. */
    static create(path, options = {}) {
      const language = wishes.created(options, "options").chinese ? 1 : 0;
      checked(native.createRegister(null, { path: wishes.text(path, "path"), language }));
    }
    /** readOnly: it is only looked at, also where nothing may be written; chinese: diagnostics and texts in Chinese. */
    constructor(path, options = {}) {
      const { chinese, readOnly } = wishes.register(options, "options");
      this.#language = chinese ? 1 : 0;
      this.#handle = checked(native.openRegister(null, { path: wishes.text(path, "path"), readOnly, language: this.#language })).made;
    }
    #call(name, asked) {
      for (const one of ["series", "key", "reason", "path"]) if (Object.hasOwn(asked, one)) wishes.text(asked[one], one);
      if (Object.hasOwn(asked, "year")) wishes.number(asked.year, "year");
      const result = checked(native[name](this.#handle, { ...asked, stamp: stampOf(asked.stamp), language: this.#language }));
      this.diagnostics = result.diagnostics;
      return result.made;
    }
    /** {name, pattern, running, supplement, last, lastTotal}: pattern has {year} {number} {total}; last: key of the last number given before. */
    add(given, stamp) {
      const { name, ...series } = wishes.series(given, "series");
      this.#call("addSeries", { ...series, series: name, stamp });
    }
    series() {
      return this.#call("listSeries", {}).map((s) => ({ ...s, running: s.running !== 0, supplement: s.supplement !== 0 }));
    }
    /** The number that would come next; nothing is taken. */
    next(series, year) {
      return issueOf(this.#call("nextNumber", { series, year }));
    }
    /** Takes it; replaces: key of the issue that the new one replaces. */
    reserve(series, year, options = {}) {
      return issueOf(this.#call("reserve", { series, year, ...wishes.taking(options, "options") }));
    }
    /** A reserved number was published: {title, copies, shares: [{recipient, copies}], files: [{role, path, sha256}]}; without a hash the
     * file is read. */
    issue(series, key, publication = {}, stamp) {
      this.#call("issue", { ...wishes.publication(publication, "publication"), series, key, stamp });
    }
    /** It was not, and will not be. */
    void(series, key, reason, stamp) {
      this.#call("makeVoid", { series, key, reason, stamp });
    }
    /** What was issued was printed again: {copies, shares}. */
    reprint(series, key, publication, reason = "", stamp) {
      this.#call("reprint", { ...wishes.publication(publication, "publication"), series, key, reason, stamp });
    }
    /** Gives out the next free copy numbers of what was printed. */
    giveOut(series, key, shares, stamp) {
      this.#call("giveOut", { series, key, shares: wishes.shares(shares, "shares"), stamp });
    }
    find(series, key) {
      return issueOf(this.#call("findIssue", { series, key }));
    }
    /** Of a series, or of all, in the order in which numbers were given. */
    issues(series = "") {
      return this.#call("listIssues", { series }).map(issueOf);
    }
    /** As people read it; form: series, list, page or csv. */
    text(form, series = "", key = "") {
      if (!forms.includes(form)) throw new TypeError(`form is to be one of ${forms.join(", ")}`);
      return this.#call("registerText", { form: forms.indexOf(form), series, key });
    }
    /** The register itself, and every recorded file by its hash; how many were compared. */
    verify() {
      return this.#call("verifyRegister", {});
    }
    backup(path) {
      this.#call("backUp", { path });
    }
    /** After a crash: settles numbers whose document was under way; {series, key, reason} decide about one where nothing else can. */
    recover(stamp, decision = {}) {
      return this.#call("recover", { ...wishes.decision(decision, "decision"), stamp }).map(issueOf);
    }
  }
  return Register;
};
