/**
 * Gives every block of a chapter its key and every heading, paragraph, figure, table and box an identifier. A key is the
 * author's id, else made from the source text and the turn among its like; never from a number, so that
 * renumbering changes no key.
 */
import type { Nodes, Root } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
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

/** Names the nodes of a tree whose chapter has this slug; `source` is the chapter's text. */
export function nameNodes(tree: Root, slug: string, source: string): void {
  const turns = new Map<string, number>();
  const take = (stem: string): string => {
    const turn = (turns.get(stem) ?? 0) + 1;
    turns.set(stem, turn);
    return turn === 1 ? stem : `${stem}-${turn}`;
  };
  visit(tree, (node) => {
    if (node.type === 'block') for (const part of node.label) visit(part, nameOne);
    if (node.type === 'table') for (const part of node.data?.caption ?? []) visit(part, nameOne);
    nameOne(node);
  });

  function nameOne(node: Nodes): void {
    if (!NAMED.has(node.type)) return;
    const text = source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
    const own = node.data?.identifier;
    node.data = { ...node.data, key: own ?? take(`${slug}/${node.type}-${hashText(text)}`) };
    if (own === undefined) {
      const identifier = identify(node, slug, text, take);
      if (identifier !== undefined) node.data.identifier = identifier;
    } else node.data.isNamed = true;
  }
}

function identify(
  node: Nodes,
  slug: string,
  text: string,
  take: (stem: string) => string,
): string | undefined {
  if (node.type === 'heading')
    return node.depth === 1 ? slug : take(`${slug}-${slugText(plainText(node)) || 'section'}`);
  if (node.type === 'block' || (node.type === 'table' && node.data?.caption !== undefined)) {
    const kind = node.type === 'table' ? 'table' : node.name;
    return take(`${slug}-${kind}-${hashText(text).slice(0, 5)}`);
  }
  if (node.type === 'paragraph') return take(`${slug}-p-${hashText(text).slice(0, 6)}`);
  if (node.type === 'footnoteDefinition')
    return `fn-${slug}-${slugText(node.identifier) || hashText(node.identifier)}`;
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
