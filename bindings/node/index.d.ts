// Types of the module; what each means is told in index.js and register.js.
/// <reference types="node" />

export type Source = string | { name: string; data: NodeJS.ArrayBufferView | string };
export interface Stamp { at?: string; who?: string }
export interface Numbering { register: string; series: string; replaces?: string; reprints?: string; stamp?: Stamp }

export interface Diagnostic {
  severity: "note" | "warning" | "error";
  code: string;
  toConfirm: boolean;
  file: string;
  line: number;
  column: number;
  message: string;
  rendered: string;
}

export class BanxinError extends Error {
  status: number;
  diagnostics: Diagnostic[];
}

export interface EngineOptions {
  layouts?: Source[];
  layoutFolders?: string[];
  catalogue?: Source;
  fonts?: Source[];
  fontFolders?: string[];
  noSystemFonts?: boolean;
  freeFonts?: boolean;
  fontIndex?: string;
  chinese?: boolean;
}

export interface DocumentOptions {
  layout?: string;
  grid?: boolean;
  maxPages?: number;
  maxMemory?: number;
  maxTime?: number;
  issueNumber?: number;
  issueTotal?: number;
  copies?: [first: number, last: number][];
  numbering?: Numbering;
}

export interface BatchOptions {
  key?: string;
  layout?: string;
  threads?: number;
  keepGoing?: boolean;
  shard?: number;
  shards?: number;
  maxPages?: number;
  maxMemory?: number;
  maxTime?: number;
  folder?: string;
  resume?: boolean;
  lists?: string[];
  numbered?: boolean;
  only?: string[];
  merged?: string;
  separator?: string;
  volumePages?: number;
  figures?: string;
  numbering?: Numbering;
}
export interface Batch {
  rows: number;
  made: number;
  failed: number;
  there: number;
  editions: number;
  key: string;
  number: string;
  diagnostics: Diagnostic[];
}

export class Engine {
  constructor(options?: EngineOptions);
  diagnostics: Diagnostic[];
  document(brief: Source, options?: DocumentOptions): Document;
  make(brief: Source, options?: DocumentOptions): Promise<Document>;
  batch(brief: Source, table: Source, options?: BatchOptions): Promise<Batch>;
  build(brief: Source, pdf: string | null, options?: DocumentOptions & { dump?: string }): Document;
}

export interface Rect { x: number; y: number; width: number; height: number }
export interface Page { width: number; height: number; trim: Rect; textBlock: Rect; label: string; items: number }
export interface Item {
  kind: "glyphs" | "rule" | "path";
  cyan: number;
  magenta: number;
  yellow: number;
  black: number;
  file: string;
  line: number;
  column: number;
  [more: string]: unknown;
}

export class Document {
  private constructor();
  diagnostics: Diagnostic[];
  pages: number;
  lines: number;
  adjusted: number;
  hanzi: number;
  hanziInCell: number;
  title: string;
  date: string;
  layout: string;
  key: string;
  number: string;
  pdf(): Buffer;
  write(path: string): void;
  page(number: number): Page;
  items(page: number): IterableIterator<Item>;
}

export interface Share { recipient: string; copies?: number; first?: number }
export interface File { role: string; path: string; sha256?: string }
export interface Publication { title?: string; copies?: number; shares?: Share[]; files?: File[] }
export interface Series { name: string; pattern: string; running?: boolean; supplement?: boolean; last?: string; lastTotal?: number }
export type State = "reserved" | "issued" | "replaced" | "void";
export type EventKind = "reserved" | "prepared" | "released" | "issued" | "void" | "replaced" | "reprinted" | "copies";

export interface Event {
  kind: EventKind;
  at: string;
  who: string;
  note: string;
  title: string;
  copies: number;
  shares: Required<Share>[];
  files: Required<File>[];
}

export interface Issue {
  series: string;
  key: string;
  text: string;
  year: number;
  number: number;
  total: number;
  state: State;
  title: string;
  copies: number;
  replaces: string;
  replacedBy: string;
  events: Event[];
}

export class Register {
  static create(path: string, options?: { chinese?: boolean }): void;
  constructor(path: string, options?: { readOnly?: boolean; chinese?: boolean });
  diagnostics: Diagnostic[];
  add(series: Series, stamp?: Stamp): void;
  series(): Required<Series>[];
  next(series: string, year: number): Issue;
  reserve(series: string, year: number, options?: { replaces?: string; stamp?: Stamp }): Issue;
  issue(series: string, key: string, publication?: Publication, stamp?: Stamp): void;
  void(series: string, key: string, reason: string, stamp?: Stamp): void;
  reprint(series: string, key: string, publication: Publication, reason?: string, stamp?: Stamp): void;
  giveOut(series: string, key: string, shares: Share[], stamp?: Stamp): void;
  find(series: string, key: string): Issue;
  issues(series?: string): Issue[];
  text(form: "series" | "list" | "page" | "csv", series?: string, key?: string): string;
  verify(): number;
  backup(path: string): void;
  recover(stamp?: Stamp, decision?: { series: string; key: string; reason: string }): Issue[];
}

export const version: string;
