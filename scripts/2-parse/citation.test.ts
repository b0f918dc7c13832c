/** Citations and cross-references as authors write them. */
import { describe, expect, it } from 'vitest';
import { checkChapter, parseChapter } from './check-chapter.ts';

describe('citations', () => {
  it('come in groups with words before and places in the source', () => {
    checkChapter(
      `
      As found [see @rapoport2015future, pp. 22-4; also -@budd2016framework]{fact=45}, and
      [@nao2017combined;
      @ucl2015, ch. 2].
      `,
      `
      p "As found " cite(see rapoport2015future, pp. 22-4; also -budd2016framework fact=45) ", and\\n" cite(nao2017combined; ucl2015, ch. 2) "."
      `,
    );
  });

  it('know where each key stands, also over lines and in a quotation', () => {
    const text = '# A\n\n> Found [@one;\n> see @two].\n';
    const { tree } = parseChapter({ path: 'a.md', text, slug: 'a', matter: 'body' });
    const quote = tree.children[1];
    const paragraph = quote?.type === 'blockquote' ? quote.children[0] : undefined;
    const group = paragraph?.type === 'paragraph' ? paragraph.children[1] : undefined;
    const places = group?.type === 'citation' ? group.items.map(({ place }) => place) : [];
    expect(places).toEqual([
      { file: '', line: 3, column: 10, endLine: 3, endColumn: 14 },
      { file: '', line: 4, column: 7, endLine: 4, endColumn: 11 },
    ]);
  });

  it('are told where they begin if their key runs over lines', () => {
    const text = '# A\n\nFound [@one\ntwo].\n';
    const { tree } = parseChapter({ path: 'a.md', text, slug: 'a', matter: 'body' });
    const paragraph = tree.children[1];
    const group = paragraph?.type === 'paragraph' ? paragraph.children[1] : undefined;
    const places = group?.type === 'citation' ? group.items.map(({ place }) => place) : [];
    expect(places).toEqual([{ file: '', line: 3, column: 8, endLine: 3, endColumn: 9 }]);
  });

  it('are narrative without brackets', () => {
    checkChapter(
      '@budd2016framework says so; _as @rapoport2015_ and (@ucl-2015) do.',
      'p narrative(budd2016framework) " says so; " em["as " narrative(rapoport2015)] " and (" narrative(ucl-2015) ") do."',
    );
  });

  it('are not e-mail addresses, links or escaped', () => {
    checkChapter(
      `
      Write to a.smith@ucl.ac.uk or <b@ucl.ac.uk>, see [@UCLCities](https://example.org/@ucl)
      and ![by @UCLCities](a.svg), \\@here or @ noon, 5 @ 3.
      `,
      `
      p "Write to " link(mailto:a.smith@ucl.ac.uk)["a.smith@ucl.ac.uk"] " or " link(mailto:b@ucl.ac.uk)["b@ucl.ac.uk"] ", see " link(https://example.org/@ucl)["@UCLCities"] "\\nand " image(a.svg "by @UCLCities") ", @here or @ noon, 5 @ 3."
      `,
    );
  });

  it('take only a fact', () => {
    checkChapter(
      'So it was [@ucl2015]{fact=9 page=3}.',
      `
      p "So it was " cite(ucl2015 fact=9) "."
      ! 1:21-1:36 option-known
      `,
    );
  });
});

describe('cross-references', () => {
  it('end before punctuation', () => {
    checkChapter(
      'See @fig-size, @tbl-led; (@sec-tools) on page @page:sec-tools. *@rec-one*, _@box-leps_, @para-why-',
      'p "See " number(fig-size) ", " number(tbl-led) "; (" number(sec-tools) ") on page " page(sec-tools) ". " em[number(rec-one)] ", " em[number(box-leps)] ", " number(para-why) "-"',
    );
  });

  it('need a name', () => {
    checkChapter(
      'On @page: one, @fig- two',
      'p "On " narrative(page) ": one, " narrative(fig) "- two"',
    );
  });

  it('stand in cells and labels', () => {
    checkChapter(
      `
      | City |
      | --- |
      | Leeds, @sec-leeds |

      ::chart[Growth (@sec-growth)]{spec=a}
      `,
      `
      table
        | "City"
        | "Leeds, " number(sec-leeds)
      chart spec=a ["Growth (" number(sec-growth) ")"]
      `,
    );
  });
});
