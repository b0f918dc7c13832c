/**
 * The authors' words as rules read them: chapters in, one stretch of plain text for each heading, paragraph, item, cell
 * and caption out, which knows where each of its letters stands in the source.
 */
import type { Nodes } from 'mdast';
import type { Chapter, Inputs, Place } from '../model.ts';
import { placeAtOffset, placeOf } from '../place.ts';

export type ProseKind =
  | 'heading'
  | 'paragraph'
  | 'item'
  | 'cell'
  | 'caption'
  | 'note'
  | 'quotation';

/** Stands in the text for what is not the author's English: code, a reference, words in another language. */
export const OBJECT = '\ufffc';

export interface Prose {
  readonly kind: ProseKind;
  readonly text: string;
  /** The text with what stands in quotation marks blanked, letter for letter: words of others keep their spelling. */
  readonly ownText: string;
  /** The slug of its chapter. */
  readonly chapter: string;
  readonly place: Place;
  /** Depth of a heading as Markdown counts it: 1 the chapter's title. */
  readonly depth?: number;
  /** Where a stretch of the text stands in the source; offset and length in the text, from 0. */
  readonly placeOf: (offset: number, length: number) => Place;
  /** True if the stretch stands in the source letter by letter, so that an edit can replace it. */
  readonly isWritten: (offset: number, length: number) => boolean;
}

/** A text under construction, with the source offset of each of its letters; -1 where it has none. */
interface Writing {
  text: string;
  readonly offsets: number[];
}

/** Every stretch of words of these chapters, in reading order. */
export function readProse(chapters: readonly Chapter[], inputs: Inputs): readonly Prose[] {
  const sourceByPath = new Map(inputs.chapters.map(({ path, text }) => [path, text]));
  return chapters.flatMap((chapter) => {
    const found: Prose[] = [];
    const source = sourceByPath.get(chapter.path) ?? '';
    const add = (kind: ProseKind, nodes: readonly Nodes[], owner: Nodes): void =>
      void found.push(makeProse(kind, nodes, owner, chapter, source));
    for (const node of chapter.tree.children) walk(node, 'paragraph', add);
    return found;
  });
}

type Add = (kind: ProseKind, nodes: readonly Nodes[], owner: Nodes) => void;

const OWN_KIND: Readonly<Partial<Record<Nodes['type'], ProseKind>>> = {
  heading: 'heading',
  tableCell: 'cell',
};
const KIND_INSIDE: Readonly<Partial<Record<Nodes['type'], ProseKind>>> = {
  listItem: 'item',
  blockquote: 'quotation',
  footnoteDefinition: 'note',
};

function walk(node: Nodes, kind: ProseKind, add: Add): void {
  const own = OWN_KIND[node.type] ?? (node.type === 'paragraph' ? kind : undefined);
  if (own !== undefined && 'children' in node) add(own, node.children, node);
  if (own !== undefined) return;
  if (node.type === 'block' && node.label.length > 0) add('caption', node.label, node);
  const caption = node.type === 'table' ? node.data?.caption : undefined;
  if (caption !== undefined) add('caption', caption, node);
  if (!('children' in node)) return;
  const inside = kind === 'quotation' ? kind : (KIND_INSIDE[node.type] ?? kind);
  for (const child of node.children) walk(child, inside, add);
}

function makeProse(
  kind: ProseKind,
  nodes: readonly Nodes[],
  owner: Nodes,
  chapter: Chapter,
  source: string,
): Prose {
  const writing: Writing = { text: '', offsets: [] };
  for (const node of nodes) write(node, writing, source);
  const { text, offsets } = writing;
  const isTitle = owner.type === 'heading' && owner.depth === 1;
  const whole = isTitle ? chapter.titlePlace : placeOf(chapter.path, owner);
  const isWritten = (offset: number, length: number): boolean => {
    const first = offsets[offset] ?? -1;
    return first !== -1 && offsets[offset + length - 1] === first + length - 1;
  };
  return {
    kind,
    text,
    ownText: blankQuotations(text),
    chapter: chapter.slug,
    place: whole,
    ...(owner.type === 'heading' ? { depth: owner.depth } : {}),
    isWritten,
    placeOf: (offset, length) => {
      const known = offsets.slice(offset, offset + length).filter((one) => one !== -1);
      const [from, to] = [known[0], known.at(-1)];
      if (from === undefined || to === undefined) return whole;
      return placeAtOffset(source, chapter.path, from, to - from + 1);
    },
  };
}

function write(node: Nodes, writing: Writing, source: string): void {
  if (node.type === 'text') writeText(node, writing, source);
  else if (node.type === 'break') append(writing, ' ', -1);
  else if (node.type === 'value') append(writing, node.text ?? OBJECT, -1);
  else if (isObject(node)) append(writing, OBJECT, node.position?.start.offset ?? -1);
  else if ('children' in node) for (const child of node.children) write(child, writing, source);
}

/** What stands among the words and is not read as English. */
function isObject(node: Nodes): boolean {
  if (node.type === 'inlineCode' || node.type === 'crossReference') return true;
  if (node.type === 'citation') return node.narrative;
  return node.type === 'emphasis' && node.data?.hProperties?.lang !== undefined;
}

function append(writing: Writing, text: string, offset: number): void {
  writing.text += text;
  for (let index = 0; index < text.length; index++) writing.offsets.push(offset);
}

/** Each letter at its own place: escapes, line ends and `&amp;` make the source longer than the words. */
function writeText(node: Nodes & { value: string }, writing: Writing, source: string): void {
  const start = node.position?.start.offset ?? source.length;
  const own = source.slice(start, node.position?.end.offset);
  let at = 0;
  for (const [index, letter] of node.value.split('').entries()) {
    const [reference] = own[at] === '&' ? (/^&#?\w+;/.exec(own.slice(at, at + 32)) ?? []) : [];
    const isReference = reference !== undefined && !node.value.startsWith(reference, index);
    const found = isReference ? -1 : own.indexOf(letter, at);
    append(writing, letter === '\n' ? ' ' : letter, found === -1 ? -1 : start + found);
    if (isReference) at += reference.length;
    else if (found !== -1) at = found + 1;
  }
}

/** Words of others keep their spelling: what stands between quotation marks is blanked, letter for letter. */
export function blankQuotations(text: string): string {
  return text.replace(
    /‘[^‘’]{2,}’(?!\p{L})|“[^“”]*”|"[^"]*"|(?<![\p{L}\p{N}])'[^']{2,}'(?!\p{L})/gu,
    (words) => '\ufffc'.repeat(words.length),
  );
}
