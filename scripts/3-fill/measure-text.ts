/**
 * Widths of texts from the report's own fonts, so that chart labels are set as they will be printed.
 */
import type { Font, MeasureText } from '../model.ts';

/** A measure over these faces; a weight or style that is not there falls to the nearest weight, upright. */
export function textMeasure(fonts: readonly Font[]): MeasureText {
  return (text, { family, sizePx, weight, style = 'normal' }) => {
    const faces = fonts.filter((font) => family.includes(font.family) && font.style === style);
    const least = Math.min(...faces.map((font) => Math.abs(font.weight - weight)));
    const nearest = faces.filter((font) => Math.abs(font.weight - weight) === least);
    let em = 0;
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      em += nearest.find((font) => font.covers(codePoint))?.advance(codePoint) ?? 1;
    }
    return em * sizePx;
  };
}
