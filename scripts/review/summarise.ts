/**
 * A comparison in, what a reviewer reads first out: how much of it matters, in sentences, with counts by chapter and the
 * reasons why numbers moved. Shared by all faces.
 */

import { sayDate } from '../say-date.ts';
import type { Change, Comparison, DataChange, Part, SideFacts, Weight } from './comparison.ts';

/** A comparison with the changes of data that no change of the report names, where they are known. */
export type Reviewed = Comparison & { readonly data?: readonly DataChange[] };

export type Counts = Readonly<Record<Weight, number>>;

export interface Summary {
  /** "12 changes, 4 of substance" */
  readonly head: string;
  /** One for each weight that there is, and one for each of settings, numbers and data. */
  readonly sentences: readonly string[];
  readonly byWeight: Readonly<Record<Weight, readonly Change[]>>;
  readonly counts: Counts;
  /** Only parts with changes. */
  readonly parts: readonly (Part & { readonly counts: Counts })[];
  /** Why values changed, each once, with the number of changes it explains; the most telling first. */
  readonly causes: readonly { readonly says: string; readonly changes: readonly Change[] }[];
}

export const WEIGHTS: readonly Weight[] = ['substance', 'words', 'typography'];

export function summarise(review: Reviewed): Summary {
  const { changes } = review;
  const byWeight = {
    substance: changes.filter(({ weight }) => weight === 'substance').sort(byRank),
    words: changes.filter(({ weight }) => weight === 'words'),
    typography: changes.filter(({ weight }) => weight === 'typography'),
  };
  const counts = countWeights(changes);
  return {
    head: sayHead(changes.length, counts.substance),
    sentences: saySentences(byWeight, review),
    byWeight,
    counts,
    parts: countParts(review),
    causes: listCauses(changes),
  };
}

function sayHead(all: number, substance: number): string {
  if (all === 0) return 'No changes';
  return `${sayCount(all, 'change')}, ${substance === 0 ? 'none' : String(substance)} of substance`;
}

function countWeights(changes: readonly Change[]): Counts {
  const counts = { substance: 0, words: 0, typography: 0 };
  for (const { weight } of changes) counts[weight]++;
  return counts;
}

function countParts({ parts, changes }: Comparison): Summary['parts'] {
  return parts.flatMap((part) => {
    const own = changes.filter((change) => change.part === part.key);
    return own.length === 0 ? [] : [{ ...part, counts: countWeights(own) }];
  });
}

/**
 * What a report is read for comes first, then what is gone or new, then its numbers, then the rest in reading order.
 */
const RANKS = [
  'recommendation',
  'key-finding',
  'question',
  'removed',
  'added',
  'value',
  'figure',
  'table',
];

function byRank(a: Change, b: Change): number {
  return rankOf(a) - rankOf(b);
}

function rankOf({ kind, subject }: Change): number {
  const at = RANKS.findIndex((name) => name === subject || name === kind);
  return at < 0 ? RANKS.length : at;
}

function listCauses(changes: readonly Change[]): Summary['causes'] {
  const bySaying = new Map<string, Change[]>();
  for (const change of changes)
    for (const says of new Set(change.causes.map((cause) => cause.says)))
      bySaying.set(says, [...(bySaying.get(says) ?? []), change]);
  return [...bySaying]
    .map(([says, explained]) => ({ says, changes: explained }))
    .sort((a, b) => b.changes.length - a.changes.length);
}

/** Where a change is, without the words that went or came: "Table 1.2, Leeds, Residents 2021", "‘Summary’, key finding". */
export function placeOf(change: Change): string {
  const { says, kind, deleted } = change;
  const isPair = kind === 'value' || kind === 'cell';
  const end = isPair
    ? says.lastIndexOf(`: ${(deleted || 'empty').slice(0, 40)}`)
    : says.search(/: (?:“|inserted “|deleted “)/);
  return `${end < 0 ? says : says.slice(0, end)}${saySubject(change)}`;
}

