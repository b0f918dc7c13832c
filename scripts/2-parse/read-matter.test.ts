/** The head of a chapter. */
import { describe, it } from 'vitest';
import { checkChapter } from './check-chapter.ts';

describe('matter', () => {
  it('gives the title, with its values and emphasis', () => {
    checkChapter(
      `
      ---
      title: "The *future* of {{count cities}} cities <br>"
      id: future
      numbered: false
      ---
      Words.
      `,
      `
      h1#future "The " em["future"] " of " value(count cities) " cities <br>"
      p "Words."
      ! 2:49-2:53 html-absent
      `,
    );
  });

  it('is complained of key by key', () => {
    checkChapter(
      `
      ---
      tilte: Leadership
      title: 2026
      numbered: "no"
      id: [a]
      ---
      `,
      `
      h1 "leadership"
      ! 2:1-2:6 matter-key-known
      ! 3:1-3:6 matter-value
      ! 4:1-4:9 matter-value
      ! 5:1-5:3 matter-value
      ! 1:1-undefined:undefined chapter-title
      `,
    );
  });

  it('is complained of where it does not parse', () => {
    checkChapter(
      `
      ---
      title: Cities: who leads
      ---
      Words.
      `,
      `
      h1 "leadership"
      p "Words."
      ! 2:8-2:9 matter-parses
      `,
    );
    checkChapter(
      `
      ---
      title: "Cities
      ---
      `,
      `
      h1 "leadership"
      ! 2:15-2:15 matter-parses
      `,
    );
  });

  it('is complained of without an end', () => {
    checkChapter(
      `
      ---
      title: Cities

      Words.
      `,
      `
      h1 "leadership"
      thematicBreak
      p "title: Cities"
      p "Words."
      ! 1:1-1:4 matter-closed
      `,
    );
  });

  it('may be absent where the text has its title', () => {
    checkChapter('<!-- Draft -->\n\n# Leadership\n\nWords.', 'p "Words."');
  });
});
