/**
 * The rules that look at a composed report, each a file. A Document in, messages out.
 */
import type { Diagnostic, Document, Inputs } from '../model.ts';
import { openMessages } from '../place.ts';
import { finalComplete } from './final-complete.ts';
import { gapAbsent } from './gap-absent.ts';
import { glyphExists } from './glyph-exists.ts';
import { targetOfLink } from './target-of-link.ts';

export function checkDocument(document: Document, inputs: Inputs): readonly Diagnostic[] {
  const { messages, complain } = openMessages();
  glyphExists(document, inputs, complain);
  gapAbsent(document, complain);
  finalComplete(document, complain);
  targetOfLink(document, complain);
  return messages;
}
