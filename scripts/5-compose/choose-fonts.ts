/**
 * A Document and the fonts at hand in, the fonts that its editions carry out: the families themselves always, a
 * companion only where the report prints a character that it lends.
 */
import { hastText } from '../hast-text.ts';
import type { Document, Font } from '../model.ts';

export function chooseFonts({ tree, settings }: Document, fonts: readonly Font[]): readonly Font[] {
  if (!fonts.some(({ isCompanion }) => isCompanion)) return fonts;
  const printed = new Set(`${hastText(tree)}${settings.title}${settings.shortTitle}`);
  const codePoints = [...printed].map((character) => character.codePointAt(0) ?? 0);
  return fonts.filter(({ isCompanion, covers }) => !isCompanion || codePoints.some(covers));
}
