/**
 * A change in, how much it matters out: what a report says or counts comes before how it says it, and that before how it
 * looks.
 */
import type { ChangeKind, Subject, Weight } from './comparison.ts';

/** Subjects whose words are what a report is read for. */
const WEIGHTY = new Set([
  'recommendation',
  'key-finding',
  'question',
  'heading',
  'chapter',
  'section',
  'figure',
  'table',
  'row',
  'column',
]);
/** Words that turn a sentence round, or say what one is bound to do. */
const TURNING =
  /\b(?:not|no|none|never|nor|neither|without|cannot|must|shall|should|may|might|can|could|will|would|only|all|every|unless|except)\b|n[’']t\b/i;

export function weighChange(
  kind: ChangeKind,
  subject: Subject,
  deleted: string,
  inserted: string,
): Weight {
  if (kind === 'value' || kind === 'figure') return 'substance';
  if (kind === 'look' || kind === 'standing') return 'typography';
  if (kind === 'link' || kind === 'split' || kind === 'merged') return 'words';
  if (kind === 'moved') return subject === 'row' ? 'typography' : 'words';
  const isSpeltAlike = bareWords(deleted) === bareWords(inserted);
  const isOtherName = SIGNS_OF_NAMES.test(deleted) !== SIGNS_OF_NAMES.test(inserted);
  if (isSpeltAlike && !isOtherName && deleted !== '' && inserted !== '') return 'typography';
  if (deleted + inserted !== '' && bareWords(deleted + inserted) === '') return 'typography';
  if (WEIGHTY.has(subject.replace(/ paragraph$/, ''))) return 'substance'; // a paragraph of a recommendation too
  if (kind === 'added' || kind === 'removed') return 'substance'; // a whole block: an argument came or went
  return isTurned(deleted, inserted) ? 'substance' : 'words';
}

/** "fastify-cors" and "@fastify/cors" are two things. */
const SIGNS_OF_NAMES = /[@_/#\\]/;

/** Without punctuation, white space and capitals. */
function bareWords(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}%£$€]+/gu, '');
}

/** Whether numbers, or words that turn the sense, are not the same on both sides. */
function isTurned(deleted: string, inserted: string): boolean {
  const telling = (text: string): string =>
    [...text.matchAll(/\d+(?:[.,]\d+)*|[\p{L}’']+/gu)]
      .map(([word]) => word.toLowerCase())
      .filter((word) => /\d/.test(word) || TURNING.test(word))
      .sort()
      .join(' ');
  return telling(deleted) !== telling(inserted);
}
