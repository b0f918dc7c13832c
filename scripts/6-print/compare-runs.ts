/**
 * What each page of a print should hold and what it holds in; out, what is missing, doubled, changed or in another place,
 * by the block that it belongs to. Compares letters, digits and signs, for fonts and styles say the rest in other ways.
 * Pure; knows nothing of files.
 */
import { matchRuns } from './match-runs.ts';
import type { ExpectedPage, ExpectedRun } from './pages/expected-runs.ts';
import type { PrintedPage, PrintedRun } from './pdf/printed-text.ts';

export interface Difference {
  readonly kind: 'missing' | 'doubled' | 'changed' | 'moved' | 'elsewhere' | 'surplus';
  /** Of the block that it belongs to, or stands behind; '' for none. */
  readonly key: string;
  /** Sheet from 0: where it should be, of what is doubled or surplus where it is. */
  readonly sheet: number;
  readonly words: string;
  /** What stands there instead, of what is changed. */
  readonly printed?: string;
}

/** Letters, digits, and signs of money and sums, without spaces and case. */
export function lettersOf(words: string): string {
  if (PLAIN.test(words)) return words.replace(PLAIN_REST, '').toLowerCase();
  return words.toLowerCase().normalize('NFKD').replace(REST, '');
}

const PLAIN = /^[\n -~]*$/;
const PLAIN_REST = /[^A-Za-z0-9$%+<=>|~^]+/g;
const REST = /[^\p{L}\p{N}\p{Sc}\p{Sm}%^]+/gu;

/** A page of the builder with the sheets that it became. */
interface Group {
  readonly sheet: number;
  readonly expected: readonly ExpectedRun[];
  readonly printed: readonly PrintedRun[];
}

export function compareRuns(
  expected: readonly ExpectedPage[],
  printed: readonly PrintedPage[],
): Difference[] {
  const groups = groupPages(expected, printed);
  const stretches: Group[][] = [];
  let isOpen = false;
  for (const group of groups) {
    const isSame = joinLetters(group.expected) === joinLetters(group.printed);
    if (!isSame && isOpen) stretches.at(-1)?.push(group);
    else if (!isSame) stretches.push([group]);
    isOpen = !isSame;
  }
  const found = stretches.map(compareStretch);
  return [
    ...judgeGaps(found.flatMap(({ gaps }) => gaps)),
    ...found.flatMap(({ strayed }) => strayed),
  ];
}

function joinLetters(
  runs: readonly { readonly words: string; readonly isImage?: boolean }[],
): string {
  return lettersOf(runs.map(({ words }) => words).join(''));
}

/** Sheets that nobody foretold are pages that should be empty. */
function groupPages(expected: readonly ExpectedPage[], printed: readonly PrintedPage[]): Group[] {
  const groups: Group[] = [];
  let sheet = 0;
  const addSheets = (end: number): void => {
    for (; sheet < end; sheet++)
      groups.push({ sheet, expected: [], printed: printed[sheet]?.runs ?? [] });
  };
  for (const page of expected) {
    addSheets(page.sheet);
    sheet = page.sheet + page.sheets;
    const sheets = printed.slice(page.sheet, sheet);
    const runs = sheets.length > 1 ? joinSheets(sheets) : (sheets[0]?.runs ?? []);
    groups.push({ sheet: page.sheet, expected: page.runs, printed: runs });
  }
  addSheets(printed.length);
  return groups;
}

/** What runs over several sheets is one element on each; what says the same on each is a head that is repeated. */
function joinSheets(sheets: readonly PrintedPage[]): PrintedRun[] {
  const byElement = new Map<string, PrintedRun[]>();
  for (const { runs } of sheets)
    for (const run of runs) {
      const name = `${run.element} ${run.isImage}`;
      byElement.set(name, [...(byElement.get(name) ?? []), run]);
    }
  const joined = [...byElement.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const isRepeated = others.every(({ words }) => words === first.words);
    const words = [first, ...others].map((run) => run.words).join('');
    return isRepeated ? [first] : [{ ...first, words }];
  });
  return joined.sort((a, b) => a.element - b.element);
}

interface Lost extends ExpectedRun {
  readonly letters: string;
  readonly sheet: number;
}

interface Found {
  readonly words: string;
  readonly letters: string;
  readonly sheet: number;
}

/** Between two runs that agree, what should be there and what is. */
interface Gap {
  readonly lost: readonly Lost[];
  readonly found: readonly Found[];
  /** All that should be on these pages, and which of it the gap comes before. */
  readonly around: readonly Lost[];
  readonly at: number;
}

/** More runs that differ than this are told as one. */
const MOST_EDITS = 600;

