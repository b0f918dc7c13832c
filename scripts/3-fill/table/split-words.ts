/**
 * The small syntax inside the options of a table: text in, its parts out. Knows nothing of data.
 */

/** Words between spaces; round brackets and quotation marks keep a word together. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let [word, depth, quote] = ['', 0, ''];
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    const ends = /\s/.test(character) && depth <= 0 && quote === '';
    if (!ends) word += character;
    else if (word !== '') words.push(word);
    if (ends) word = '';
  }
  return word === '' ? words : [...words, word];
}

/** Parts between `mark`s, without the white space around them; a text of white space has none. */
export function splitParts(text: string, mark: ';' | '|' | ','): string[] {
  return text.trim() === '' ? [] : text.split(mark).map((part) => part.trim());
}
