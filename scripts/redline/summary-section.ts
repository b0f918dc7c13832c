/**
 * What a reviewer sees first: whether the change matters, in sentences; what of substance changed and why; counts by
 * chapter; and apart from all that the settings, what is only renumbered, and data that changed and shows nowhere.
 */
import type { Element } from 'hast';
import { h } from 'hastscript';
import { groupByCause, sayCount } from '../review/summarise.ts';
import type { NumberedChange } from './drawing.ts';
import type { Redline } from './facts.ts';
import { causesOf, changeLink, excerptOf, linkTo, shorten } from './list-items.ts';

/** So many changes of substance stand in the summary; the list has all. */
const MOST = 10;
/** So many reasons. */
const MOST_REASONS = 6;
/** So many numbers under one reason. */
const MOST_NUMBERS = 8;

export function summarySection(redline: Redline): Element {
  const { summary } = redline;
  return h('section', { className: ['redline-summary'], ariaLabelledBy: 'what-changed' }, [
    h('h2', { id: 'what-changed' }, [sayVerdict(redline)]),
    h('ul', { className: ['redline-sentences'] }, summary.sentences.map(sentenceItem)),
    h('div', { className: ['redline-matters'] }, [...mattersOf(redline), ...numbersOf(redline)]),
    h('div', [...countsOf(redline), ...apartOf(redline)]),
  ]);
}

function sayVerdict({ summary: { counts, byWeight }, review }: Redline): string {
  const all = review.changes.length;
  if (all === 0) return 'Nothing that a reader sees has changed';
  if (counts.substance === 0)
    return `${sayCount(all, 'change')}, none of which touches what the report says or counts`;
  const many = byWeight.substance.length;
  return `${many} of ${sayCount(all, 'change')} ${many === 1 ? 'touches' : 'touch'} what the report says or counts`;
}

/** "Substance: 2 numbers changed." with its first word set off. */
function sentenceItem(sentence: string): Element {
  const end = sentence.indexOf(':');
  return h('li', [h('strong', sentence.slice(0, end + 1)), sentence.slice(end + 1)]);
}

/** Changes of substance that no data explains. */
function mattersOf(redline: Redline): Element[] {
  const own = substanceOf(redline).filter(({ causes }) => causes.length === 0);
  if (own.length === 0) return [];
  const items = own
    .slice(0, MOST)
    .map((change) =>
      itemOf(change, [changeLink(change, redline, false), ...excerptOf(change, redline)]),
    );
  return [
    h('h3', 'Changes to the text'),
    h('ul', { className: ['redline-substance'] }, items),
    ...sayMore(own.length - MOST, 'more change'),
  ];
}

function substanceOf({ summary, changes }: Redline): NumberedChange[] {
  const numbered = new Map(changes.map((change) => [change.id, change]));
  return summary.byWeight.substance.flatMap(({ id }) => numbered.get(id) ?? []);
}

function itemOf({ kind, weight }: NumberedChange, children: readonly Element[]): Element {
  return h('li', { dataRedlineKind: kind, dataRedlineWeight: weight }, [...children]);
}

function sayMore(more: number, noun: string): Element[] {
  if (more <= 0) return [];
  const list = h('a', { href: '#changes' }, 'the list of changes');
  return [h('p', [`and ${sayCount(more, noun)} in `, list])];
}

/** What data explain, reason by reason: one cell may move many numbers. */
function numbersOf(redline: Redline): Element[] {
  const groups = groupByCause(substanceOf(redline).filter(({ causes }) => causes.length > 0));
  if (groups.length === 0) return [];
  const items = groups.slice(0, MOST_REASONS).map(([first, ...others]) => {
    const all = first === undefined ? [] : [first, ...others];
    const more = sayMore(all.length - MOST_NUMBERS, 'other number');
    const numbers = all.slice(0, MOST_NUMBERS).map((change) => numberItem(change, redline));
    return h('li', [...causesOf(first?.causes ?? [], 2), h('ul', [...numbers]), ...more]);
  });
  return [
    h('h3', 'Changes to the numbers, and why'),
    h('ul', { className: ['redline-reasoned'] }, items),
    ...sayMore(groups.length - MOST_REASONS, 'other reason'),
  ];
}

function numberItem(change: NumberedChange, redline: Redline): Element {
  const { kind, deleted, inserted } = change;
  const values =
    kind === 'figure'
      ? [] // its link says so
      : [' ', h('del', shorten(deleted)), ' → ', h('ins', shorten(inserted))];
  return itemOf(change, [h('span', [linkTo(change, redline), ...values])]);
}

function countsOf({ summary: { parts } }: Redline): Element[] {
  if (parts.length < 2) return [];
  const head = (words: string): Element =>
    h('th', { scope: 'col', className: words === 'Part' ? [] : ['number'] }, words);
  const number = (count: number): Element =>
    h('td', { className: ['number'] }, count === 0 ? '–' : String(count));
  return [
    h('table', { className: ['redline-counts'] }, [
      h('caption', 'Changes by chapter'),
      h('thead', [h('tr', ['Part', 'Substance', 'Words', 'Typography'].map(head))]),
      h(
        'tbody',
        parts.map(({ title, state, counts }) =>
          h('tr', [
            h('th', { scope: 'row' }, state === 'both' ? title : `${title} (${state})`),
            number(counts.substance),
            number(counts.words),
            number(counts.typography),
          ]),
        ),
      ),
    ]),
  ];
}

// ── apart ───────────────────────────────────────────────────────────────────────────────────

function apartOf({ review }: Redline): Element[] {
  const { settings, renumbered, data = [] } = review;
  return [
    ...fold('Settings', settings.length, settings.length <= 6, [
      ...settings.map(({ name, old, new: now }) =>
        h('li', [h('strong', name), ': ', ...oldAndNew(old, now)]),
      ),
    ]),
    ...fold('Only renumbered', renumbered.length, false, [
      ...renumbered.map(({ kind, old, new: now, title, identifier }) =>
        h('li', [
          `${kind.replaceAll('-', ' ')} ${old} → `,
          h('a', { href: `#${identifier}` }, `${now} ${title}`),
        ]),
      ),
    ]),
    ...fold('Data that changed and that no reader sees', data.length, false, [
      ...data.map(({ says }) => h('li', says)),
    ]),
  ];
}

function oldAndNew(old: string, now: string): (Element | string)[] {
  const one = (tag: 'del' | 'ins', words: string): Element =>
    words === '' ? h('span', 'none') : h(tag, words);
  return [one('del', old), ' → ', one('ins', now)];
}

function fold(title: string, count: number, isOpen: boolean, items: readonly Element[]): Element[] {
  if (count === 0) return [];
  return [
    h('details', { className: ['redline-apart'], open: isOpen }, [
      h('summary', `${title} (${count.toLocaleString('en-GB')})`),
      h('ul', [...items]),
    ]),
  ];
}
