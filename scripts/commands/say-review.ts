/**
 * Reviews in, what the terminal and `--json` tell of them out. The pages for people are made elsewhere.
 */
import { join, relative } from 'node:path';
import type { Change, Weight } from '../review/comparison.ts';
import type { ReviewedPages } from './review-pages.ts';
import { countGates, type Review } from './review-report.ts';
import type { Draft } from './side.ts';

const WEIGHTS: readonly Weight[] = ['substance', 'words', 'typography'];
/** As many lines as a screen has. */
const MOST_LINES = 20;

export interface Written extends Review {
  /** Where its pages are. */
  readonly folder: string;
}

/** A few lines: how many changes, then those that matter most. */
export function describeReview(
  { report, comparison, data, pages, faults, folder }: Written,
  isQuiet: boolean,
): string {
  const { changes, settings, renumbered } = comparison;
  const isSame = changes.length === 0 && settings.length === 0;
  const lines = [
    `${report}: ${isSame ? 'nothing changed' : countWords(changes)}`,
    ...settings.map((one) => `  ${one.name}: ${sayValue(one.old)} → ${sayValue(one.new)}`),
    ...(isQuiet ? [] : listChanges(changes)),
    ...(renumbered.length > 0 ? [`  ${renumbered.length} only have another number now`] : []),
    ...(data && data.length > 0
      ? [`  ${data.length} cells changed and changed nothing visible`]
      : []),
    ...(pages === undefined ? [] : [`  ${describePages(pages)}`]),
    ...faults.map(
      ({ side, path, expected, found }) =>
        `  NOT PROVED: ${side === 'new' ? 'accepting' : 'rejecting'} all changes does not give the ${side} report, at ${path}: expected ${expected}, found ${found}`,
    ),
    ...(isSame ? [] : [`  See ${relative(process.cwd(), join(folder, 'index.html'))}`]),
  ];
  return `${lines.join('\n')}\n`;
}

export function describePages({ old, new: now, differences, moved }: ReviewedPages): string {
  const names = differences
    .slice(0, MOST_LINES)
    .map(({ old: was, new: is }) => is ?? `${was} (old)`);
  const rest = differences.length - names.length;
  const many = old === now ? `${now} pages` : `${old} pages, now ${now}`;
  const which = `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const said = differences.length === 0 ? 'none differs' : `${differences.length} differ: ${which}`;
  return `${many}: ${said}${moved === 0 ? '' : `; ${moved} only moved or run on elsewhere`}`;
}

function countWords(changes: readonly Change[]): string {
  const counts = WEIGHTS.map((weight) => ({
    weight,
    many: changes.filter((change) => change.weight === weight).length,
  })).filter(({ many }) => many > 0);
  const parts = counts.map(({ weight, many }) => `${many} of ${weight}`);
  const many = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  return parts.length === 0 ? many : `${many}: ${parts.join(', ')}`;
}

/** Substance first; each told in its one sentence, with its cause. */
function listChanges(changes: readonly Change[]): string[] {
  const shown = ordered(changes)
    .slice(0, MOST_LINES)
    .map((change) => `  ${shorten(change.says)}${shorten(sayCauses(change))}`);
  const rest = changes.length - shown.length;
  return rest === 0 ? shown : [...shown, `  and ${rest} more`];
}

/** By weight, then as a reader meets them. */
function ordered(changes: readonly Change[]): Change[] {
  return WEIGHTS.flatMap((weight) => changes.filter((change) => change.weight === weight));
}

/** ", because cities.residents changed in row leeds"; '' where nobody can tell. */
function sayCauses({ causes }: Change): string {
  if (causes.length === 0) return '';
  const said = causes.slice(0, 2).map((cause) => cause.says);
  const rest = causes.length - said.length;
  return `, because ${said.join('; ')}${rest === 0 ? '' : `; and ${rest} more`}`;
}

function sayValue(value: string): string {
  return value === '' ? '(none)' : shorten(value, 60);
}

function shorten(words: string, most = 160): string {
  const line = words.replace(/\s+/g, ' ');
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

/** A review without its trees: what a program asks of it. */
export function factsOf({ report, comparison, data, pages, faults, folder }: Written): object {
  const { tree: _, ...told } = comparison;
  const counts = {
    changes: comparison.changes.length,
    ...countGates({ comparison, ...(pages && { pages }) }),
  };
  const { pictures: _pictures, ...printed } = pages ?? {};
  const more = { ...(data && { data }), ...(pages && { pages: printed }) };
  return { report, folder, counts, ...told, ...more, faults };
}

/** What a side could not compose, in one line; undefined if there is nothing. */
export function describeGaps(label: string, { messages }: Draft): string | undefined {
  const errors = messages.filter(({ grade }) => grade === 'error');
  const [first] = errors;
  if (first === undefined) return undefined;
  const place = [first.place.file, first.place.line].filter((part) => part !== undefined).join(':');
  const many = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  return `${label} was composed in spite of ${many}, with gaps; the first, at ${place}: ${first.reason}`;
}