/** What it is, where the name of the place does not say so. */
function saySubject({ subject, says }: Change): string {
  const words = subject.replaceAll('-', ' ');
  const isKnown = words === 'paragraph' || words === 'cell' || says.toLowerCase().includes(words);
  return isKnown ? '' : `, ${words}`;
}

/** Changes with the same causes: first where something else is asked for now, then those that explain most. */
export function groupByCause<T extends Change>(changes: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const change of changes) {
    const name = change.causes.map(({ says }) => says).join('\n');
    groups.set(name, [...(groups.get(name) ?? []), change]);
  }
  const isAsked = ([first]: readonly T[]): number =>
    first?.causes.some(({ kind }) => kind === 'expression') ? 1 : 0;
  return [...groups.values()].sort((a, b) => isAsked(b) - isAsked(a) || b.length - a.length);
}

// ── sentences ───────────────────────────────────────────────────────────────────────────────

function saySentences(byWeight: Summary['byWeight'], review: Reviewed): string[] {
  const { settings, renumbered, data = [] } = review;
  const { substance, words, typography } = byWeight;
  const line = (title: string, changes: readonly Change[]): string[] =>
    changes.length === 0 ? [] : [`${title}: ${sayDeeds(changes)}.`];
  const count = (title: string, many: number, noun: string, deed: string): string[] =>
    many === 0 ? [] : [`${title}: ${sayCount(many, noun)} ${deed}.`];
  return [
    ...line('Substance', substance),
    ...line('Words', words),
    ...line('Typography', typography),
    ...count('Settings', settings.length, 'setting', 'changed'),
    ...count('Numbers', renumbered.length, 'heading, figure or other target', 'only renumbered'),
    ...count('Data', data.length, 'change', 'of data that no reader sees'),
  ];
}

/** "2 recommendations and 5 numbers changed, 1 row added" */
function sayDeeds(changes: readonly Change[]): string {
  const groups = new Map<string, Map<string, Set<string>>>();
  for (const change of changes) {
    const deed = deedOf(change);
    const nouns = groups.get(deed) ?? new Map<string, Set<string>>();
    const noun = nounOf(change);
    groups.set(deed, nouns.set(noun, (nouns.get(noun) ?? new Set()).add(unitOf(change))));
  }
  return [...groups]
    .map(([deed, nouns]) => {
      const said = [...nouns].map(([noun, units]) => sayCount(units.size, noun));
      return `${sayList(said)} ${deed}`;
    })
    .join(', ');
}

const DEEDS: Readonly<Record<string, string>> = {
  added: 'added',
  removed: 'removed',
  moved: 'moved',
  split: 'split',
  merged: 'joined',
  figure: 'redrawn',
  look: 'set otherwise',
  standing: 'no longer or newly provisional',
};

function deedOf({ kind, weight }: Change): string {
  return DEEDS[kind] ?? (weight === 'words' ? 'reworded' : 'changed');
}

function nounOf({ kind, subject }: Change): string {
  if (kind === 'value') return 'number';
  if (kind === 'link') return 'link';
  if (kind === 'cell') return 'table cell';
  return kind === 'standing' ? 'value or citation' : subject.replaceAll('-', ' ');
}

/** Several changes of words in one block are one block that changed. */
function unitOf({ kind, id, old, new: now }: Change): string {
  return kind === 'words' ? (now?.key ?? old?.key ?? id) : id;
}

/** "1 key finding", "12 paragraphs" */
export function sayCount(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? noun : plural(noun)}`;
}

function plural(noun: string): string {
  if (noun === 'value or citation') return 'values or citations';
  if (/^change of /.test(noun)) return noun.replace('change', 'changes');
  if (noun.startsWith('heading, ')) return 'headings, figures or other targets';
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** "a, b and c" */
export function sayList(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** "draft 0.1 of 22 November 2026, revision 1a2b3c4" */
export function saySide({ status, version, date, revision }: SideFacts): string {
  const day = Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? date : sayDate(date);
  const name = /^[0-9a-f]{40}/.test(revision.id) ? revision.id.slice(0, 7) : revision.id;
  return `${status} ${version} of ${day}${name === '' ? '' : `, revision ${name}`}`;
}
