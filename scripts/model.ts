/**
 * The nouns of the pipeline: what each stage takes and returns. Types only; nothing here runs
 * and nothing here knows a stage.
 */

import type { Root as HastRoot } from 'hast';
import type {
  Heading,
  Node as MdastNode,
  Root as MdastRoot,
  PhrasingContent,
  RootContent,
  Text,
} from 'mdast';

// ── messages ────────────────────────────────────────────────────────────────────────────────

/** How much a fault weighs: `error` no edition, `warning` printed and fails under --strict, `info` printed. */
export type Grade = 'error' | 'warning' | 'info';

/** A place in an input. Lines and columns count from 1; `file` is relative to the project's root. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A change of source text that mends a fault: replace what stands at `place` by `text`. */
export interface TextEdit {
  readonly place: Place;
  readonly text: string;
}

/**
 * What went wrong, where, and how to mend it. Plain data, so that one object serves the terminal,
 * JSON, SARIF, GitHub and an editor.
 * `rule` says what should hold ("figure-caption"); `reason` is "Unexpected …, expected …" without a
 * full stop; `cause` is a second place that explains the first; `note` is the cure.
 */
export interface Diagnostic {
  readonly rule: string;
  readonly grade: Grade;
  readonly reason: string;
  readonly place: Place;
  readonly cause?: { readonly reason: string; readonly place: Place };
  readonly note?: string;
  readonly fix?: readonly TextEdit[];
}

// ── files ───────────────────────────────────────────────────────────────────────────────────

/** Why a file could not be had: not there, leads outside the tree (a symbolic link, `..`), or not readable. */
export type FileFault = 'missing' | 'outside' | 'unreadable';

/**
 * The only way to files. A folder on disk, a git revision and an editor's unsaved buffers all look
 * the same. Paths are relative to the tree's root, with `/`, without `.` or `..`.
 */
export interface FileTree {
  /** The bytes of a file, or why there are none. */
  read(path: string): Promise<Uint8Array | FileFault>;
  /** Every file below a folder ('' is the root), as paths from the root, sorted; empty if there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** A hash of the file's bytes that is equal exactly when the bytes are, or why there is none. */
  hash(path: string): Promise<string>;
}

// ── data ────────────────────────────────────────────────────────────────────────────────────

/** What a cell can hold. `null` is an empty cell. */
export type Scalar = string | number | boolean | null;

/** Whether somebody saw the value in its source: seen, partly seen, or taken from knowledge. */
export type Checked = 'yes' | 'partial' | 'no';

export type ColumnType = 'string' | 'integer' | 'number' | 'year' | 'date' | 'boolean';

/** A column of a table as `datapackage.json` declares it. */
export interface Column {
  readonly name: string;
  /** Sentence case, short enough to head a table. */
  readonly title: string;
  readonly type: ColumnType;
  readonly description: string;
  /** "people", "%", "GBP, current prices"; absent where a number has none. */
  readonly unit?: string;
  readonly source: string;
  /** The source as a reader is told it under a figure; the same as `source` unless the package says so. */
  readonly credit: string;
  readonly licence: string;
  /** A label such as a name or a nation: it identifies and is no evidence, so it never makes a value provisional. */
  readonly isLabel: boolean;
  /** The values that a cell can have, in the order in which they are shown; absent if the package does not say. */
  readonly values?: readonly Scalar[];
  /** What an empty cell means: nothing to say of this row, or (if absent) a value that is not available. */
  readonly blank?: 'not applicable';
  readonly place: Place;
}

export interface Row {
  /** The primary key; several columns are joined by "/". */
  readonly key: string;
  /** Line in the CSV file, from 1 (the head is line 1). */
  readonly line: number;
  readonly values: Readonly<Record<string, Scalar>>;
  readonly checked: Readonly<Record<string, Checked>>;
}

