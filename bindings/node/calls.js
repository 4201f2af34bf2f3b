// One call of the library: what it asks back while it works, what that threw, and the signal that ends it.
"use strict";
const wishes = require("./wishes.js");

const severities = ["note", "warning", "error"];
const stages = ["read", "set", "paginate", "pdf", "check", "make"];
const cancelled = 82;

/** A call that failed: nothing was made or written. `status` is that of banxin.h, `diagnostics` say what is wrong and where, `summary` sums
 * them up; `cause`: the reason of the signal that ended it. */
class BanxinError extends Error {
  constructor(result, cause) {
    super([result.sentence, ...result.diagnostics.map((d) => d.rendered)].join("\n"), cause === undefined ? {} : { cause });
    this.name = "BanxinError";
    this.status = result.status;
    this.diagnostics = result.diagnostics;
    this.summary = result.summary;
  }
}

function checked(result, cause) {
  result.diagnostics = result.diagnostics.map((d) => ({ ...d, severity: severities[d.severity], toConfirm: d.toConfirm !== 0 }));
  if (result.status !== 0) throw new BanxinError(result, cause);
  return result;
}

/** What a reader gave, as C takes it: bytes, no more than were asked for; none, or null, at the end. */
function piece(said, size) {
  if (said === null || said === undefined) return Buffer.alloc(0);
  if (!ArrayBuffer.isView(said)) throw new TypeError(`a reader gives a Buffer, not ${typeof said}`);
  if (said.byteLength > size) throw new RangeError(`${said.byteLength} bytes were read where ${size} were asked for`);
  return Buffer.from(said.buffer, said.byteOffset, said.byteLength);
}

module.exports = (native) => {
  class Call {
    #functions = {};
    #raised = [];
    #signal;
    #waits = false;

    constructor({ signal, progress, onEdition, onTime, ...others }) {
      this.options = { ...others, stop: native.newStop() };
      this.#signal = signal;
      for (const [name, kind] of Object.entries({ progress, onEdition, onTime })) if (kind) this.options[name] = this.#take(name, kind);
    }
    source(given, name) {
      const source = wishes.source(given, name);
      return source.read ? { name: source.name, read: this.#take(name, (size) => source.read(size)) } : source;
    }
    sink(given, name) {
      if (given === null || given === undefined) return null;
      const sink = wishes.sink(given, name);
      return typeof sink === "function" ? this.#take(name, sink) : sink;
    }
    #take(name, called) {
      this.#functions[name] = called;
      this.options.call = (...asked) => this.#ask(...asked);
      return true;
    }
    /** Answers C, now or when a promise is settled; what is thrown ends the call and comes out of it. */
    #ask(name, told, answer) {
      const failed = (error) => {
        this.#raised.push(error);
        answer(false);
      };
      const answered = (said) => answer(typeof told === "number" ? piece(said, told) : name !== "progress" || said !== false);
      try {
        const said = this.#functions[name](name === "progress" ? { ...told, stage: stages[told.stage] } : told);
        if (typeof said?.then !== "function") return answered(said);
        const settled = Promise.resolve(said);
        if (this.#waits) return settled.then(answered).then(undefined, failed);
        settled.then(undefined, () => {});
        failed(new TypeError(`${name} gave a promise; only make() and batch() wait for one`));
      } catch (error) {
        failed(error);
      }
    }
    #stop = () => native.stopNow(this.options.stop);
    #begin() {
      if (this.#signal?.aborted) this.#stop();
      this.#signal?.addEventListener("abort", this.#stop);
    }
    #ended(result, fine) {
      if (this.#raised.length > 0) throw this.#raised[0];
      const cause = result.status === cancelled && this.#signal?.aborted ? this.#signal.reason : undefined;
      return checked(result.status === fine ? { ...result, status: 0 } : result, cause);
    }
    /** `run(options)` here and now. */
    now(run) {
      this.#begin();
      try {
        return this.#ended(run(this.options));
      } finally {
        this.#signal?.removeEventListener("abort", this.#stop);
      }
    }
    /** The same as a promise; `fine`: a status that is none of a failure. */
    async later(run, fine) {
      this.#waits = true;
      this.#begin();
      try {
        return this.#ended(await run(this.options), fine);
      } finally {
        this.#signal?.removeEventListener("abort", this.#stop);
      }
    }
  }
  return { Call, BanxinError, checked };
};
