/**
 * The reviews of a run in, `output/diff/summary.md` out: what a pull request's comment says, the same bytes for the same
 * two drafts.
 */
import type { Change } from '../review/comparison.ts';
import type { Written } from './say-review.ts';
import { countWords, describePages, ordered, sayCauses } from './say-review.ts';

/** The first line, by which the comment is found again; .github/workflows/review.yml looks for it. */
export const COMMENT_MARK = '<!-- paper-diff -->';
/** GitHub takes 65,536 characters. */
const MOST_CHARACTERS = 60_000;
/** So many are read; the rest are folded away. */
const MOST_OPEN = 15;

export function writeSummary(
  from: string,
  to: string,
  reviews: readonly Written[],
  only: { readonly removed: readonly string[]; readonly added: readonly string[] },
): string {
  const parts = [
    `${COMMENT_MARK}\n### What changes in the reports\n`,
    `From ${escapeMarkdown(from)} to ${escapeMarkdown(to)}.\n`,
    ...reviews.map(describe),
    ...only.removed.map((report) => `**${escapeMarkdown(report)}**: removed\n`),
    ...only.added.map((report) => `**${escapeMarkdown(report)}**: added\n`),
  ];
  const text = parts.join('\n');
  if (text.length <= MOST_CHARACTERS) return text;
  const whole = text.slice(0, text.lastIndexOf('\n- ', MOST_CHARACTERS));
  const isOpen = whole.lastIndexOf('<details>') > whole.lastIndexOf('</details>');
  return `${whole}\n${isOpen ? '\n</details>\n' : ''}\nThe rest stands in the comparisons themselves.\n`;
}

function describe({ report, comparison, data, pages, faults }: Written): string {
  const { changes, settings, renumbered } = comparison;
  const isSame = changes.length === 0 && settings.length === 0;
  const lines = ordered(changes).map(describeChange);
  const [open, folded] = [lines.slice(0, MOST_OPEN), lines.slice(MOST_OPEN)];
  const notes = [
    ...settings.map((one) => `${one.name}: ${one.old || '(none)'} → ${one.new || '(none)'}`),
    ...(renumbered.length > 0 ? [`${renumbered.length} only have another number now`] : []),
    ...(data && data.length > 0
      ? [`${data.length} cells changed and changed nothing visible`]
      : []),
    ...(pages === undefined ? [] : [describePages(pages)]),
    ...faults.map(({ path }) => `NOT PROVED at ${path}`),
  ];
  return [
    `**${escapeMarkdown(report)}**: ${isSame ? 'nothing changed' : countWords(changes)}\n`,
    ...open,
    ...(folded.length === 0
      ? []
      : [`\n<details><summary>${folded.length} more</summary>\n`, ...folded, '\n</details>\n']),
    ...notes.map((note) => `- ${escapeMarkdown(shorten(note))}`),
    '',
  ].join('\n');
}

function describeChange(change: Change): string {
  return `- ${escapeMarkdown(shorten(change.says))}${escapeMarkdown(sayCauses(change))}`;
}

function shorten(words: string): string {
  return words.length <= 300 ? words : `${words.slice(0, 299)}…`;
}

/** Words of a report say nothing in Markdown, and call nobody. */
function escapeMarkdown(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|<>~$-]/g, '\\$&')
    .replace(/[@]/g, '@\u200b')
    .replace(/&/g, '&amp;');
}