export interface Table {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The CSV file, relative to the project's root. */
  readonly file: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly primaryKey: readonly string[];
  readonly rows: readonly Row[];
  readonly rowByKey: ReadonlyMap<string, Row>;
  /** Columns that hold keys of another table, by that table's name: `city` of `events` → "cities". */
  readonly references?: ReadonlyMap<string, string>;
  readonly sources: readonly { readonly title: string; readonly path?: string }[];
  readonly licences: readonly {
    readonly name: string;
    readonly title: string;
    readonly path?: string;
  }[];
}

export type Tables = ReadonlyMap<string, Table>;

/** Cells of one column that a value was made from; `rows` and `values` run in parallel. */
export interface Read {
  readonly table: string;
  readonly column: string;
  readonly rows: readonly string[];
  readonly values: readonly Scalar[];
  /** Those of the rows that the value is made of, and those that were only compared with them; absent if none. */
  readonly used?: readonly string[];
  readonly compared?: readonly string[];
}

/**
 * Where a printed value came from. Changing one contributing cell changes exactly that cell's entry
 * in `reads`, so two drafts can say why a number moved.
 */
export interface Provenance {
  /** Unique in the report and stable: from the chapter, the expression and its turn among equals. */
  readonly key: string;
  /** What the author or the template wrote between the braces. */
  readonly expression: string;
  /** The value before it was said, and as it is printed. */
  readonly value: Scalar;
  readonly text: string;
  /** The helper that said it: "million", "percent"; "text" where none did. */
  readonly formatter: string;
  readonly reads: readonly Read[];
  /** True if a contributing cell was not checked against its source. */
  readonly provisional: boolean;
  readonly place: Place;
}

// ── fonts ───────────────────────────────────────────────────────────────────────────────────

/** A static TrueType face: known without a browser, for measuring labels and finding missing glyphs. */
export interface Font {
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** Name under which a page asks for it: "source-sans-3-latin-400-normal.woff2". */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** The CSS unicode-range of the face; absent if it has none. */
  readonly unicodeRange?: string;
  /** True for a face that lends single characters which the family lacks, such as those of Chinese names. */
  readonly isCompanion?: boolean;
  readonly covers: (codePoint: number) => boolean;
  /** Advance width of a character in em, or undefined if the face has no glyph for it. */
  readonly advance: (codePoint: number) => number | undefined;
}

/** Width of a text in px, without kerning; characters no face has count as one em. */
export type MeasureText = (
  text: string,
  face: {
    readonly family: string;
    readonly sizePx: number;
    readonly weight: number;
    readonly style?: 'normal' | 'italic';
  },
) => number;

// ── inputs: what stage 1 gives ──────────────────────────────────────────────────────────────

export type ReportKind = 'working-paper' | 'white-paper';
/** The three parts of a report, from the chapter's number: 00–09 front, 10–89 body, 90–99 back. */
export type Matter = 'front' | 'body' | 'back';

/** report.yaml, validated. Its file is commented key by key; chapters/README.md is the manual. */
export interface Settings {
  readonly title: string;
  readonly subtitle?: string;
  readonly shortTitle: string;
  readonly series: string;
  readonly kind: ReportKind;
  readonly authors: readonly { readonly name: string; readonly affiliation?: string }[];
  /** The printed date, ISO 8601: "2026-11-22". */
  readonly date: string;
  readonly version: string;
  readonly history: readonly {
    readonly version: string;
    readonly date: string;
    readonly note: string;
  }[];
  readonly status: 'draft' | 'final';
  readonly marking?: string;
  readonly language: string;
  readonly licence: { readonly name: string; readonly url: string; readonly holder: string };
  readonly contact?: string;
  readonly notices: readonly string[];
  readonly funding?: string;
  readonly acknowledgements?: string;
  readonly description: string;
  readonly keywords: readonly string[];
  /** CSL style in assets/references/, without its ending. */
  readonly citationStyle: string;
  readonly numberedParagraphs: boolean;
  readonly paper: 'A4' | 'A5' | 'letter';
  /** `duplex`: for both sides of the paper, what opens a part on a right-hand page. */
  readonly print: 'single' | 'duplex';
  readonly rules: Readonly<Record<string, Grade | 'off'>>;
}

