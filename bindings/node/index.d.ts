// Types of the module; what each means is told in index.js and register.js.
/// <reference types="node" />

export type Stored = string | { name: string; data: NodeJS.ArrayBufferView | string };
type Piece = NodeJS.ArrayBufferView | null;
/** A reader that gives promises is for make() and batch() alone; so are callbacks that do. */
export type Source = Stored | { name: string; read(size: number): Piece | Promise<Piece> };
export type Sink = string | ((piece: Buffer) => unknown) | { path: string; fresh?: boolean } | { descriptor: number; name?: string };
export interface Progress { stage: "read" | "set" | "paginate" | "pdf" | "check" | "make"; done: number; all: number }
export interface Edition { row: number; key: string; pages: number; pdf: Buffer }
export interface Limits {
  maxMemory?: number;
  maxTime?: number;
  progress?(progress: Progress): unknown;
  signal?: AbortSignal;
}
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
  json: string;
}
export interface Summary { errors: number; toConfirm: number; dropped: number; exitCode: number }

export class BanxinError extends Error {
  status: number;
  diagnostics: Diagnostic[];
  summary: Summary;
}

export interface EngineOptions {
  layouts?: Stored[];
  layoutFolders?: string[];
  catalogue?: Stored;
  fonts?: Stored[];
  fontFolders?: string[];
  noSystemFonts?: boolean;
  freeFonts?: boolean;
  fontIndex?: string;
  noOfficialLayouts?: boolean;
  fontsWhenNeeded?: boolean;
  layoutFiles?: boolean;
  chinese?: boolean;
}

export interface Wishes extends Limits {
  layout?: string;
  maxPages?: number;
  numbering?: Numbering;
  pictures?: Stored[];
  onTime?(lap: { stage: string; ms: number }): unknown;
}
export interface DocumentOptions extends Wishes {
  grid?: boolean;
  issueNumber?: number;
  issueTotal?: number;
  copies?: [first: number, last: number][];
}

export interface BatchOptions extends Wishes {
  key?: string;
  threads?: number;
  keepGoing?: boolean;
  shard?: number;
  shards?: number;
  folder?: string;
  resume?: boolean;
  lists?: string[];
  numbered?: boolean;
  only?: string[];
  merged?: string;
  separator?: string;
  volumePages?: number;
  figures?: Sink;
  discard?: boolean;
  temporary?: string;
  onEdition?(edition: Edition): unknown;
}
export interface Batch {
  rows: number;
  made: number;
  failed: number;
  there: number;
  editions: number;
  pages: number;
  bytes: number;
  setTwice: number;
  key: string;
  number: string;
  diagnostics: Diagnostic[];
  summary: Summary;
}

export class Engine {
  constructor(options?: EngineOptions);
  diagnostics: Diagnostic[];
  document(brief: Source, options?: DocumentOptions): Document;
  make(brief: Source, options?: DocumentOptions): Promise<Document>;
  batch(brief: Source, table: Source, options?: BatchOptions): Promise<Batch>;
  build(brief: Source, pdf: Sink | null, options?: DocumentOptions & { dump?: Sink }): Document;
  verifyBatch(folder: string): number;
  fontsReport(brief?: Stored | null): { text: string; diagnostics: Diagnostic[] };
}

export interface Rect { x: number; y: number; width: number; height: number }
export interface Page { width: number; height: number; trim: Rect; textBlock: Rect; label: string; items: number }
export interface Item {
  kind: "glyphs" | "rule" | "path" | "picture";
  cyan: number;
  magenta: number;
  yellow: number;
  black: number;
  file: string;
  line: number;
  column: number;
  [more: string]: unknown;
}

export interface Face { role: string; postscriptName: string; path: string; index: number }

export class Document {
  private constructor();
  diagnostics: Diagnostic[];
  summary: Summary;
  pages: number;
  faces: number;
  boundRight: boolean;
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
  dump(): string;
  write(to: Sink, options?: Limits): void;
  face(number: number): Face;
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

export function reference(topic: "brief" | "layout" | "codes" | "brief-schema" | "layout-schema", options?: { chinese?: boolean }): string;
export const version: string;
