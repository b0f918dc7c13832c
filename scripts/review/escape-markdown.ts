/**
 * Words of a report in, the same words as GitHub's Markdown shows them out: no sign of theirs is read as Markdown, HTML or
 * mathematics, no name calls a person, no number leads to an issue.
 */

/** Takes no room and parts what would be read as one: "@name", "#12". */
const PARTING = '\u200B';
/** Controls, and marks that turn the direction of writing: what is shown would not be what is there. */
const UNSEEN = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;

/** Words on one line, without what nobody sees. */
export function plainLine(words: string): string {
  return words.replace(/\s+/g, ' ').replace(UNSEEN, '').replace(/ +/g, ' ').trim();
}

/** For a place on a line where white space or an end stands on either side. */
export function escapeMarkdown(words: string): string {
  return plainLine(words)
    .replace(/[\\`*_~[\]<>|&$]/g, '\\$&')
    .replace(/@/g, `@${PARTING}`)
    .replace(/#(?=\w)|\bGH-(?=\d)/gi, `$&${PARTING}`)
    .replace(/:(?=\/\/|[\w+-]+:)|\bwww(?=\.)/gi, `$&${PARTING}`)
    .replace(/^(?=(?:[#+=-]+|\d+[.)])(?: |$))/, PARTING);
}
