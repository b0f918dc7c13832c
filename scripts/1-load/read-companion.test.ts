import { describe, expect, it } from 'vitest';
import { lentCharacters, readCompanion } from './read-companion.ts';

/** The faces that a text gets, as "weight style file characters". */
async function check(text: string, expected: readonly string[]): Promise<void> {
  const faces = await readCompanion(lentCharacters([text]));
  const sans = faces.filter(({ family }) => family === 'Source Sans 3');
  expect(faces.length).toBe(2 * sans.length);
  expect(
    sans.map(
      ({ weight, style, file, unicodeRange }) => `${weight} ${style} ${file} ${unicodeRange}`,
    ),
  ).toEqual(expected);
}

describe('the Chinese companion', () => {
  it('is not read for Latin letters and pictographs', () => check('Tŷ Ddewi, Łódź 🚀 “x”', []));

  it('lends exactly the characters of a name, one file for a range', () =>
    check('北京 and 北京', [
      '400 normal noto-sans-sc-117-400-normal.woff U+4EAC,U+5317',
      '400 italic noto-sans-sc-117-400-normal.woff U+4EAC,U+5317',
      '600 normal noto-sans-sc-117-600-normal.woff U+4EAC,U+5317',
    ]));

  it('knows the widths it lends and nothing else', async () => {
    const [face] = await readCompanion(lentCharacters(['广州']));
    expect(face?.advance('州'.codePointAt(0) ?? 0)).toBe(1);
    expect(face?.covers('A'.codePointAt(0) ?? 0)).toBe(false);
  });

  it('has no face for a character that Noto Sans SC lacks', () => check('\u{2a6d6}', []));
});
