/**
 * The Document in, the bytes of document.json out: the same beside an edition and inside the PDF of a draft.
 */
import type { Document } from '../model.ts';

export function documentBytes(document: Document): Uint8Array {
  return Buffer.from(`${JSON.stringify(document)}\n`);
}
