// What callers hand in, looked at before it goes to C: a wrong type or an unknown name is a TypeError, a number out of range a RangeError.
"use strict";

const wrong = (name, wanted, value) => new TypeError(`${name} is to be ${wanted}, not ${value === null ? "null" : typeof value}`);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

function text(value, name) {
  if (typeof value !== "string") throw wrong(name, "a string", value);
  return value;
}
function flag(value, name) {
  if (typeof value !== "boolean") throw wrong(name, "true or false", value);
  return value;
}
/** A kind of whole number from 0 to `most`. */
const upTo = (most) => (value, name) => {
  if (typeof value !== "number") throw wrong(name, "a number", value);
  if (!Number.isInteger(value) || value < 0 || value > most) throw new RangeError(`${name} is to be a whole number from 0 to ${most}, not ${value}`);
  return value;
};
const number = upTo(2 ** 32 - 1);
const size = upTo(Number.MAX_SAFE_INTEGER);
/** A kind of list whose members are of the kind `of`. */
const listOf = (of) => (value, name) => {
  if (!Array.isArray(value)) throw wrong(name, "an array", value);
  return value.map((one, i) => of(one, `${name}[${i}]`));
};
/** A kind of object with these names and no others; null and undefined are as if a name were not there. */
const objectOf = (kinds, needed = []) => (value, name) => {
  if (!isObject(value)) throw wrong(name, "an object", value);
  for (const key of Object.keys(value)) if (!Object.hasOwn(kinds, key)) throw new TypeError(`${name} has no '${key}'`);
  const out = {};
  for (const [key, kind] of Object.entries(kinds)) {
    const given = value[key];
    if (given !== undefined && given !== null) out[key] = kind(given, `${name}.${key}`);
  }
  for (const key of needed) if (!Object.hasOwn(out, key)) throw new TypeError(`${name} needs '${key}'`);
  return out;
};

function called(value, name) {
  if (typeof value !== "function") throw wrong(name, "a function", value);
  return value;
}
function signal(value, name) {
  if (!(value instanceof AbortSignal)) throw wrong(name, "an AbortSignal", value);
  return value;
}
/** Something: what is missing is a slip. */
function given(value, name) {
  if (value === undefined || value === null) throw wrong(name, "there", value);
  return value;
}

/** A path, {name, data}: data in a string or in any view of bytes, or {name, read}. */
function source(value, name) {
  if (isObject(value) && value.read !== undefined && value.data !== undefined) throw new TypeError(`${name} has both data and read`);
  if (isObject(value) && value.read !== undefined)
    return { name: text(value.name, `${name}.name`), read: called(value.read, `${name}.read`).bind(value) };
  return stored(value, name);
}
/** One that can be read at any time. */
function stored(value, name) {
  if (typeof value === "string") return value;
  if (!isObject(value)) throw wrong(name, "a path or {name, data}", value);
  const { data } = value;
  if (typeof data !== "string" && !ArrayBuffer.isView(data)) throw wrong(`${name}.data`, "a Buffer or a string", data);
  const bytes = typeof data === "string" ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return { name: text(value.name, `${name}.name`), data: bytes };
}
/** A path, a function, {path, fresh} or {descriptor, name}. */
function sink(value, name) {
  if (typeof value === "function" || typeof value === "string") return value;
  if (!isObject(value)) throw wrong(name, "a path or a function", value);
  return value.descriptor === undefined ? file(value, name) : stream(value, name);
}
/** [first, last] */
function range(value, name) {
  if (!Array.isArray(value) || value.length !== 2) throw wrong(name, "[first, last]", value);
  return value.map((one) => number(one, name));
}

const file = objectOf({ path: text, fresh: flag }, ["path"]);
const stream = objectOf({ descriptor: upTo(2 ** 31 - 1), name: text }, ["descriptor"]);
const stamp = objectOf({ at: text, who: text });
const numbering = objectOf({ register: text, series: text, replaces: text, reprints: text, stamp }, ["register", "series"]);
const limits = { maxMemory: size, maxTime: number, progress: called, signal };
const wanted = { ...limits, layout: text, maxPages: number, numbering, onTime: called, pictures: listOf(stored) };
const document = { ...wanted, grid: flag, issueNumber: number, issueTotal: number, copies: listOf(range) };
const texts = listOf(text);
const shares = listOf(objectOf({ recipient: text, copies: number, first: number }, ["recipient"]));
const files = listOf(objectOf({ role: text, path: text, sha256: text }, ["role", "path"]));

const running = { ...wanted, key: text, threads: number, keepGoing: flag, shard: number, shards: number, folder: text, resume: flag, lists: texts,
                  numbered: flag, only: texts, merged: text, separator: text, volumePages: number, discard: flag, temporary: text,
                  onEdition: called };

module.exports = {
  text, number, given, source, stored, sink, stamp, shares,
  engine: objectOf({ layouts: listOf(stored), layoutFolders: texts, catalogue: stored, fonts: listOf(stored), fontFolders: texts,
                     noSystemFonts: flag, freeFonts: flag, fontIndex: text, noOfficialLayouts: flag, fontsWhenNeeded: flag, layoutFiles: flag,
                     chinese: flag }),
  document: objectOf(document),
  writing: objectOf(limits),
  build: objectOf({ ...document, dump: sink }),
  running: objectOf(running),
  batch: objectOf({ ...running, figures: sink }),
  register: objectOf({ readOnly: flag, chinese: flag }),
  created: objectOf({ chinese: flag }),
  series: objectOf({ name: text, pattern: text, running: flag, supplement: flag, last: text, lastTotal: number }, ["name", "pattern"]),
  taking: objectOf({ replaces: text, stamp }),
  publication: objectOf({ title: text, copies: number, shares, files }),
  decision: objectOf({ series: text, key: text, reason: text }),
};
