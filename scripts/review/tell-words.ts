/**
 * A run of inline content in, the changes of its words told: each stretch of words that went, came or was replaced is one
 * change. What follows from elsewhere, such as a number, is none.
 */
import type { ElementContent } from 'hast';
import type { Inline, Stretch, Wrapper } from './comparison.ts';
import { describeHunk, wordsOf } from './describe-hunk.ts';
import { classesOf, isDerivedAtom, isProvisional, plainText } from './read-inline.ts';
import type { Scope } from './scope.ts';
import { type Teller, tell } from './tell.ts';

/** Tells of an inline run and writes the ids of its changes on its stretches. */
export function tellWords(inline: Inline, scope: Scope, teller: Teller): void {
  const hunks = listHunks(inline.stretches);
  for (const hunk of isOnlyWrittenOut(inline, hunks, teller) ? [] : hunks) {
    if (scope.hasDerivedItems && isYearLetter(hunk, inline.stretches)) continue;
    if (isUnseenHunk(hunk, inline) || isNumber(hunk, scope, teller)) continue;
    mark(hunk, tell(teller, scope, describeHunk(hunk, teller)));
    tellTarget(hunk, inline, scope, teller);
  }
  for (const stretch of inline.stretches)
    if (stretch.op === 'keep') tellKept(stretch, inline, scope, teller);
}

/** Whether nothing happened but that an abbreviation is written out here and no longer elsewhere, or the other way round. */
function isOnlyWrittenOut(
  { stretches }: Inline,
  hunks: readonly (readonly Stretch[])[],
  { fold }: Teller,
): boolean {
  if (!hunks.flat().some(({ text }) => text.includes('('))) return false;
  const [was, is] = [
    stretches.filter(({ op }) => op !== 'insert'),
    stretches.filter(({ op }) => op !== 'delete'),
  ].map((side) =>
    side
      .map(({ text }) => text)
      .join('')
      .replace(/\s+/g, ' '),
  );
  return was !== is && fold(was ?? '') === fold(is ?? '');
}

function mark(hunk: readonly Stretch[], id: string | undefined): void {
  if (id !== undefined) for (const stretch of hunk) stretch.change ??= id;
}

/** Stretches in a row that are not kept. */
export function listHunks(stretches: readonly Stretch[]): Stretch[][] {
  const hunks: Stretch[][] = [];
  let isOpen = false;
  for (const stretch of stretches) {
    if (stretch.op === 'keep') isOpen = false;
    else if (isOpen) hunks.at(-1)?.push(stretch);
    else {
      hunks.push([stretch]);
      isOpen = true;
    }
  }
  return hunks;
}

/** Nothing but what follows from elsewhere, and the space round it. */
function isUnseenHunk(hunk: readonly Stretch[], inline: Inline): boolean {
  const seen = hunk.filter((stretch) => !isUnseen(stretch, inline));
  const isSpace = ({ atom, text }: Stretch): boolean => atom === undefined && text.trim() === '';
  return seen.length < hunk.length && seen.every(isSpace);
}

/** An enumerator, a page number, a place in an index: they follow from elsewhere. A break has its own change. */
function isUnseen({ op, text, atom, break: end, in: own }: Stretch, inline: Inline): boolean {
  if (end !== undefined || (atom === undefined && text.trim() === '' && text.includes('\n')))
    return true;
  const wrappers = op === 'delete' ? (inline.wrappersWere ?? inline.wrappers) : inline.wrappers;
  if (chainOf(own, wrappers).some(({ shell }) => classesOf(shell).includes('index-places')))
    return true;
  return atom !== undefined && isDerivedAtom(atom);
}

/** The letter of "2016a" or of "no date b" follows from what else is on the list of references. */
function isYearLetter(hunk: readonly Stretch[], stretches: readonly Stretch[]): boolean {
  const [was, is] = [wordsOf(hunk, 'delete').trim(), wordsOf(hunk, 'insert').trim()];
  const first = hunk[0];
  const before = first === undefined ? '' : (stretches[stretches.indexOf(first) - 1]?.text ?? '');
  const isLetters =
    /^[a-z]?$/.test(was) && /^[a-z]?$/.test(is) && /(?:\bdate|\d{4})\s*$/.test(before);
  const years = [was, is].map((words) => /^(\d{4})[a-z]?$/.exec(words)?.[1]);
  return isLetters || (years[0] !== undefined && years[0] === years[1]);
}

/** A template may print the number of its block as plain words. */
function isNumber(hunk: readonly Stretch[], scope: Scope, { spots }: Teller): boolean {
  const [deleted, inserted] = [wordsOf(hunk, 'delete'), wordsOf(hunk, 'insert')];
  if (!/\d/.test(deleted) || !/\d/.test(inserted)) return false;
  const was = spots.old.get(scope.oldKey ?? '')?.name ?? '';
  const is = spots.new.get(scope.newKey ?? '')?.name ?? '';
  return was.endsWith(` ${deleted}`) && is.endsWith(` ${inserted}`);
}

// ── words that are kept ─────────────────────────────────────────────────────────────────────

/** What emphasis is called, by its tag. */
const LOOKS: Readonly<Record<string, string>> = {
  em: 'emphasised',
  strong: 'strong',
  i: 'in italics',
  b: 'bold',
  u: 'underlined',
  s: 'struck out',
  del: 'struck out',
  ins: 'inserted',
  sub: 'below the line',
  sup: 'above the line',
  code: 'code',
  kbd: 'a key',
  mark: 'marked',
  q: 'quoted',
  small: 'small',
};

