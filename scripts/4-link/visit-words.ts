/**
 * Every text of a report in reading order, with what a reader would call its place. Chapters in, calls out.
 */
import type { Nodes, Text } from 'mdast';
import type { Chapter, Target } from '../model.ts';

/** Where a text stands. */
export interface WordPlace {
  readonly file: string;
  /** `prose` is an author's running text; `title` also a caption, a link and stressed words, often the name of a work. */
  readonly kind: 'prose' | 'title' | 'quote' | 'note';
  /** What names the place for a reader: a numbered paragraph or block if paragraphs have numbers, else the section. */
  readonly target: Target | undefined;
  /** The nearest block with an address. */
  readonly identifier: string;
  /** Whether the text opens its paragraph or cell. */
  readonly isFirst: boolean;
}

/** Calls `see` with every text node; code, values and citations are none. */
export function visitWords(
  chapters: readonly Chapter[],
  targetByKey: ReadonlyMap<string, Target>,
  see: (node: Text, place: WordPlace) => void,
): void {
  const isByNumber = [...targetByKey.values()].some(
    ({ kind, enumerator }) => kind === 'paragraph' && enumerator !== '',
  );
  for (const chapter of chapters) {
    let target: Target | undefined;
    let identifier = chapter.identifier;
    for (const block of chapter.tree.children) {
      const own = targetByKey.get(block.data?.key ?? '');
      if (own?.level || (isByNumber && own?.enumerator)) target = own;
      if (own !== undefined || block.type === 'paragraph' || block.type === 'block')
        identifier = block.data?.identifier ?? identifier;
      walk(block, { file: chapter.path, kind: 'prose', target, identifier, isFirst: false }, see);
    }
  }
}

function walk(node: Nodes, above: WordPlace, see: (node: Text, place: WordPlace) => void): void {
  if (node.type === 'text') see(node, above);
  const place = above.kind === 'prose' ? { ...above, kind: kindOf(node) } : above;
  const title = { ...place, kind: place.kind === 'prose' ? 'title' : place.kind } as const;
  for (const part of titleOf(node)) walk(part, title, see);
  if (!('children' in node)) return;
  const opens = node.type === 'paragraph' || node.type === 'tableCell';
  for (const [index, child] of node.children.entries())
    walk(child, { ...place, isFirst: index === 0 && opens }, see);
}

function kindOf({ type }: Nodes): WordPlace['kind'] {
  if (type === 'blockquote') return 'quote';
  if (type === 'footnoteDefinition') return 'note';
  const isTitle = ['heading', 'link', 'linkReference', 'emphasis'].includes(type);
  return isTitle ? 'title' : 'prose';
}

/** The words of a caption or label, which mdast knows nothing of. */
function titleOf(node: Nodes): readonly Nodes[] {
  if (node.type === 'block') return node.label;
  return node.type === 'table' ? (node.data?.caption ?? []) : [];
}
