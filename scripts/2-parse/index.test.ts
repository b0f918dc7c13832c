/** Stage 2: values and attributes. */
import { describe, it } from 'vitest';
import { checkChapter } from './check-chapter.ts';

describe('values', () => {
  it('stand in running text, headings, tables and labels', () => {
    checkChapter(
      `
      ## The {{count cities}} cities

      They had {{million (sum cities "population_2011")}} residents, *{{percent (change cities "a" "b")}}* more.

      | Nation | Cities |
      | --- | --- |
      | Wales | {{count cities nation="Wales"}} |

      ::chart[How {{count cities}} cities grew]{#fig-size spec=residents}

      :::box[{{count cities}} cities]
      Words.
      :::
      `,
      `
      h2 "The " value(count cities) " cities"
      p "They had " value(million (sum cities "population_2011")) " residents, " em[value(percent (change cities "a" "b"))] " more."
      table
        | "Nation" | "Cities"
        | "Wales" | value(count cities nation="Wales")
      chart#fig-size spec=residents ["How " value(count cities) " cities grew"]
      box [value(count cities) " cities"]
        p "Words."
      `,
    );
  });

  it('keep braces inside quotation marks', () => {
    checkChapter('It is {{text "a }} b"}}.', 'p "It is " value(text "a }} b") "."');
  });

  it('are literal in code and after a backslash', () => {
    checkChapter(
      `
      Write \`{{count cities}}\` or \\{{count cities}}.

          {{count cities}}
      `,
      `
      p "Write " code({{count cities}}) " or {{count cities}}."
      code "{{count cities}}"
      `,
    );
  });

  it('stand in the words of a link, not in its address', () => {
    checkChapter(
      'See [the {{count cities}} cities](https://example.org/{{year}}).',
      `
      p "See " link(https://example.org/{{year}})["the " value(count cities) " cities"] "."
      ! 1:5-1:64 value-place
      `,
    );
  });

  it('do not vanish from the description of an image', () => {
    checkChapter(
      '![Map of {{count cities}} cities](map.svg)',
      `
      p image(map.svg "Map of {{count cities}} cities")
      ! 1:1-1:43 value-place
      `,
    );
  });

  it('are complained of where they are not closed on their line', () => {
    checkChapter(
      `
      The {{count cities} cities
      and {{count
      cities}} and {{{count cities}}}.
      `,
      `
      p "The {{count cities} cities\\nand {{count\\ncities}} and {{{count cities}}}."
      ! 1:5-1:7 value-parses
      ! 2:5-2:7 value-parses
      ! 3:14-3:16 value-parses
      `,
    );
  });
});

describe('attributes', () => {
  it('belong to what they end or follow', () => {
    checkChapter(
      `
      ## Who leads {#sec-leads}

      Most are led by a **leader** {#para-most}

      A second paragraph
      {#para-second}

      ![A map](map.svg){#fig-map} and ![another](b.svg)

      | City | Model |
      | --- | --- |
      | Leeds | leader |
      : How cities are led, in {{count cities}} | or more {#tbl-led}
      `,
      `
      h2#sec-leads "Who leads"
      p#para-most "Most are led by a " strong["leader"]
      p#para-second "A second paragraph"
      p image#fig-map(map.svg "A map") " and " image(b.svg "another")
      table#tbl-led "How cities are led, in " value(count cities) " | or more"
        | "City" | "Model"
        | "Leeds" | "leader"
      `,
    );
  });

  it('are complained of where they belong to nothing', () => {
    checkChapter(
      `
      Some {#para-x} words, and {#para x} too.

      ::chart[Growth {#fig-x}]{spec=a}
      `,
      `
      p "Some {#para-x} words, and {#para x} too."
      chart spec=a ["Growth {#fig-x}"]
      ! 1:27-1:29 attributes-parse
      ! 1:6-1:15 attributes-place
      ! 3:16-3:24 attributes-place
      `,
    );
  });

  it('leave other braces alone', () => {
    checkChapter(
      "The set {a=b} of {it's} and \\{#x} and `{#y}` and {n=5}",
      'p "The set {a=b} of {it\'s} and {#x} and " code({#y}) " and {n=5}"',
    );
  });

  it('caption a table from the paragraph below it', () => {
    checkChapter(
      `
      | City |
      | --- |
      | Leeds |

      : One city {#tbl-one}

      : No caption
      `,
      `
      table#tbl-one "One city"
        | "City"
        | "Leeds"
      p ": No caption"
      `,
    );
  });
});
