/** Blocks as authors write and miswrite them. */
import { describe, it } from 'vitest';
import { checkChapter } from './check-chapter.ts';

describe('blocks', () => {
  it('are registered names only', () => {
    checkChapter(
      'From 9:30, a::b, C++ std::vector, http://a::1 and 1:many.\n\nxml:lang and :lang are words.',
      `
      p "From 9:30, a::b, C++ std::vector, " link(http://a::1)["http://a::1"] " and 1:many."
      p "xml:lang and :lang are words."
      `,
    );
  });

  it('stand within each other where the outer has more colons', () => {
    checkChapter(
      `
      ::::box[Outer]{#box-outer}
      Before.

      :::key-finding
      - Inside
      :::

      ::references
      ::::
      `,
      `
      box#box-outer ["Outer"]
        p "Before."
        key-finding
          list
            listItem
              p "Inside"
        references
      `,
    );
  });

  it('say where colons are missing', () => {
    checkChapter(
      `
      :::box[Outer]
      :::key-finding
      Inside
      :::
      After
      :::
      `,
      `
      box ["Outer"]
        key-finding
          p "Inside"
      p "After\\n:::"
      ! 2:1-2:15 block-closed
      ! 6:1-6:4 block-opened
      `,
    );
  });

  it('are complained of unclosed, unopened and misspelt', () => {
    checkChapter(
      `
      :::

      :::bx[Title]

      Words.

      > :::box
      > Words.

      :::box
      Words.
      `,
      `
      p ":::"
      p ":::bx[Title]"
      p "Words."
      blockquote
        box
          p "Words."
      box
        p "Words."
      ! 1:1-1:4 block-opened
      ! 3:1-3:13 block-name-known
      ! 7:3-7:9 block-closed
      ! 10:1-10:7 block-closed
      `,
    );
  });

  it('are complained of malformed or of the wrong form', () => {
    checkChapter(
      `
      ::chart{spec=a}[Growth]

      ::chart [Growth]{spec=a}

      Words
      ::chart[Growth]{spec=a}

      ::box[Title]
      `,
      `
      p "::chart{spec=a}[Growth]"
      p "::chart [Growth]{spec=a}"
      p "Words"
      chart spec=a ["Growth"]
      box ["Title"]
      ! 1:1-1:24 block-parses
      ! 3:1-3:25 block-parses
      ! 8:1-8:13 block-form
      `,
    );
  });

  it('keep every construct of their label', () => {
    checkChapter(
      `
      :::box[*Growth* of :lang[北京]{zh} [@ucl2015]{fact=9}[^1]]
      Words
      :::

      ::chart[A :lang[x]{cy} <b>bold</b> claim[^1]]{spec=a}

      [^1]: A note.
      `,
      `
      box [em["Growth"] " of " lang(zh)["北京"] " " cite(ucl2015 fact=9) call(1)]
        p "Words"
      chart spec=a ["A " lang(cy)["x"] " <b>bold</b> claim" call(1)]
      note 1
        p "A note."
      ! 5:24-5:27 html-absent
      ! 5:31-5:35 html-absent
      `,
    );
  });

  it('name a language', () => {
    checkChapter(
      'In :lang[Caerdydd]{cy} or :lang[Abertawe].',
      `
      p "In " lang(cy)["Caerdydd"] " or " lang(und)["Abertawe"] "."
      ! 1:27-1:42 language-named
      `,
    );
  });
});
