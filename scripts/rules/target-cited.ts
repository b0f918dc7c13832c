/**
 * Each figure, table and box of a report of three chapters or more is referred to in the text.
 *
 * Why: what no sentence points to is passed over, and a reader cannot tell why it is there.
 *
 * Accepted:
 * ```md 00-summary.md
 * ---
 * title: Summary
 * ---
 *
 * In short.
 * ```
 * ```md 10-why.md
 * ---
 * title: Why
 * ---
 *
 * Cities are led by people.
 * ```
 * ```md 20-lens.md
 * ---
 * title: The lens
 * ---
 *
 * @tbl-parts is short.
 *
 * | Part | Question |
 * |---|---|
 * | People | Who leads? |
 * : Two parts of the lens {#tbl-parts}
 * ```
 * Rejected:
 * ```md 00-summary.md
 * ---
 * title: Summary
 * ---
 *
 * In short.
 * ```
 * ```md 10-why.md
 * ---
 * title: Why
 * ---
 *
 * Cities are led by people.
 * ```
 * ```md 20-lens.md
 * ---
 * title: The lens
 * ---
 *
 * The parts are few.
 *
 * | Part | Question |
 * |---|---|
 * | People | Who leads? |
 * : Two parts of the lens {#tbl-parts}
 * ```
 * Message: Unexpected table `tbl-parts` that no sentence refers to, expected `@tbl-parts` in the text
 */
import type { Target } from '../model.ts';
import type { Complain } from '../place.ts';
import { visitAll } from '../visit-all.ts';
import type { Checked } from './checked.ts';

/** The kinds that must be, and how their ids begin. */
const PREFIXES: ReadonlyMap<Target['kind'], string> = new Map([
  ['figure', 'fig-'],
  ['table', 'tbl-'],
  ['box', 'box-'],
]);

export function targetCited({ document, chapters, inputs }: Checked, complain: Complain): void {
  if (chapters.length < 3) return; // one that is only begun
  const cited = new Set<string>();
  for (const { tree } of chapters) {
    visitAll(tree, (node) => {
      if (node.type === 'crossReference') cited.add(node.identifier);
      if (node.type === 'link' && node.url.startsWith('#')) cited.add(node.url.slice(1));
    });
  }
  for (const { kind, identifier, place } of document.targets) {
    const prefix = PREFIXES.get(kind);
    if (prefix === undefined || cited.has(identifier)) continue;
    const isNamed = inputs.chapters.some(
      ({ path, text }) => path === place.file && text.includes(`#${identifier}`),
    );
    complain({
      rule: 'target-cited',
      grade: 'info',
      reason: `Unexpected ${kind} \`${identifier}\` that no sentence refers to, expected \`@${identifier}\` in the text`,
      place,
      note: isNamed
        ? `write a sentence with \`@${identifier}\` before it`
        : `give it an id in braces, as in \`{#${prefix}…}\`, and write a sentence with that before it`,
    });
  }
}