/** One of the checks that people make before a report goes out: H01 to H11 of sign-off.yaml. */
export interface SignOff {
  readonly check: string;
  readonly question: string;
  /** True until somebody is named with a date. */
  readonly isOpen: boolean;
  /** A name or a role. */
  readonly by?: string;
  readonly date?: string;
  readonly note?: string;
  readonly place: Place;
}

/** A reviewer's comment in peer-review.yaml, and what became of it. */
export interface ReviewComment {
  readonly comment: string;
  readonly by?: string;
  /** The id of what it is about. */
  readonly paragraph?: string;
  readonly disposition: 'open' | 'accepted' | 'partly accepted' | 'declined';
  readonly reason?: string;
  readonly placeOf: (key: string) => Place;
}

/** A message that is expected: `words` stand in it or at its place. Lines move, so none is named. */
export interface RuleException {
  readonly rule: string;
  readonly file: string;
  readonly words: string;
  readonly reason: string;
  readonly place: Place;
}

/** What people have decided about a report, from the files beside report.yaml. */
export interface Records {
  readonly signOffs: readonly SignOff[];
  readonly peerReview: readonly ReviewComment[];
  readonly exceptions: readonly RuleException[];
}

/** A text file of the project with its path from the root, as messages name it. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface ChapterSource extends SourceFile {
  /** The file's name without number and ending: "why-leadership". Stable when chapters are renumbered. */
  readonly slug: string;
  readonly matter: Matter;
}

/** An option of a block, as its template's head declares it. */
export interface BlockOption {
  readonly about: string;
  /** `targets` are ids of things in the report, spaces between; a template prints them by `slot` and the option's name. */
  readonly type: 'text' | 'number' | 'boolean' | 'name' | 'targets';
  /** For `targets`: the kind of thing each id should name, such as "paragraph"; any if absent. */
  readonly of?: string;
  /** The word before it in a register; its name if absent. */
  readonly title?: string;
  /** Whether the register of its series shows it. */
  readonly listed?: boolean;
  readonly required: boolean;
  readonly values?: readonly string[];
}

/** What a block counts as: it shares its numbers with everything of the same kind. "figure", "table", or as a template says. */
export type Series = string;

/** A shape an author can call by `::name` (leaf) or wrap around words by `:::name` (container). */
export interface BlockShape {
  readonly name: string;
  readonly about: string;
  readonly form: 'leaf' | 'container';
  readonly label: 'required' | 'optional' | 'none';
  readonly options: Readonly<Record<string, BlockOption>>;
  readonly series?: Series;
  /** Where the numbers of its series begin again; in each chapter if absent, `none` for a series without. */
  readonly numbered?: 'chapter' | 'report' | 'none';
  /** The leaf block that lists all of its series: "recommendations". */
  readonly collect?: string;
  /** For such a leaf block: the series it lists. Blocks with a register are filled by stage 5. */
  readonly register?: Series;
  /** An example as an author writes it; the tests build it and the manual shows it. */
  readonly example: string;
  /** Where the shape is declared: a template's head, or the built-in list. */
  readonly file: string;
}

export interface Template extends SourceFile {
  /** Path below templates/ without ending: "blocks/box", "pages/cover". */
  readonly name: string;
  /** What a template of a table is for, as its head says. */
  readonly about?: string;
  readonly shape?: BlockShape;
  /** Lines of matter above the template's first line. */
  readonly offset: number;
}

/** A raster or vector image of the project, read once. */
export interface Image {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Of its bytes: equal exactly where the picture is. */
  readonly hash: string;
}

/** A CSL-JSON item with the place of its entry in references.json. */
export interface Reference {
  readonly item: { readonly id: string; readonly [key: string]: unknown };
  readonly provisional: boolean;
  readonly place: Place;
}

/** A chart's specification; `spec` is undefined where the text is no JSON. */
export interface ChartFile {
  readonly file: string;
  readonly source: string;
  readonly spec: unknown;
}

