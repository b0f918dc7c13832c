/**
 * Comparisons in, one comment in GitHub's Markdown out, made to be posted on a pull request: counts first, then what
 * matters, then words, typography last. Nothing that a report says can break the comment or call a person to it.
 */
import type { Cause, Change, Weight } from './comparison.ts';
import { escapeMarkdown, plainLine } from './escape-markdown.ts';
import { type Excerpt, findExcerpts } from './find-excerpts.ts';
import {
  groupByCause,
  placeOf,
  type Reviewed,
  sayCount,
  saySide,
  summarise,
  WEIGHTS,
} from './summarise.ts';

/** GitHub refuses a longer comment. */
const LONGEST_COMMENT = 65_536;
/** So many causes of one change, and characters of words that came or went. */
const MOST_CAUSES = 2;
const LONGEST_WORDS = 160;

export interface SummaryOptions {
  /** Characters at most. */
  readonly limit?: number;
  /** Where the redline of a report is, by its name. */
  readonly redlines?: Readonly<Record<string, string>>;
}

/** The same for the same comparisons; as long as it may be, and with a sentence that says what was left out. */
export function summaryMarkdown(
  reviews: readonly Reviewed[],
  { limit = LONGEST_COMMENT, redlines = {} }: SummaryOptions = {},
): string {
  const reports = reviews.map((review) => writeReport(review, redlines[review.new.report]));
  const pieces = reports.flatMap(listPieces);
  const fixed = reports.reduce((sum, { head }) => sum + head.length + ROOM_FOR_REST, 0);
  let room = limit - fixed;
  const kept = new Set<Piece>();
  for (const piece of pieces) {
    if (piece.text.length > room) break;
    room -= piece.text.length;
    kept.add(piece);
  }
  return `${reports.map((report) => joinReport(report, kept)).join('\n')}`.slice(0, limit);
}

/** What the sentence on what was left out takes, and the titles of lists. */
const ROOM_FOR_REST = 400;

interface Piece {
  readonly text: string;
  readonly rank: number;
  /** How many changes it tells of: none if it is the reason over several. */
  readonly tells: number;
}

interface Report {
  readonly head: string;
  readonly lists: readonly {
    readonly title: string;
    readonly noun: string;
    readonly items: readonly Piece[];
  }[];
}

/** In the order in which they are worth their room. */
function listPieces({ lists }: Report): Piece[] {
  return lists.flatMap(({ items }) => items).sort((a, b) => a.rank - b.rank);
}

function joinReport({ head, lists }: Report, kept: ReadonlySet<Piece>): string {
  const left: string[] = [];
  const parts = lists.flatMap(({ title, noun, items }) => {
    const own = items.filter((item) => kept.has(item));
    const gone = items.reduce((sum, item) => sum + (kept.has(item) ? 0 : item.tells), 0);
    if (gone > 0) left.push(sayCount(gone, noun));
    return own.length === 0 ? [] : [`### ${title}\n\n${own.map(({ text }) => text).join('')}`];
  });
  const rest =
    left.length === 0
      ? []
      : [`Left out here for length: ${left.join(', ')}. The redline has them.\n`];
  return [head, ...parts, ...rest].join('\n');
}

// ── a report ────────────────────────────────────────────────────────────────────────────────

const TITLES: Readonly<Record<Weight, string>> = {
  substance: 'Substance',
  words: 'Words',
  typography: 'Typography',
};

function writeReport(review: Reviewed, redline: string | undefined): Report {
  const summary = summarise(review);
  const excerpts = findExcerpts(review.tree);
  const numbers = new Map(review.changes.map(({ id }, at) => [id, at + 1]));
  const byWeight = WEIGHTS.map((weight, rank) => ({
    title: TITLES[weight],
    noun: weight === 'substance' ? 'change of substance' : `change of ${weight}`,
    items: writeChanges(summary.byWeight[weight], { excerpts, numbers }, rank),
  }));
  return {
    head: writeHead(review, summary, redline),
    lists: [
      ...byWeight,
      {
        title: 'Settings',
        noun: 'setting',
        items: review.settings.map(({ name, old, new: now }) => ({
          text: `- ${escapeMarkdown(name)}: ${mark('~~', old) || 'none'} → ${mark('**', now) || 'none'}\n`,
          rank: 1,
          tells: 1,
        })),
      },
      {
        title: 'Data that no reader sees',
        noun: 'change of data',
        items: (review.data ?? []).map(({ says }) => ({
          text: `- ${escapeMarkdown(says)}\n`,
          rank: 3,
          tells: 1,
        })),
      },
    ],
  };
}

