/**
 * Every character has a glyph in the report's fonts.
 *
 * Why: a character that no bundled font has prints as an empty box, or in a font of the machine that made the PDF, so
 * that the same commit would print differently elsewhere.
 *
 * Accepted: `Liège, 1,5 % and “quotes”`
 * Rejected: `A rocket 🚀`
 * Message: Unexpected character `🚀` (U+1F680), expected one that the report's fonts have
 */
import type { Element, Nodes } from 'hast';
import type { Document, Inputs, Place } from '../model.ts';
import type { Complain } from '../place.ts';

/** Characters that print nothing and need no glyph. */
const INVISIBLE =
  /^(?:\s|\u00ad|[\u200b-\u200f]|[\u2028-\u202e]|[\u2060-\u2064]|[\ufe00-\ufe0f]|\ufeff)$/u;

export function glyphExists(document: Document, inputs: Inputs, complain: Complain): void {
  const seen = new Map<number, boolean>();
  const covers = (codePoint: number): boolean => {
    const known = seen.get(codePoint) ?? inputs.fonts.some((font) => font.covers(codePoint));
    seen.set(codePoint, known);
    return known;
  };
  const walk = (node: Nodes, place: Place): void => {
    if (node.type === 'text') checkText(node.value, place, covers, complain);
    if ('children' in node)
      for (const child of node.children) walk(child as Nodes, placeOf(node as Element) ?? place);
  };
  walk(document.tree, { file: `chapters/${document.report}/report.yaml` });
}

function placeOf(element: Element): Place | undefined {
  return element.data?.place;
}

function checkText(
  text: string,
  place: Place,
  covers: (codePoint: number) => boolean,
  complain: Complain,
): void {
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint < 0x180 || covers(codePoint) || INVISIBLE.test(character)) continue;
    const code = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
    complain({
      rule: 'glyph-exists',
      reason: `Unexpected character \`${character}\` (${code}), expected one that the report's fonts have`,
      place,
      note: 'write it in letters that Source Sans 3 and Source Serif 4 have, or leave it out',
    });
  }
}
