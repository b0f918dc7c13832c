/**
 * What a print holds and what it should hold in; out, complaints of what is missing, doubled, cut off or too large. Knows
 * nothing of how pages were made.
 */
import type { Document, Place } from '../model.ts';
import type { Complaint } from '../place.ts';
import { placeOfWords, readPlaces } from './map-pages.ts';
import type { BuiltPages } from './pages/build-pages.ts';
import type { Oversize } from './pages/in-page/check-sizes.ts';
import { countLetters, type PrintedText } from './pdf/printed-text.ts';

/** Points in a CSS px. */
const SCALE = 0.75;

export function checkPrint(built: BuiltPages, text: PrintedText, document: Document): Complaint[] {
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
    ...(isSmaller(text) ? [describeSmaller(report)] : []),
    ...text.clipped.map((one) => describeClipped(one, placeOfWords(one.words, document) ?? report)),
    ...checkComplete(built, text, document, report),
  ];
}

/** On a page that begins with a drawing the first scale is that of the drawing, so the most usual one counts. */
function isSmaller({ scales }: PrintedText): boolean {
  const sorted = [...scales].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1] ?? SCALE;
  return Math.abs(middle - SCALE) > 0.001;
}

function describeClipped(
  { pageIndex, words }: PrintedText['clipped'][number],
  place: Place,
): Complaint {
  return {
    rule: 'print-complete',
    reason: `Unexpected words \`${shorten(words)}\` cut off at the edge of sheet ${pageIndex + 1}, expected all of them inside the page`,
    place,
    note: 'make what they stand in narrower or shorter',
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

/** Every letter of the document once, those of repeated table heads as often as they stand. */
function checkComplete(
  { characters, pages }: BuiltPages,
  { counts }: PrintedText,
  document: Document,
  report: Place,
): Complaint[] {
  const expected = new Map<string, number>();
  for (const [character, times] of Object.entries(characters))
    countLetters(character, expected, times);
  const letters = [...new Set([...expected.keys(), ...counts.keys()])];
  const differences = letters.map(
    (letter) => [letter, (counts.get(letter) ?? 0) - (expected.get(letter) ?? 0)] as const,
  );
  const lost = differences.filter(([, count]) => count < 0);
  // What runs over several pages in a table may repeat its head on each.
  const mayRepeat = pages.some(({ sheets }) => sheets > 1);
  const doubled = mayRepeat ? [] : differences.filter(([, count]) => count > 0);
  if (lost.length + doubled.length === 0) return [];
  const sum = (list: typeof lost): number =>
    list.reduce((total, [, count]) => total + Math.abs(count), 0);
  const said = [
    lost.length > 0 ? `${sum(lost)} letters fewer` : '',
    doubled.length > 0 ? `${sum(doubled)} letters more` : '',
  ];
  const which = [...lost, ...doubled].map(([letter]) => letter).slice(0, 20);
  return [
    {
      rule: 'print-complete',
      reason: `Unexpected print with ${said.filter(Boolean).join(' and ')} than the report (${which.join(' ')}), expected every word once`,
      place: report,
      note: `report what you find: the report is ${document.report}`,
    },
  ];
}

function shorten(words: string): string {
  return words.length > 40 ? `${words.slice(0, 40)}…` : words;
}
