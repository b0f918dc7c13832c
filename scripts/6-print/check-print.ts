/**
 * What a print holds and what it should hold in; out, complaints of what is missing, doubled, cut off or too large. Knows
 * nothing of how pages were made.
 */
import type { Document, Place } from '../model.ts';
import type { Complaint } from '../place.ts';
import { compareRuns, type Difference, lettersOf } from './compare-runs.ts';
import { placeOfWords, readPlaces } from './map-pages.ts';
import type { BuiltPages } from './pages/build-pages.ts';
import type { Oversize } from './pages/in-page/check-sizes.ts';
import type { PrintedPage } from './pdf/printed-text.ts';

/** Points in a CSS px. */
const SCALE = 0.75;

export function checkPrint(
  built: BuiltPages,
  printed: readonly PrintedPage[],
  document: Document,
): Complaint[] {
  const places = readPlaces(document);
  const report: Place = { file: `chapters/${document.report}/report.yaml` };
  const placeOf = (key: string): Place => places.get(key) ?? report;
  const sizes = [
    ...built.wide.map((one) => describeWide(one, placeOf(one.key))),
    ...built.shrunk.map((one) => describeShrunk(one, placeOf(one.key))),
  ];
  if (built.wide.length > 0) return sizes; // all else follows from it
  return [
    ...sizes,
    ...(isSmaller(printed) ? [describeSmaller(report)] : []),
    ...findClipped(built, printed, document, placeOf),
    ...tellDifferences(compareRuns(built.expected, printed), placeOf),
  ];
}

/** On a page that begins with a drawing the first scale is that of the drawing, so the most usual one counts; a blank page has none. */
function isSmaller(printed: readonly PrintedPage[]): boolean {
  const scales = printed.map(({ scale }) => scale).filter((scale) => scale > 0);
  const sorted = scales.sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1] ?? SCALE;
  return Math.abs(middle - SCALE) > 0.001;
}

function findClipped(
  { expected }: BuiltPages,
  printed: readonly PrintedPage[],
  document: Document,
  placeOf: (key: string) => Place,
): Complaint[] {
  return printed.flatMap(({ clipped }, sheet) =>
    clipped.map((words) => {
      const page = expected.findLast((one) => one.sheet <= sheet);
      const letters = lettersOf(words);
      const run = page?.runs.find(
        (one) => letters !== '' && lettersOf(one.words).includes(letters),
      );
      const place = run === undefined ? placeOfWords(words, document) : placeOf(run.key);
      return describeClipped(words, sheet, place ?? placeOf(''));
    }),
  );
}

function describeClipped(words: string, sheet: number, place: Place): Complaint {
  const what = words === '' ? 'image' : `words \`${shorten(words)}\``;
  return {
    rule: 'print-complete',
    reason: `Unexpected ${what} cut off on sheet ${sheet + 1}, expected all of it inside the page`,
    place,
    note: 'make what it stands in narrower or shorter',
  };
}

function describeWide({ key, size, room }: Oversize, place: Place): Complaint {
  const name = key === '' ? 'content' : `\`${key}\``;
  return {
    rule: 'page-width',
    reason: `Unexpected ${name} ${Math.round(size - room)} px wider than its page, expected all of it inside the margins`,
    place,
    note: 'break its long words or lines, leave out columns, or make its image narrower',
  };
}

function describeShrunk({ key, size, room }: Oversize, place: Place): Complaint {
  return {
    rule: 'page-height',
    grade: 'warning',
    reason: `Unexpected figure \`${key}\`, which was ${Math.round((size / room - 1) * 100)}% taller than a page and is printed smaller, expected one that fits`,
    place,
    note: 'draw it lower, or divide it in two',
  };
}

function describeSmaller(place: Place): Complaint {
  return {
    rule: 'page-width',
    reason: 'Unexpected print in a smaller size, expected one in the size of the style sheet',
    place,
    note: 'look for what is wider than a page, and report what you find',
  };
}

/** What follows from a few faults is not told too. */
const MOST_TOLD = 12;

function tellDifferences(
  differences: readonly Difference[],
  placeOf: (key: string) => Place,
): Complaint[] {
  const rest = differences.length - MOST_TOLD;
  return differences.slice(0, MOST_TOLD).map((one, index) => ({
    rule: 'print-complete',
    reason: `Unexpected ${SAID[one.kind](one)}, expected every word, row, note and image once, in order`,
    place: placeOf(one.key),
    note: `report what you find: the report's HTML and its print differ${rest > 0 && index === MOST_TOLD - 1 ? `, and so in ${rest} more places` : ''}`,
  }));
}

const SAID: Readonly<Record<Difference['kind'], (one: Difference) => string>> = {
  missing: ({ words, sheet }) => `sheet ${sheet + 1} without \`${shorten(words)}\``,
  doubled: ({ words, sheet }) => `\`${shorten(words)}\` a second time on sheet ${sheet + 1}`,
  changed: ({ words, printed = '', sheet }) => {
    const [right, wrong] = shortenPair(words, printed);
    return `\`${wrong}\` on sheet ${sheet + 1} instead of \`${right}\``;
  },
  moved: ({ words, sheet }) => `\`${shorten(words)}\` out of its order on sheet ${sheet + 1}`,
  elsewhere: ({ words, sheet }) => `\`${shorten(words)}\` on another sheet than ${sheet + 1}`,
  surplus: ({ words, sheet }) => `\`${shorten(words)}\` on sheet ${sheet + 1}`,
};

/** From the word on in which they begin to differ. */
function shortenPair(right: string, wrong: string): [string, string] {
  let same = 0;
  while (same < right.length && right[same] === wrong[same]) same++;
  const start = right.lastIndexOf(' ', same) + 1;
  return [shorten(right.slice(start)), shorten(wrong.slice(start))];
}

function shorten(words: string): string {
  return words.length > 40 ? `${words.slice(0, 40)}…` : words;
}
