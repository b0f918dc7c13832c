/**
 * The reviews of a run in, `output/diff/summary.md` out: what a pull request's comment says, the same bytes for the same
 * two drafts.
 */
import { escapeMarkdown } from '../review/escape-markdown.ts';
import type { Reviewed } from '../review/summarise.ts';
import { summaryJson } from '../review/summary-json.ts';
import { summaryMarkdown } from '../review/summary-markdown.ts';
import { describePages, type Written } from './say-review.ts';

/** The first line, by which the comment is found again; .github/workflows/review.yml looks for it. */
export const COMMENT_MARK = '<!-- paper-diff -->';
/** GitHub takes 65,536. */
const MOST_CHARACTERS = 65_000;

export function writeSummary(
  from: string,
  to: string,
  reviews: readonly Written[],
  only: { readonly removed: readonly string[]; readonly added: readonly string[] },
): string {
  const head = [
    COMMENT_MARK,
    `What changes in the reports from ${escapeMarkdown(from)} to ${escapeMarkdown(to)}`,
    ...only.removed.map((report) => `**${escapeMarkdown(report)}**: removed`),
    ...only.added.map((report) => `**${escapeMarkdown(report)}**: added`),
    ...reviews.flatMap(describeMore),
  ].join('\n\n');
  const limit = MOST_CHARACTERS - head.length;
  return `${head}\n\n${summaryMarkdown(reviews.map(toReviewed), { limit }).trimEnd()}\n`;
}

/** What the comparison itself does not hold. */
function describeMore({ report, pages, faults }: Written): string[] {
  const name = escapeMarkdown(report);
  return [
    ...(pages === undefined ? [] : [`**${name}**: ${escapeMarkdown(describePages(pages))}`]),
    ...faults.map(({ path }) => `**${name}**: NOT PROVED at ${escapeMarkdown(path)}`),
  ];
}

/** `output/diff/summary.json`: the same for programs. */
export function writeJson(reviews: readonly Written[]): string {
  return summaryJson(reviews.map(toReviewed));
}

function toReviewed({ comparison, data }: Written): Reviewed {
  return { ...comparison, ...(data && { data }) };
}
