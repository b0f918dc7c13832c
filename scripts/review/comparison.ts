/**
 * The nouns of a review: two Documents compared, as plain data. Types only. The heart is the merged tree, from which both
 * Documents' trees can be taken again exactly; the list of changes is read off it and says what a reader should be told.
 */
import type { ElementContent, ElementData, Properties } from 'hast';
import type { Place, Scalar } from '../model.ts';

/** Everything that is known of the difference between two Documents. Can be written as JSON and read back. */
export interface Comparison {
  readonly format: 1;
  readonly old: SideFacts;
  readonly new: SideFacts;
  /** The children of both roots, merged. */
  readonly tree: readonly MergedNode[];
  /** In the reading order of the merged tree. */
  readonly changes: readonly Change[];
  /** Targets that only have another number now; no change of words. In the order of the new report. */
  readonly renumbered: readonly Renumbering[];
  /** What report.yaml and sign-off.yaml say otherwise now. */
  readonly settings: readonly SettingChange[];
  /** Chapters and pages of both sides in the order in which the merged tree has them, to count changes by. */
  readonly parts: readonly Part[];
}

/** What names a side: "working paper 0.1 of 22 November 2026, revision 1a2b3c". */
export interface SideFacts {
  readonly report: string;
  readonly title: string;
  readonly version: string;
  readonly date: string;
  readonly status: string;
  readonly revision: { readonly id: string; readonly date: string };
  readonly counts: Readonly<Record<string, number>>;
}

/** A chapter ("chapter/summary") or a page ("page/cover"), by the key that changes name it by. */
export interface Part {
  readonly key: string;
  readonly title: string;
  readonly kind: 'chapter' | 'page';
  readonly state: 'both' | 'removed' | 'added';
}

// ── the merged tree ─────────────────────────────────────────────────────────────────────────

/**
 * An element without its children. Compared by identity and words, so that two shells of one block may differ in what no
 * reader sees: ids made from words, places, hrefs.
 */
export interface Shell {
  readonly tagName: string;
  readonly properties: Properties;
  readonly data?: ElementData;
}

/**
 * A piece of the merged tree. `change` is the id of the Change that a reader is told; several nodes may carry the same
 * (both drawings of a figure, the cells of a removed column). A node that differs and carries no `change` is derived
 * matter: a contents list, a copy in a register, a revision's id. It belongs to the proof and is nothing to tell.
 *
 * To print a redline walk the list once: `same` and `both` as they are, `removed`, `removedFrame` and `delete` struck, `added`, `addedFrame`
 * and `insert` marked, `movedFrom` as a pointer to the `movedTo` of the same `move`.
 */
export type MergedNode =
  | SameNodes
  | BothNode
  | SpaceNode
  | WordsNode
  | RemovedNode
  | AddedNode
  | RemovedFrame
  | AddedFrame
  | MovedFromNode
  | MovedToNode
  | ReplacedNode
  | RegroupedNode;

/** Nodes that are the same on both sides, down to places and ids. */
export interface SameNodes {
  readonly kind: 'same';
  readonly nodes: readonly ElementContent[];
}

/** An element of both sides; `was` is the old shell where it differs. `change` if the element itself changed for a reader (a heading's level). */
export interface BothNode {
  readonly kind: 'both';
  readonly shell: Shell;
  readonly was?: Shell;
  readonly children: readonly MergedNode[];
  change?: string;
}

/** White space between blocks, on each side as it was ('' if there was none): nothing a reader sees. */
export interface SpaceNode {
  readonly kind: 'space';
  readonly text: string;
  readonly was: string;
}

/** A run of inline content: all that stands in a paragraph, or stands between two blocks. */
export interface WordsNode extends Inline {
  readonly kind: 'words';
}

/** A node only the old side has. */
export interface RemovedNode {
  readonly kind: 'removed';
  readonly node: ElementContent;
  change?: string;
}

/** A node only the new side has. */
export interface AddedNode {
  readonly kind: 'added';
  readonly node: ElementContent;
  change?: string;
}

