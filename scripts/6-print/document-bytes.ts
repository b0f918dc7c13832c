/**
 * The Document in, the bytes of document.json out: the same beside an edition and inside the PDF of a draft.
 */
import type { Document } from '../model.ts';

const made = new WeakMap<Document, Uint8Array>();

export function documentBytes(document: Document): Uint8Array {
  const bytes = made.get(document) ?? Buffer.from(`${JSON.stringify(document)}\n`);
  made.set(document, bytes);
  return bytes;
}