/** The land of a map, from `assets/maps/<name>.json`: coasts in a projected plane, the same for every report. */
export interface MapLand {
  readonly file: string;
  /** Who made it, as a reader is told under a figure. */
  readonly credit: string;
  /** How many km of the plane one unit of the paths is. */
  readonly unitKm: number;
  /** Each land's coast as the data of an SVG path. */
  readonly lands: readonly { readonly name: string; readonly path: string }[];
}

/** An entry of a list of words: what an abbreviation stands for, or what a term means; '' if every reader knows it. */
export interface Word {
  readonly text: string;
  readonly place: Place;
}

/** Everything a report is made from; after stage 1 nothing is read any more. */
export interface Inputs {
  readonly report: string;
  readonly settings: Settings;
  readonly records: Records;
  readonly chapters: readonly ChapterSource[];
  readonly tables: Tables;
  readonly templates: ReadonlyMap<string, Template>;
  readonly shapes: ReadonlyMap<string, BlockShape>;
  readonly charts: ReadonlyMap<string, ChartFile>;
  /** By name, "british-isles"; empty unless a chapter holds `::map`. */
  readonly maps: ReadonlyMap<string, MapLand>;
  readonly styles: ReadonlyMap<string, string>;
  readonly fonts: readonly Font[];
  readonly references: ReadonlyMap<string, Reference>;
  /** assets/references/abbreviations.yaml and glossary.yaml, by the short form or term. */
  readonly abbreviations: ReadonlyMap<string, Word>;
  readonly glossary: ReadonlyMap<string, Word>;
  readonly csl: { readonly style: string; readonly locale: string };
  /** By path from the root; an image that could not be read has its fault instead. */
  readonly images: ReadonlyMap<string, Image | FileFault>;
  /** What is known of the inputs as a whole: revision of the source and when it was committed. */
  readonly revision: { readonly id: string; readonly date: string };
}

// ── trees ───────────────────────────────────────────────────────────────────────────────────

/** `{{ … }}`: an expression over the data package; filled by stage 3. */
export interface ValueNode extends MdastNode {
  type: 'value';
  expression: string;
  provenance?: string;
  text?: string;
}

/** `{#id key=value}` after a heading, paragraph, image or citation; gone after stage 2. */
export interface AttributesNode extends MdastNode {
  type: 'attributes';
  identifier?: string;
  options: Record<string, string>;
  source: string;
}

/** `@fig-x`, `@page:sec-x`: words that cite a target. */
export interface CrossReferenceNode extends MdastNode {
  type: 'crossReference';
  identifier: string;
  form: 'number' | 'page';
}

export interface CiteItem {
  readonly key: string;
  readonly form: 'normal' | 'no-author';
  readonly prefix?: string;
  readonly locator?: string;
  readonly place: Place;
}

/** `[@key, p. 4; @other]{fact=45}` or narrative `@key`. */
export interface CitationNode extends MdastNode {
  type: 'citation';
  narrative: boolean;
  items: CiteItem[];
  fact?: string;
}

/** `::name[label]{#id key=value}` or `:::name[label]{…}` with the author's own Markdown inside. */
export interface BlockNode extends MdastNode {
  type: 'block';
  name: string;
  label: PhrasingContent[];
  options: Record<string, string>;
  /** The author's own words inside a container; empty for a leaf. */
  children: RootContent[];
  /** What stage 3 filled it with; `<slot name=label>` and `<slot name=content>` stand for the author's words. */
  filled?: FilledBlock;
}

export interface FilledBlock {
  readonly series?: Series;
  readonly tree: HastRoot;
  /** Columns it was made from, for the source line: "cities.population_2011". */
  readonly columns: readonly string[];
  /** Whom the source line names beside the columns' sources: "coastline made with Natural Earth". */
  readonly credits?: readonly string[];
  /** The rows behind a chart or table, put beside the edition as CSV. */
  readonly csv?: string;
  /** Printed on a page of its own, turned. */
  readonly landscape?: boolean;
}

/** What every node of a chapter may carry after stage 2: the author's id and, after stage 3, its key. */
export interface NodeFacts {
  /** The author's id, "sec-tools", else one made from the words. */
  identifier?: string;
  /** True if the identifier is the author's. */
  isNamed?: boolean;
  /** Stable name of the block: the id, else from content and position among its like; never its number. */
  key?: string;
  options?: Record<string, string>;
  /** The words of a pipe table's caption. */
  caption?: PhrasingContent[];
}

