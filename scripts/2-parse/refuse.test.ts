/** What is complained of in running text. */
import { describe, it } from 'vitest';
import { checkChapter } from './check-chapter.ts';

describe('notes', () => {
  it('are complained of undefined, duplicate and uncalled', () => {
    checkChapter(
      `
      One,[^a] two,[^B] three[^c] and \\[^d].

      [^a]: First.
      [^A]: Second.
      [^Late]: Third.
      `,
      `
      p "One," call(a) " two,[^B] three[^c] and [^d]."
      note a
        p "First."
      note A
        p "Second."
      note Late
        p "Third."
      ! 4:1-4:14 footnote-label-unique
      ! 1:14-1:18 footnote-defined
      ! 1:24-1:28 footnote-defined
      ! 5:1-5:16 footnote-called
      `,
    );
  });
});

describe('bare addresses', () => {
  it('leave the words around them in their place', () => {
    checkChapter(
      `
      Write to [a@example.org or b@example.org,[^x] {{.
      `,
      `
      p "Write to [" link(mailto:a@example.org)["a@example.org"] " or " link(mailto:b@example.org)["b@example.org"] ",[^x] {{."
      ! 1:47-1:49 value-parses
      ! 1:42-1:46 footnote-defined
      `,
    );
  });
});

describe('HTML', () => {
  it('is refused and printed as it stands; comments are dropped', () => {
    checkChapter(
      `
      <!-- A note to ourselves -->

      Some <b>bold</b> words <!-- here --> and <!--> there.

      <div class="x">
      *words*
      </div>
      `,
      `
      p "Some <b>bold</b> words  and  there."
      p "<div class=\\"x\\">\\n*words*\\n</div>"
      ! 3:6-3:9 html-absent
      ! 3:13-3:17 html-absent
      ! 5:1-7:7 html-absent
      `,
    );
  });
});

describe('headings', () => {
  it('go down by one, from the title to the third', () => {
    checkChapter(
      `
      # Leadership {#leadership}

      ### Too deep
      ## Section
      ### Sub-section
      #### Deeper
      # Second title
      `,
      `
      h1#leadership "Leadership"
      h3 "Too deep"
      h2 "Section"
      h3 "Sub-section"
      h4 "Deeper"
      h1 "Second title"
      ! 3:1-3:13 heading-depth
      ! 6:1-6:12 heading-depth
      ! 7:1-7:15 heading-depth
      `,
    );
  });
});