/** Pages in a row that differ: where, or what stands on another sheet if that is all. */
function compareStretch(stretch: readonly Group[]): {
  readonly gaps: readonly Gap[];
  readonly strayed: readonly Difference[];
} {
  const { expected, found } = listStretch(stretch);
  const pairs = matchRuns(spell(expected), spell(found), MOST_EDITS) ?? [];
  let [x, y] = [0, 0];
  const gaps = [...pairs, [expected.length, found.length] as const].flatMap(([toX, toY]) => {
    const lost = expected.slice(x, toX);
    const gap = { lost, found: found.slice(y, toY), around: expected, at: x };
    [x, y] = [toX + 1, toY + 1];
    return spell(gap.lost).join('') === spell(gap.found).join('') ? [] : [gap];
  });
  return { gaps, strayed: gaps.length > 0 ? [] : findStrayed(expected, found, pairs) };
}

/** What agrees but for its sheet: the first, for it pushes away what follows. */
function findStrayed(
  expected: readonly Lost[],
  found: readonly Found[],
  pairs: readonly (readonly [number, number])[],
): Difference[] {
  for (const [x, y] of pairs) {
    const run = expected[x];
    if (run !== undefined && run.sheet !== found[y]?.sheet)
      return [{ kind: 'elsewhere', key: run.key, sheet: run.sheet, words: run.words }];
  }
  return [];
}

function spell(runs: readonly Found[]): string[] {
  return runs.map(({ letters }) => letters);
}

function listStretch(stretch: readonly Group[]) {
  const read = <T extends { readonly words: string; readonly isImage?: boolean }>(
    runs: readonly T[],
    sheet: number,
  ) =>
    runs
      .map((run) => ({ ...run, sheet, letters: (run.isImage ? '\n' : '') + lettersOf(run.words) }))
      .filter(({ letters }) => letters !== '');
  return {
    expected: stretch.flatMap(({ expected, sheet }) => read(expected, sheet)),
    found: stretch.flatMap(({ printed, sheet }) => read(printed, sheet)),
  };
}

/** What one block lacks and what is printed of it too often or elsewhere. */
interface Verdict {
  readonly lost: Lost[];
  readonly found: Found[];
  isDoubled: boolean;
}

function judgeGaps(gaps: readonly Gap[]): Difference[] {
  const verdicts = new Map<string, Verdict>();
  const verdictOf = (key: string): Verdict => {
    const verdict = verdicts.get(key) ?? { lost: [], found: [], isDoubled: false };
    verdicts.set(key, verdict);
    return verdict;
  };
  for (const gap of gaps) {
    for (const run of gap.lost) verdictOf(run.key).lost.push(run);
    for (const run of gap.found) {
      const isVague = gap.lost.length > 0 && run.letters.length < TELLING;
      const own = isVague ? undefined : (lostOwner(run, gaps) ?? nearOwner(run, gap));
      const verdict = verdictOf(own?.key ?? gap.lost[0]?.key ?? gap.around[gap.at - 1]?.key ?? '');
      verdict.found.push(run);
      verdict.isDoubled ||= own !== undefined;
    }
  }
  return [...verdicts].map(([key, verdict]) => describeVerdict(key, verdict));
}

/** What is shorter may be said in many places: where something is lost, it stands instead of that. */
const TELLING = 12;

/** What was lost elsewhere and says the same, or the part of it that came to another page. */
function lostOwner({ letters }: Found, gaps: readonly Gap[]): Lost | undefined {
  const lost = gaps.flatMap((gap) => gap.lost);
  return (
    lost.find((run) => run.letters === letters) ?? lost.find((run) => run.letters.includes(letters))
  );
}

/** The nearest run that says the same. */
function nearOwner({ letters }: Found, { around, at }: Gap): Lost | undefined {
  for (let off = 0; off < around.length; off++) {
    const near = [around[at - 1 - off], around[at + off]].find((run) => run?.letters === letters);
    if (near !== undefined) return near;
  }
  return undefined;
}

function describeVerdict(key: string, { lost, found, isDoubled }: Verdict): Difference {
  const words = joinWords(lost.length > 0 ? lost : found);
  const sheet = (lost[0] ?? found[0])?.sheet ?? 0;
  if (found.length === 0) return { kind: 'missing', key, sheet, words };
  if (lost.length === 0) return { kind: isDoubled ? 'doubled' : 'surplus', key, sheet, words };
  const isMoved = spell(lost).sort().join(' ') === spell(found).sort().join(' ');
  if (isMoved) return { kind: 'moved', key, sheet, words };
  return { kind: 'changed', key, sheet, words, printed: joinWords(found) };
}

function joinWords(runs: readonly Found[]): string {
  const words = runs.map((run) => run.words.replace(/\s+/g, ' ').trim());
  return words.join(' ');
}
