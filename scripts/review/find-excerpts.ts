/**
 * The merged tree in, for each change of words the words that stand round it out, so that it can be shown where the report
 * itself is not at hand.
 */
import type { Inline, MergedNode, Stretch } from './comparison.ts';

/** Some words before and after a change, on the new side where the two differ, with the white space between. */
export interface Excerpt {
  readonly before: string;
  readonly after: string;
}

export function findExcerpts(nodes: readonly MergedNode[]): ReadonlyMap<string, Excerpt> {
  const excerpts = new Map<string, Excerpt>();
  for (const node of nodes) addNode(node, excerpts);
  return excerpts;
}

function addNode(node: MergedNode, excerpts: Map<string, Excerpt>): void {
  if (node.kind === 'words' || node.kind === 'regrouped') addInline(node, excerpts);
  else if (node.kind === 'movedTo') addNode(node.node, excerpts);
  else if ('children' in node) for (const child of node.children) addNode(child, excerpts);
}

function addInline({ stretches }: Inline, excerpts: Map<string, Excerpt>): void {
  stretches.forEach(({ change }, at) => {
    if (change === undefined || excerpts.has(change)) return;
    const end = stretches.findIndex((one, index) => index > at && one.change !== change);
    excerpts.set(change, {
      before: lastWords(wordsOf(stretches.slice(0, at))),
      after: end < 0 ? '' : firstWords(wordsOf(stretches.slice(end))),
    });
  });
}

function wordsOf(stretches: readonly Stretch[]): string {
  return stretches
    .map(({ op, text, break: end }) => (op === 'delete' ? '' : end === undefined ? text : ' '))
    .join('')
    .replace(/\s+/g, ' ');
}

/** How many characters are shown on each side, to the next word. */
const AROUND = 50;

function lastWords(words: string): string {
  if (words.length <= AROUND) return words;
  const cut = words.slice(-AROUND);
  return `… ${cut.slice(cut.indexOf(' ') + 1)}`;
}

function firstWords(words: string): string {
  if (words.length <= AROUND) return words;
  const cut = words.slice(0, AROUND);
  return `${cut.slice(0, Math.max(1, cut.lastIndexOf(' ')))} …`;
}