function tellKept(stretch: Stretch, inline: Inline, scope: Scope, teller: Teller): void {
  const { text, atom, atomWas, in: own, inWas } = stretch;
  if (atom !== undefined && atomWas !== undefined) {
    tellStanding(stretch, scope, teller);
    tellFact(stretch, scope, teller);
  }
  if (inline.wrappersWere === undefined && inWas === undefined) return;
  const is = chainOf(own, inline.wrappers);
  const was = chainOf(inWas ?? own, inline.wrappersWere ?? inline.wrappers);
  const [looks, looked] = [looksOf(is), looksOf(was)];
  const [leads, led] = [linkOf(is), linkOf(was)];
  if (text.trim() === '') return;
  const finding = { deleted: text, inserted: text };
  if (looks !== looked)
    mark(
      [stretch],
      tell(teller, scope, { ...finding, kind: 'look', says: sayLook(text, looked, looks) }),
    );
  else if (leads !== led)
    mark(
      [stretch],
      tell(teller, scope, { ...finding, kind: 'link', says: sayLink(text, led, leads) }),
    );
}

/** A link whose words and target are both others: the words alone would not say where it leads now. */
function tellTarget(hunk: readonly Stretch[], inline: Inline, scope: Scope, teller: Teller): void {
  const [was, is] = (['delete', 'insert'] as const).map((op) => {
    const wrappers = op === 'delete' ? (inline.wrappersWere ?? inline.wrappers) : inline.wrappers;
    const own = hunk.filter((one) => one.op === op && one.text.trim() !== '');
    return [...new Set(own.map((one) => linkOf(chainOf(one.in, wrappers))))];
  }) as [string[], string[]];
  const [led = '', leads = ''] = [was[0], is[0]];
  if (was.length !== 1 || is.length !== 1 || led === '' || leads === '' || led === leads) return;
  const [deleted, inserted] = [wordsOf(hunk, 'delete'), wordsOf(hunk, 'insert')];
  tell(teller, scope, { kind: 'link', deleted, inserted, says: sayLink(inserted, led, leads) });
}

function sayLook(text: string, was: string, is: string): string {
  const words = `“${text.trim()}”`;
  if (is === '') return `${words} is plain now and was ${sayLooks(was)}`;
  return `${words} is ${sayLooks(is)} now${was === '' ? '' : ` and was ${sayLooks(was)}`}`;
}

function sayLooks(looks: string): string {
  return looks
    .split(' ')
    .map((name) => (Object.hasOwn(LOOKS, name) ? LOOKS[name] : undefined) ?? name)
    .join(' and ');
}

function sayLink(text: string, was: string, is: string): string {
  const words = `“${text.trim()}”`;
  if (was === '') return `${words} is a link now, to ${is}`;
  return is === ''
    ? `${words} is no link any more`
    : `the link ${words} led to ${was} and leads to ${is}`;
}

/** The mark of a value or a citation that says nobody saw it in its source. */
function tellStanding(stretch: Stretch, scope: Scope, teller: Teller): void {
  const { atom, atomWas } = stretch;
  if (atom === undefined || atomWas === undefined) return;
  const [is, was] = [isProvisional(atom), isProvisional(atomWas)];
  if (is === was) return;
  const text = plainText(atom);
  mark(
    [stretch],
    tell(teller, scope, {
      kind: 'standing',
      deleted: was ? `${text} [p]` : text,
      inserted: is ? `${text} [p]` : text,
      says: `“${text}” is ${is ? 'now' : 'no longer'} provisional`,
    }),
  );
}

/** The same citation that rests on another fact: nobody sees it in print, and a reviewer has to look it up again. */
function tellFact(stretch: Stretch, scope: Scope, teller: Teller): void {
  const [was, is] = [stretch.atomWas, stretch.atom].map(factOf);
  if (was === is || stretch.atom === undefined) return;
  const text = plainText(stretch.atom);
  const says = `“${text}” rests on ${is ?? 'no fact'} now and rested on ${was ?? 'none'}`;
  mark([stretch], tell(teller, scope, { kind: 'standing', deleted: text, inserted: text, says }));
}

function factOf(node: ElementContent | undefined): string | undefined {
  const fact = node?.type === 'element' ? node.properties.dataFact : undefined;
  return fact === undefined || fact === null ? undefined : `fact ${fact}`;
}

function chainOf(index: number | undefined, wrappers: readonly Wrapper[]): Wrapper[] {
  const chain: Wrapper[] = [];
  for (let at = index ?? -1; at >= 0; at = wrappers[at]?.parent ?? -1) {
    const wrapper = wrappers[at];
    if (wrapper !== undefined) chain.push(wrapper);
  }
  return chain;
}

function looksOf(chain: readonly Wrapper[]): string {
  return chain
    .map(({ shell }) => shell.tagName)
    .filter((name) => Object.hasOwn(LOOKS, name))
    .sort()
    .join(' ');
}

/** Where a link out of the report leads; those within it are known by what they lead to. */
function linkOf(chain: readonly Wrapper[]): string {
  const link = chain.find(({ shell }) => shell.tagName === 'a');
  const href = String(link?.shell.properties.href ?? '');
  return href.startsWith('#') ? '' : href;
}
