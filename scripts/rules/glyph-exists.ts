/**
 * Every character has a glyph in the report's fonts.
 *
 * Why: a character that no bundled font has prints as an empty box, or in a font of the machine that made the PDF, so
 * that the same commit would print differently elsewhere.
 *
 * Accepted:
 * ```md
 * Liège, Tŷ Ddewi, :lang[北京]{zh} and “quotes”.
 * ```
 * Rejected:
 * ```md
 * A rocket 🚀.
 * ```
 * Message: Unexpected character `🚀` (U+1F680, pictograph), expected one that the report's fonts have
 */
import type { Element, Nodes } from 'hast';
import type { Inputs, Place } from '../model.ts';
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

/** Characters that print nothing and need no glyph. */
const INVISIBLE =
  /^(?:\s|\u00ad|[\u200b-\u200f]|[\u2028-\u202e]|[\u2060-\u2064]|[\ufe00-\ufe0f]|\ufeff)$/u;

export function glyphExists({ document, inputs }: Checked, complain: Complain): void {
  const seen = new Map<number, boolean>();
  const covers = (codePoint: number): boolean => {
    const known = seen.get(codePoint) ?? inputs.fonts.some((font) => font.covers(codePoint));
    seen.set(codePoint, known);
    return known;
  };
  const locate = locator(inputs);
  const walk = (node: Nodes, place: Place): void => {
    const runs = node.type === 'text' ? findRuns(node.value, covers) : [];
    for (const run of runs) complain({ ...describeRun(run), place: locate(run, place) });
    if ('children' in node)
      for (const child of node.children) walk(child as Nodes, placeOf(node as Element) ?? place);
  };
  walk(document.tree, { file: `chapters/${document.report}/report.yaml`, line: 1, column: 1 });
}

function placeOf(element: Element): Place | undefined {
  return element.data?.place;
}

/** Stretches of characters without a glyph: a name in another script is one fault, not one for each letter. */
function findRuns(text: string, covers: (codePoint: number) => boolean): string[] {
  const runs: string[] = [];
  let run = '';
  for (const character of text) {
    const isMissing = !covers(character.codePointAt(0) ?? 0) && !INVISIBLE.test(character);
    if (isMissing) run += character;
    else if (run !== '') runs.push(run);
    if (!isMissing) run = '';
  }
  return run === '' ? runs : [...runs, run];
}

function describeRun(run: string): { rule: string; reason: string; note: string } {
  const [first = '', ...others] = run;
  const code = nameCharacter(first);
  const shown = others.length < 20 ? run : `${[first, ...others.slice(0, 18)].join('')}…`;
  return {
    rule: 'glyph-exists',
    reason:
      others.length === 0
        ? `Unexpected character \`${shown}\` (${code}), expected one that the report's fonts have`
        : `Unexpected characters \`${shown}\` (from ${code}), expected ones that the report's fonts have`,
    note: 'write it in Latin or Chinese letters, which the fonts have, or leave it out',
  };
}

/** The scripts of names that reports meet and the fonts lack. */
const SCRIPTS = [
  'Arabic',
  'Armenian',
  'Bengali',
  'Cyrillic',
  'Devanagari',
  'Georgian',
  'Greek',
  'Gujarati',
  'Gurmukhi',
  'Han',
  'Hangul',
  'Hebrew',
  'Khmer',
  'Latin',
  'Sinhala',
  'Tamil',
  'Thai',
] as const;

/** Its code point, and its script where that has a name: "U+0411, Cyrillic". */
function nameCharacter(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (/\p{Extended_Pictographic}/u.test(character)) return `${code}, pictograph`;
  if (/\p{Co}/u.test(character)) return `${code}, private use`;
  const script = SCRIPTS.find((name) => new RegExp(`\\p{Script=${name}}`, 'u').test(character));
  return script === undefined ? code : `${code}, ${script}`;
}

/** Finds a run in the lines of a block, each time the next one; the block's own place if it came from elsewhere. */
function locator({ chapters }: Inputs): (run: string, place: Place) => Place {
  const linesByFile = new Map(chapters.map(({ path, text }) => [path, text.split('\n')]));
  const told = new Map<string, { line: number; from: number }>();
  return (run, place) => {
    const lines = linesByFile.get(place.file) ?? [];
    const key = `${place.file}:${place.line}:${place.column}:${run}`;
    const start = told.get(key) ?? { line: place.line ?? lines.length + 1, from: 0 };
    for (let line = start.line; line <= (place.endLine ?? start.line); line++) {
      const at = (lines[line - 1] ?? '').indexOf(run, line === start.line ? start.from : 0);
      if (at === -1) continue;
      told.set(key, { line, from: at + run.length });
      const endColumn = at + run.length + 1;
      return { file: place.file, line, column: at + 1, endLine: line, endColumn };
    }
    return place;
  };
}
