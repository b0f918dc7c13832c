/**
 * Gives every block of a chapter its key and every heading, paragraph, figure, table and box an identifier. A key is the
 * author's id, else made from the source text and the turn among its like; never from a number, so that
 * renumbering changes no key.
 */
import type { Nodes, Root } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ChapterSource } from '../model.ts';
import { type Complain, placeOf } from '../place.ts';
import { isReservedIdentifier } from '../reserved-identifier.ts';
import { visitAll } from '../visit-all.ts';
import { hashText } from './record-values.ts';

const NAMED = new Set<Nodes['type']>([
  'heading',
  'paragraph',
  'list',
  'listItem',
  'blockquote',
  'code',
  'table',
  'block',
  'footnoteDefinition',
  'footnoteReference',
  'citation',
  'crossReference',
  'thematicBreak',
  'image',
]);

/**
 * Names the nodes of a tree whose chapter has this slug; `source` is the chapter's text. Two hyphens stand after the
 * slug, so that the names of chapters `a` and `a-b` cannot meet.
 */
export function nameNodes(tree: Root, source: ChapterSource, complain: Complain): void {
  const { slug, path, text } = source;
  const taken = new Set<string>();
  const turns = new Map<string, number>();
  const take = (stem: string): string => {
    let turn = (turns.get(stem) ?? 0) + 1;
    const name = (): string => (turn === 1 ? stem : `${stem}-${turn}`);
    while (taken.has(name())) turn++;
    turns.set(stem, turn);
    taken.add(name());
    return name();
  };
  take(slug); // the chapter's own
  visitAll(tree, nameOne);

  function nameOne(node: Nodes): void {
    if (!NAMED.has(node.type)) return;
    const words = text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
    const own = checkOwn(node, path, complain);
    node.data = { ...node.data, key: own ?? take(`${slug}/${node.type}-${hashText(words)}`) };
    if (own !== undefined) {
      node.data.isNamed = true;
      return;
    }
    const isTitle = node === tree.children[0] && node.type === 'heading';
    const identifier = isTitle ? slug : identify(node, slug, words, take);
    if (identifier === undefined) delete node.data.identifier;
    else node.data.identifier = identifier;
  }
}

/** The author's id if it can be one: it becomes an address and the name of a file. */
function checkOwn(node: Nodes, file: string, complain: Complain): string | undefined {
  const own = node.data?.identifier;
  if (own === undefined) return undefined;
  const isFree = !isReservedIdentifier(own);
  if (isFree && /^\p{L}[\p{L}\p{M}\p{N}_:.-]*$/u.test(own) && own.length <= 100) return own;
  complain({
    rule: 'identifier-form',
    reason: `Unexpected id \`#${own.slice(0, 60)}\`, expected ${isFree ? 'a letter, then at most 99 letters, digits and hyphens' : 'one that the pipeline does not use itself'}`,
    place: placeOf(file, node),
    note: isFree ? 'write for example `{#sec-tools}`' : `write for example \`{#sec-${own}}\``,
  });
  return undefined;
}

function identify(
  node: Nodes,
  slug: string,
  text: string,
  take: (stem: string) => string,
): string | undefined {
  if (node.type === 'heading') return take(`${slug}--${slugText(plainText(node)) || 'section'}`);
  if (node.type === 'block' || (node.type === 'table' && node.data?.caption !== undefined)) {
    const kind = node.type === 'table' ? 'table' : node.name;
    return take(`${slug}--${kind}-${hashText(text).slice(0, 5)}`);
  }
  if (node.type === 'paragraph') return take(`${slug}--p-${hashText(text).slice(0, 6)}`);
  if (node.type === 'footnoteDefinition')
    return take(`fn-${slug}--${slugText(node.identifier) || hashText(node.identifier)}`);
  return undefined;
}

/** Lower case letters and digits, hyphens between: "Who leads, and why" → "who-leads-and-why". */
export function slugText(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter(Boolean).join('-').slice(0, 60).replace(/-+$/, '');
}
