/**
 * Takes any words (a file's name, a reason that quotes an author, a line of source) and returns
 * words that only show: nothing in them moves the cursor, hides text or is obeyed by a build
 * server. It must not know what a diagnostic is.
 */

/**
 * What a terminal or a reader's eye can be misled by: controls, invisible format characters
 * (direction overrides, zero-width space, tags), line and paragraph separators, half surrogates.
 * The two joiners stay: emoji and Persian need them. Categories: Unicode Standard, chapter 4.5.
 */
const unsafe = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * `##[command]` (GitHub, old form) and `##vso[command]` (Azure) are obeyed anywhere in a line,
 * so the first of the two signs is escaped.
 */
const buildServerCommand = /#(?=#\w*\[)/g;

/** `::command::` is obeyed at a line's start; the GitHub runner skips white space before it. */
const leadingCommand = /^(\s*):(?=:)/;

/**
 * One line of harmless words: newlines and tabs become spaces, every other unsafe character
 * becomes its code point, as in `<U+001B>`.
 */
export function makeHarmless(words: string): string {
  return escapeControls(words.replace(/\s*[\r\n]+\s*/g, ' ').replaceAll('\t', ' '))
    .replace(buildServerCommand, codePointOf)
    .replace(leadingCommand, (_, space: string) => `${space}${codePointOf(':')}`);
}

/** The words with every unsafe character as `<U+001B>`; newlines and tabs count as unsafe. */
export function escapeControls(words: string): string {
  return words.replace(unsafe, codePointOf);
}

/** The offsets (from 0, UTF-16 units) in a line whose character would begin a command. */
export function commandOffsets(line: string): ReadonlySet<number> {
  return new Set([...line.matchAll(buildServerCommand)].map((match) => match.index));
}

/** A character shown as its code point: `<U+001B>`. */
export function codePointOf(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `<U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}>`;
}
