/**
 * The Chinese companion of the report's fonts: characters that the Latin faces lack in, faces of Noto Sans SC that lend
 * just these characters out. Nothing is read for a text that needs none.
 */
import type { FileTree, Font, Tables } from '../model.ts';
import { readFont } from './read-font.ts';
import { FACES, FAMILIES, needFile, packageTree } from './read-fonts.ts';

/** Chinese characters with the kana and punctuation that stand beside them; nobody means a pictograph by them. */
const LENT =
  /[\p{Script=Han}\p{Script=Bopomofo}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/gu;
/** No text without one of these has one of those; it is asked of every cell. */
const MAYBE_LENT = /[\u02ea\u02eb\u2e80-\uffff]/;

/** The characters of a text that only the companion may have, each once, in the order of their code points. */
export function lentCharacters(texts: Iterable<string>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const text of texts) {
    if (!MAYBE_LENT.test(text)) continue;
    for (const [character] of text.matchAll(LENT)) found.add(character.codePointAt(0) ?? 0);
  }
  return new Set([...found].sort((a, b) => a - b));
}

/** All words in the cells of the tables. */
export function* tableTexts(tables: Tables): Generator<string> {
  for (const { rows } of tables.values())
    for (const { values } of rows)
      for (const value of Object.values(values)) if (typeof value === 'string') yield value;
}

/**
 * Faces for these characters, under the names of the report's own families, so that no style has to name another; a
 * character that Noto Sans SC lacks has none. The range of each face is exactly what it lends.
 */
export async function readCompanion(characters: ReadonlySet<number>): Promise<readonly Font[]> {
  if (characters.size === 0) return [];
  const tree = packageTree('@fontsource/noto-sans-sc');
  const ranges = JSON.parse(
    new TextDecoder().decode(await needFile(tree, 'unicode.json')),
  ) as Record<string, string>;
  const faces = Object.entries(ranges).flatMap(([range, list]) => {
    const number = /^\[(\d+)\]$/.exec(range)?.[1];
    const lent = number === undefined ? [] : within(characters, list);
    return lent.length === 0 ? [] : FACES.map((face) => readFace(tree, number, face, lent));
  });
  return (await Promise.all(faces)).flat();
}

function within(characters: ReadonlySet<number>, list: string): number[] {
  const ranges = list.split(',').map((range) => {
    const [first = '', last = first] = range.trim().slice(2).split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });
  return [...characters].filter((one) => ranges.some(([from, to]) => one >= from && one <= to));
}

/** The companion has no italic: a stressed name is lent from the upright face, and so stands upright. */
async function readFace(
  tree: FileTree,
  number: string | undefined,
  { weight, style }: (typeof FACES)[number],
  wanted: readonly number[],
): Promise<Font[]> {
  const file = `noto-sans-sc-${number}-${weight}-normal.woff`;
  const bytes = await needFile(tree, `files/${file}`);
  const { isTrueType, covers, advance } = readFont(bytes);
  if (!isTrueType) throw new Error(`expected TrueType outlines in ${file}`);
  const lent = new Set(wanted.filter(covers));
  const unicodeRange = [...lent].map((one) => `U+${one.toString(16).toUpperCase()}`).join(',');
  return FAMILIES.map(({ family }) => ({
    family,
    weight,
    style,
    file,
    bytes,
    mediaType: 'font/woff',
    unicodeRange,
    isCompanion: true,
    covers: (codePoint) => lent.has(codePoint),
    advance: (codePoint) => (lent.has(codePoint) ? advance(codePoint) : undefined),
  }));
}
