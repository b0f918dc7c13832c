/**
 * A stretch of prose in, its sentences with their places and their words counted out.
 */

export interface Sentence {
  readonly text: string;
  /** From 0, in the stretch. */
  readonly offset: number;
  readonly words: number;
}

/** A full stop after one of these ends no sentence. */
const SHORT = /(?:\b(?:Dr|Mr|Mrs|Ms|St|No|p|pp|vol|ed|eds|Cm|CP|approx)|\b\p{Lu})\.$/u;

export function splitSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let offset = 0;
  for (const { 0: end, index } of text.matchAll(
    /[.?!][’”"')\]]*(?=\s+[\p{Lu}\p{N}‘“"'(\ufffc]|\s*$)/gu,
  )) {
    const to = index + end.length;
    if (SHORT.test(text.slice(offset, to)) && to < text.trimEnd().length) continue;
    push(offset, to);
    offset = to;
  }
  push(offset, text.length);
  return sentences;

  function push(from: number, to: number): void {
    const raw = text.slice(from, to);
    const lead = raw.length - raw.trimStart().length;
    if (raw.trim() !== '')
      sentences.push({ text: raw.trim(), offset: from + lead, words: countWords(raw) });
  }
}

/** Words with a letter or a figure; a reference counts as one. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}\ufffc]/u.test(word)).length;
}