function writeHead(
  review: Reviewed,
  { head, sentences, parts }: ReturnType<typeof summarise>,
  redline: string | undefined,
): string {
  const { old, new: now } = review;
  const link =
    redline === undefined
      ? []
      : [`[See the redline](<${redline.replace(/[<>\\\s]/g, encodeURIComponent)}>)\n`];
  const rows = parts.map(({ title, state, counts }) => {
    const name = state === 'both' ? title : `${title} (${state})`;
    return `| ${[escapeMarkdown(name), ...WEIGHTS.map((weight) => String(counts[weight]))].join(' | ')} |\n`;
  });
  const table =
    rows.length === 0
      ? []
      : [`| Chapter | Substance | Words | Typography |\n|---|--:|--:|--:|\n${rows.join('')}`];
  return [
    `## ${escapeMarkdown(now.report)}: ${head.charAt(0).toLowerCase()}${head.slice(1)}\n`,
    `*${escapeMarkdown(now.title)}*, from ${escapeMarkdown(saySide(old))} to ${escapeMarkdown(saySide(now))}\n`,
    ...link,
    ...(sentences.length === 0
      ? []
      : [sentences.map((one) => `- ${escapeMarkdown(one)}\n`).join('')]),
    ...table,
  ].join('\n');
}

/** Several changes with one reason stand under it, where the first of them would stand. */
function writeChanges(changes: readonly Change[], known: Known, rank: number): Piece[] {
  const groups = groupByCause(changes.filter(({ causes }) => causes.length > 0));
  const groupOf = new Map(groups.flatMap((group) => group.map((one) => [one, group] as const)));
  return changes.flatMap((change): Piece[] => {
    const group = groupOf.get(change) ?? [change];
    if (group[0] !== change) return [];
    const why = sayCauses(change.causes);
    if (group.length === 1)
      return [{ text: `- ${writeChange(change, known)}${why && `, ${why}`}\n`, rank, tells: 1 }];
    const items = group.map((one) => ({
      text: `  - ${writeChange(one, known)}\n`,
      rank,
      tells: 1,
    }));
    const title = `${why.charAt(0).toUpperCase()}${why.slice(1)}:`;
    return [{ text: `- ${title}\n`, rank, tells: 0 }, ...items];
  });
}

/** Of the changes of a report: the words round them, and the numbers they have in the redline. */
interface Known {
  readonly excerpts: ReadonlyMap<string, Excerpt>;
  readonly numbers: ReadonlyMap<string, number>;
}

/** "Table 1.2, Leeds: ~~811,953~~ → **822,483** (change 12)" */
function writeChange(change: Change, { excerpts, numbers }: Known): string {
  const { kind, says, id } = change;
  const isPair = kind === 'words' || kind === 'value' || kind === 'cell';
  const words = isPair ? writeWords(change, kind === 'cell' ? undefined : excerpts.get(id)) : '';
  const said = words === '' ? escapeMarkdown(says) : `${escapeMarkdown(placeOf(change))}: ${words}`;
  return `${said} (change ${numbers.get(id) ?? 0})`;
}

function writeWords({ deleted, inserted, kind }: Change, excerpt: Excerpt | undefined): string {
  if (deleted + inserted === '') return '';
  const arrow = kind === 'words' ? ' ' : ' → ';
  const pair = [mark('~~', deleted), mark('**', inserted)].filter(Boolean).join(arrow);
  const before = escapeMarkdown(excerpt?.before ?? '');
  const after = escapeMarkdown(excerpt?.after ?? '');
  const gap = after === '' || /^[.,;:!?)’”]/.test(after) ? '' : ' ';
  return `${before}${before === '' ? '' : ' '}${pair}${gap}${after}`;
}

/** Marks need white space or an end beside them, or they are read as signs. */
function mark(sign: '~~' | '**', words: string): string {
  const short = shorten(plainLine(words));
  return short === '' ? '' : `${sign}${escapeMarkdown(short)}${sign}`;
}

function sayCauses(causes: readonly Cause[]): string {
  if (causes.length === 0) return '';
  const said = causes.slice(0, MOST_CAUSES).map(({ says }) => escapeMarkdown(says));
  const more = causes.length - said.length;
  return `because ${said.join('; ')}${more > 0 ? `; ${more} more` : ''}`;
}

function shorten(words: string): string {
  if (words.length <= LONGEST_WORDS) return words;
  const cut = words.slice(0, LONGEST_WORDS);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_WORDS / 2)).trimEnd()} …`;
}