/** A block only the old side has, but some of what stood in it is on the new side: `children` holds removed nodes and `movedFrom`. */
export interface RemovedFrame {
  readonly kind: 'removedFrame';
  readonly shell: Shell;
  readonly children: readonly MergedNode[];
  change?: string;
}

/** A block only the new side has, but some of what stands in it was on the old side: `children` holds added nodes and `movedTo`. */
export interface AddedFrame {
  readonly kind: 'addedFrame';
  readonly shell: Shell;
  readonly children: readonly MergedNode[];
  change?: string;
}

/** Where a block stood on the old side; what it was is taken from the MovedToNode of the same `move`. */
export interface MovedFromNode {
  readonly kind: 'movedFrom';
  readonly move: number;
  change?: string;
}

/** Where it stands on the new side, with its own edits inside. Blocks that moved together carry the same `change`. */
export interface MovedToNode {
  readonly kind: 'movedTo';
  readonly move: number;
  readonly node: MergedNode;
  change?: string;
}

/** A body that cannot be shown piece by piece, such as a drawing: whole on either side. */
export interface ReplacedNode {
  readonly kind: 'replaced';
  readonly old: ElementContent;
  readonly new: ElementContent;
  change?: string;
}

/**
 * Paragraphs that were split or merged: their words one after another, with stretches that are a `break` wherever one
 * paragraph ends and the next begins. An inserted break is a split, a deleted one a merge.
 * `shell` and `was` are the first paragraph of the new and of the old side; a break carries the shells of those it begins.
 */
export interface RegroupedNode extends Inline {
  readonly kind: 'regrouped';
  readonly shell: Shell;
  readonly was: Shell;
  change?: string;
}

// ── inline content ──────────────────────────────────────────────────────────────────────────

/**
 * Inline content as operations on words. `wrappers` are the inline elements of the new side (links, emphasis,
 * abbreviations) in the order in which they open, `wrappersWere` those of the old side, absent if they are the same.
 */
export interface Inline {
  readonly stretches: readonly Stretch[];
  readonly wrappers: readonly Wrapper[];
  readonly wrappersWere?: readonly Wrapper[];
}

/** One inline element. Two neighbours that look alike are two wrappers, so that each side is built again exactly. */
export interface Wrapper {
  readonly shell: Shell;
  /** Index of the wrapper it stands in. */
  readonly parent?: number;
}

/**
 * Some words, or one atom: a citation, a value, a call of a note, a cross-reference, an image, an enumerator. `keep` is on
 * both sides, and what a reader sees is the same but for white space and numbers that follow from elsewhere.
 */
export interface Stretch {
  readonly op: 'keep' | 'delete' | 'insert';
  /** As it stands on its side; on the new side for `keep`. For an atom what a reader sees of it, for an image its description. */
  readonly text: string;
  /** For `keep`: the old side's text, where it differs (a line break for a space, "Figure 3" for "Figure 4"). */
  readonly was?: string;
  /** The node itself if it is an atom, on the side that `op` says; the new one for `keep`. */
  readonly atom?: ElementContent;
  /** For `keep`: the old side's atom, where it differs in anything. */
  readonly atomWas?: ElementContent;
  /** Innermost wrapper, in `wrappers`; in the old side's wrappers for `delete`. */
  readonly in?: number;
  /** For `keep`: innermost wrapper in the old side's wrappers, where the index differs; -1 for none. */
  readonly inWas?: number;
  /** The end of a paragraph and the beginning of the next; only in a RegroupedNode. */
  readonly break?: Break;
  /** A kept stretch carries one where its look changed (emphasis, a link's address). */
  change?: string;
}

/** Between two paragraphs: the white space there, and the shell of the one that begins; `…Was` for a kept break. */
export interface Break {
  readonly space: string;
  readonly shell: Shell;
  readonly spaceWas?: string;
  readonly shellWas?: Shell;
}

// ── changes ─────────────────────────────────────────────────────────────────────────────────

/**
 * What happened. `words`: some words deleted, inserted or replaced inside a block that is on both sides.
 * `value`: a value from data prints otherwise, in the text or in a cell. `cell`: any other cell of a table.
 * `figure`: a drawing was redrawn. `added`, `removed`, `moved`: a block, a section, a row, a column, a chapter. `split`, `merged`:
 * paragraphs. `look`: emphasis, level of a heading. `link`: another address behind the same words. `standing`: only the
 * mark that says a value or a citation is provisional came or went, or a citation rests on another fact.
 */