// ── manuscript: what stages 2 and 3 give, a chapter at a time ───────────────────────────────

/** What a chapter's matter can say. */
export interface ChapterMatter {
  readonly title?: string;
  readonly titlePlace?: Place;
  readonly id?: string;
  readonly numbered?: boolean;
}

/** A chapter as it was written: its tree begins with its title as a heading of depth 1. */
export interface ParsedChapter {
  readonly source: ChapterSource;
  readonly matter: ChapterMatter;
  readonly title: Heading;
  readonly titlePlace: Place;
  readonly tree: MdastRoot;
  readonly messages: readonly Diagnostic[];
}

export interface Chapter {
  readonly slug: string;
  readonly path: string;
  readonly matter: Matter;
  readonly title: string;
  readonly titlePlace: Place;
  /** False for forewords and summaries and wherever the chapter's matter says `numbered: false`. */
  readonly numbered: boolean;
  readonly identifier: string;
  readonly tree: MdastRoot;
  readonly provenance: readonly Provenance[];
  /** Where each image of the chapter comes from, by its address in the editions. */
  readonly images: ReadonlyMap<string, string>;
  /** What was read to fill it: "table:cities", "template:blocks/box", "chart:growth-by-city". */
  readonly reads: readonly string[];
  readonly messages: readonly Diagnostic[];
}

// ── apparatus: what stage 4 knows of the whole report ───────────────────────────────────────

export type TargetKind = 'chapter' | 'section' | 'paragraph' | 'reference' | 'footnote' | Series;

/** What can be cited. */
export interface Target {
  readonly identifier: string;
  readonly key: string;
  readonly kind: TargetKind;
  /** The number as text: "3.2", "A.1", ""; what a cross-reference prints is the kind's word and this. */
  readonly enumerator: string;
  /** Plain words of the heading or caption. */
  readonly title: string;
  /** Depth of a chapter (2) or section (3, 4) as HTML counts headings; 0 for all else. */
  readonly level: number;
  readonly chapter: string;
  readonly place: Place;
}

export interface ContentsEntry {
  readonly identifier: string;
  readonly enumerator: string;
  readonly title: string;
  /** 2 a chapter, 3 a section, 4 a sub-section. */
  readonly level: number;
  readonly matter: Matter;
}

export interface Footnote {
  readonly identifier: string;
  readonly chapter: string;
  /** 1… through the report; for a note of a table, a… in the table. */
  readonly number: number;
  /** The letter of a note that only one table calls; it stands under that table. */
  readonly letter?: string;
  /** One for each call, in order; the first is `fnref-<identifier>`. */
  readonly calls: readonly string[];
}

/** What is printed in place of a stretch of a text node; with a title it is the short form, explained. Offsets from 0. */
export interface WordMark {
  readonly offset: number;
  readonly length: number;
  readonly words: string;
  readonly title?: string;
}

/** An entry of an index: a term, an abbreviation or a city with the places that name it. */
export interface WordEntry {
  readonly name: string;
  /** What it means or stands for; '' where there is nothing to say. */
  readonly words: string;
  /** The block that names it, and what a reader calls that place; in reading order. */
  readonly places: readonly { readonly identifier: string; readonly target: Target }[];
}

/** Beside the trees, never in them: keys and identifiers lead from a node to what is known of it. */
export interface Apparatus {
  readonly targetByIdentifier: ReadonlyMap<string, Target>;
  readonly targetByKey: ReadonlyMap<string, Target>;
  readonly contents: readonly ContentsEntry[];
  /** Everything that counts together, in reading order. */
  readonly registers: ReadonlyMap<Series, readonly Target[]>;
  /** Terms, abbreviations and cities that the report names: by "term", "abbreviation" and "city". */
  readonly indexes: ReadonlyMap<string, readonly WordEntry[]>;
  /** Abbreviations written out or explained, by the text node they stand in. */
  readonly marksByText: ReadonlyMap<Text, readonly WordMark[]>;
  readonly footnoteByIdentifier: ReadonlyMap<string, Footnote>;
  /** The text of each citation, by the key of its node, in the report's CSL style, as HTML. */
  readonly citationByKey: ReadonlyMap<string, string>;
  readonly bibliography: readonly {
    readonly key: string;
    readonly html: string;
    readonly provisional: boolean;
  }[];
  readonly messages: readonly Diagnostic[];
}

