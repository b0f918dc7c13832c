/**
 * The rules that look at a composed report, each a file. A Document in, messages out.
 */
import type { Diagnostic, Document, Inputs } from '../model.ts';
import { openMessages } from '../place.ts';
import { gapAbsent } from './gap-absent.ts';
import { glyphExists } from './glyph-exists.ts';

export function checkDocument(document: Document, inputs: Inputs): readonly Diagnostic[] {
  const { messages, complain } = openMessages();
  glyphExists(document, inputs, complain);
  gapAbsent(document, complain);
  return messages;
}
