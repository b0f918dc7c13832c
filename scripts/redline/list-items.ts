/**
 * The changes of a redline in, the list of them out: each with what was and is there, why, and where to look. The list
 * at the side of the page and the short one in the summary share their items.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Cause, Spot } from '../review/comparison.ts';
import { placeOf } from '../review/summarise.ts';
import type { NumberedChange } from './drawing.ts';
import type { Redline } from './facts.ts';

/** So many causes of one change are shown; a total may rest on every row of a table. */
const MOST_CAUSES = 4;
/** So many characters of words that came or went. */
const LONGEST = 160;

/** Each chapter with its changes, in reading order. */
export function changeList(redline: Redline): Element[] {
  const { summary, changes } = redline;
  return summary.parts.map((part, at) => {
    const own = changes.filter((change) => change.part === part.key);
    const id = `changes-${at + 1}`;
    return h('section', { ariaLabelledBy: id }, [
      h('h3', { id }, [
        part.title,
        ' ',
        h('span', { className: ['redline-count'] }, String(own.length)),
      ]),
      h(
        'ol',
        own.map((change) => changeItem(change, redline)),
      ),
    ]);
  });
}

function changeItem(change: NumberedChange, redline: Redline): Element {
  const { id, kind, weight, number } = change;
  const marks = { dataRedlineKind: kind, dataRedlineWeight: weight };
  return h('li', { id: `item-${id}`, value: number, ...marks }, [
    changeLink(change, redline),
    ...excerptOf(change, redline),
    ...causesOf(change.causes),
    placesOf(change, redline),
  ]);
}

/** "12 Table 1.2, Leeds, Residents 2021", leading to the place, with what its weight is. */
export function changeLink(change: NumberedChange, redline: Redline, isWeighed = true): Element {
  const { weight } = change;
  const mark =
    !isWeighed || weight === 'words'
      ? []
      : [' ', h('span', { className: ['redline-weight'] }, weight)];
  return h('p', { className: ['redline-place'] }, [linkTo(change, redline), ...mark]);
}

export function linkTo(change: NumberedChange, { flagged }: Redline): Element {
  const { id, number } = change;
  const to = flagged.has(id) ? id : ((change.new ?? change.old)?.identifier ?? 'main');
  return h('a', { href: `#${to}`, className: ['redline-step'] }, [
    h('span', { className: ['redline-number'] }, String(number)),
    ` ${placeOf(change)}`,
  ]);
}

/** What was and is there, between the words that stand round it. */
export function excerptOf(change: NumberedChange, { excerpts }: Redline): Element[] {
  const { id, kind, deleted, inserted } = change;
  if (kind === 'figure' || deleted + inserted === '') return [];
  const isWhole = ['moved', 'split', 'merged', 'look'].includes(kind);
  if (isWhole)
    return [h('p', { className: ['redline-excerpt'] }, `“${shorten(inserted || deleted)}”`)];
  const { before = '', after = '' } = excerpts.get(id) ?? {};
  const arrow = kind === 'value' || kind === 'cell';
  return [
    h('p', { className: ['redline-excerpt'] }, [
      ...(before === '' ? [] : [gap(before, deleted || inserted)]),
      ...(deleted === '' ? [] : [unseen('was: '), h('del', shorten(deleted))]),
      ...(deleted === '' || inserted === '' ? [] : [arrow ? ' → ' : ' ']),
      ...(inserted === '' ? [] : [unseen('is now: '), h('ins', shorten(inserted))]),
      ...(after === '' ? [] : [gap('', after)]),
    ]),
  ];
}

/** White space goes with words that came or went, so some may be missing between words. */
function gap(before: string, after: string): string {
  const isWord = /^[\p{L}\p{N}(“‘]/u.test(after);
  if (before === '') return isWord ? ` ${after}` : after;
  return isWord && !/[\s(“‘]$/.test(before) ? `${before} ` : before;
}

function unseen(words: string): Element {
  return h('span', { className: ['redline-unseen'] }, words);
}

/** "because cities.population_2021 changed in row leeds: 811,953 → 822,483" */
export function causesOf(causes: readonly Cause[], most = MOST_CAUSES): Element[] {
  if (causes.length === 0) return [];
  const said = causes.slice(0, most).map(({ says }) => says);
  const more = causes.length - said.length;
  if (more > 0) said.push(`${more} more`);
  return [
    h('p', { className: ['redline-why'] }, [
      h('strong', 'because'),
      ' ',
      ...said.flatMap((says, at) => [...(at === 0 ? [] : ['; ']), ...sayCode(says)]),
    ]),
  ];
}

/** Expressions stand between backticks. */
function sayCode(says: string): (Element | string)[] {
  return says.split('`').flatMap((words, at) => {
    if (words === '') return [];
    return [at % 2 === 1 ? h('code', words) : words];
  });
}

/** The line of the source, and the place in both editions. */
function placesOf({ old, new: now }: NumberedChange, { facts }: Redline): Element {
  const { editions = {}, sources = {} } = facts;
  const [spot, base] = now === undefined ? [old, sources.old] : [now, sources.new];
  const links = [
    ...sourceLink(spot, base),
    ...editionLink(now, editions.new, 'new edition'),
    ...editionLink(old, editions.old, 'old edition'),
  ];
  const parted = links.flatMap((link, at) => (at === 0 ? [link] : [' · ', link]));
  return h('p', { className: ['redline-places'] }, parted);
}

function sourceLink(spot: Spot | undefined, base: string | undefined): ElementContent[] {
  const { file, line } = spot?.place ?? {};
  if (file === undefined) return [];
  const text = line === undefined ? file : `${file}:${line}`;
  if (base === undefined) return [h('code', text)];
  const path = file.split('/').map(encodeURIComponent).join('/');
  return [
    h('a', { href: `${base}${path}${line === undefined ? '' : `#L${line}`}` }, [h('code', text)]),
  ];
}

function editionLink(
  spot: Spot | undefined,
  address: string | undefined,
  words: string,
): ElementContent[] {
  if (spot === undefined || address === undefined) return [];
  const anchor = spot.identifier === undefined ? '' : `#${encodeURIComponent(spot.identifier)}`;
  return [h('a', { href: `${address}${anchor}` }, words)];
}

export function shorten(words: string): string {
  if (words.length <= LONGEST) return words;
  const cut = words.slice(0, LONGEST);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST / 2)).trimEnd()} …`;
}