// ── document and edition ────────────────────────────────────────────────────────────────────

/**
 * The composed report: a versioned, serialisable hast. Every block element has `data.key` and
 * `data.place`, every value `data.provenance`. It is what is compared, cached, embedded and read back.
 */
export interface Document {
  readonly format: 1;
  readonly report: string;
  readonly settings: Settings;
  readonly revision: Inputs['revision'];
  /** What people have decided, check by check. */
  readonly signOffs: readonly SignOff[];
  readonly tree: HastRoot;
  readonly targets: readonly Target[];
  readonly contents: readonly ContentsEntry[];
  readonly provenance: readonly Provenance[];
  /** The path of each image in the project, by its address in the editions. */
  readonly images: Readonly<Record<string, string>>;
  /** The rows behind each figure and table, by its identifier. */
  readonly csv: Readonly<Record<string, string>>;
  readonly counts: Readonly<
    Record<'words' | 'figures' | 'tables' | 'notes' | 'references' | 'recommendations', number>
  >;
}

/** What a print can have that the report itself says nothing of. */
export interface PrintForm {
  /** In the margin, for reviewers of a draft. */
  readonly lineNumbers?: boolean;
  /** At 18 pt, as RNIB and UKAAF ask for. */
  readonly largePrint?: boolean;
}

/** One printed PDF and what was read back from it. */
export interface Edition {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly pageIndexByIdentifier: ReadonlyMap<string, number>;
  /** The printed page number of each target: "iv", "12". */
  readonly folioByIdentifier: ReadonlyMap<string, string>;
  readonly pageMap: readonly MappedPage[];
  /** The same at 18 pt, where it was asked for. */
  readonly largePrint?: { readonly pdf: Uint8Array; readonly pages: number };
  readonly messages: readonly Diagnostic[];
}

/** A printed page as pages.json tells it; pages stand there in their order. */
export interface MappedPage {
  /** "iv", "12"; '' on the cover. A blank page is counted and has one, though none is printed on it. */
  readonly folio: string;
  /** Key of its chapter or page. */
  readonly part: string;
  /** Keys of the blocks that begin on it. */
  readonly blocks: readonly string[];
  /** Identifiers of the notes at its foot, those that go on from the page before included. */
  readonly notes: readonly string[];
  /** Share of the page area that is used, 0 to 1. */
  readonly full: number;
  /** A left-hand page that is there so that the next is a right-hand one. */
  readonly isBlank?: true;
}

/** What the project's page says of an edition; every manifest.json holds it. */
export interface EditionFacts {
  readonly report: string;
  readonly kind: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly series: string;
  readonly description: string;
  readonly version: string;
  readonly status: string;
  readonly date: string;
  readonly pages: number;
  /** Of the large-print PDF, if there is one. */
  readonly largePrintPages?: number;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

declare module 'mdast' {
  interface RootContentMap {
    value: ValueNode;
    attributes: AttributesNode;
    crossReference: CrossReferenceNode;
    citation: CitationNode;
    block: BlockNode;
  }
  interface PhrasingContentMap {
    value: ValueNode;
    attributes: AttributesNode;
    crossReference: CrossReferenceNode;
    citation: CitationNode;
  }
  interface BlockContentMap {
    block: BlockNode;
  }
  interface Data extends NodeFacts {}
}

declare module 'hast' {
  interface ElementData {
    /** Stable name of the block. */
    key?: string;
    place?: Place;
    /** Key of the Provenance of a value. */
    provenance?: string;
    /** Of the bytes of an image. */
    hash?: string;
  }
}