export type ChangeKind =
  | 'words'
  | 'value'
  | 'cell'
  | 'figure'
  | 'added'
  | 'removed'
  | 'moved'
  | 'split'
  | 'merged'
  | 'look'
  | 'link'
  | 'standing';

/** How much it matters: what the report says or counts; how it says it; how it looks. */
export type Weight = 'substance' | 'words' | 'typography';

/** What it happened to. Blocks of a template of the report's own go by their class: "recommendation", "key-finding". */
export type Subject = string;

/** A change as a reviewer is told of it. */
export interface Change {
  /** Stable: made from kind, key and words, and the turn among equals. Fit for the fragment of an address. */
  readonly id: string;
  readonly kind: ChangeKind;
  readonly weight: Weight;
  /** "paragraph", "heading", "table", "row", "column", "cell", "figure", "caption", "note", "list item", "recommendation" … */
  readonly subject: Subject;
  /** Key of the Part it is listed under: that of the new side, or of the old if it is gone. */
  readonly part: string;
  /** Where it is on each side; the old one is absent for what was added, the new one for what was removed. */
  readonly old?: Spot;
  readonly new?: Spot;
  /** The words that went and that came, as a reader sees them; whole, not shortened. */
  readonly deleted: string;
  readonly inserted: string;
  /** One sentence for a list: "Leeds, Residents 2021: 811,953 → 822,483". */
  readonly says: string;
  /** What stands under the heading of a section that came or went. */
  readonly holds?: readonly Held[];
  /** Why a value, a cell or a figure changed; empty where it did not come from data, or nobody can tell. */
  readonly causes: readonly Cause[];
}

/** A block of a section that was added or removed: what it is, and its words. */
export interface Held {
  readonly subject: Subject;
  readonly words: string;
}

/** A place of a change on one side. */
export interface Spot {
  /** Key of the innermost block with one; equal to `data.key` of that element. */
  readonly key: string;
  /** Its id in the editions, to link to; absent if it has none. */
  readonly identifier?: string;
  /** What a reader calls it: "paragraph 2.3", "Table 3.1", "section 1.5"; of a block without a number what it stands in. */
  readonly name: string;
  readonly place?: Place;
}

/** Why something that came from data changed. `says` is a clause: "cities.population_2021 changed in row leeds: 811,953 → 822,483". */
export type Cause =
  | {
      readonly kind: 'cell';
      readonly table: string;
      readonly column: string;
      readonly row: string;
      readonly old: Scalar;
      readonly new: Scalar;
      readonly says: string;
    }
  | {
      readonly kind: 'rows';
      readonly table: string;
      readonly column: string;
      readonly removed: readonly string[];
      readonly added: readonly string[];
      readonly says: string;
    }
  | {
      /** The author or the template asks for something else. */
      readonly kind: 'expression';
      readonly old: string;
      readonly new: string;
      readonly says: string;
    }
  | {
      /** The same cells said by another helper, or by the same one that now says them otherwise; or drawn by another specification. */
      readonly kind: 'formatter' | 'template' | 'specification';
      readonly says: string;
    };

/** A target whose number alone changed. */
export interface Renumbering {
  readonly key: string;
  readonly identifier: string;
  /** "figure", "section", "paragraph" … */
  readonly kind: string;
  readonly title: string;
  readonly old: string;
  readonly new: string;
}

/** A setting, an author, a sign-off: '' where a side has none. */
export interface SettingChange {
  /** "version", "authors", "sign-off H01". */
  readonly name: string;
  readonly old: string;
  readonly new: string;
  readonly weight: Weight;
}

/** A cell of the data package that changed and that no change of the report names. */
export interface DataChange {
  readonly table: string;
  /** The row's key; '' if the whole table came or went. */
  readonly row: string;
  /** '' if the whole row came or went. */
  readonly column: string;
  readonly kind: 'changed' | 'added' | 'removed';
  readonly old: Scalar;
  readonly new: Scalar;
  readonly says: string;
}
