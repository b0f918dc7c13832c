/** Citations of the real library in the house style, in a numeric and in a note style; faults; any words at all. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { toText } from 'hast-util-to-text';
import { describe, expect, test } from 'vitest';
import { readReferences, readStyle } from '../1-load/read-references.ts';
import type { FileTree, Reference } from '../model.ts';
import { type Complaint, openMessages } from '../place.ts';
import { visit } from '../visit.ts';
import { type CitationInput, formatCitations } from './format-citations.ts';

const root = new URL('../../', import.meta.url);
const tree: FileTree = {
  read: async (path) => new Uint8Array(readFileSync(new URL(path, root))),
  list: async () => [],
  hash: async () => '',
};
const { messages: loading, complain: complainOfLoading } = openMessages();
const references = await readReferences(tree, complainOfLoading);
const csl = await readStyle(tree, 'author-date', 'en-GB', complainOfLoading);

/** Formats citations written as authors write them, `@key` being narrative, and gives what came of each. */
async function check(
  sources: readonly string[],
  library: { references?: ReadonlyMap<string, Reference>; style?: string } = {},
) {
  const complaints: Complaint[] = [];
  const { citationByKey, bibliography } = await formatCitations(
    sources.map(citationOf),
    {
      references: library.references ?? references,
      csl: { ...csl, style: library.style ?? csl.style },
      styleFile: 'assets/references/author-date.csl',
    },
    (complaint) => complaints.push(complaint),
  );
  const texts = sources.map((_, index) => citationByKey.get(`c${index}`) ?? '');
  return {
    texts,
    bibliography,
    complaints,
    plain: texts.map((html) => html.replace(/<\/?a[^>]*>/g, '')),
  };
}

function citationOf(source: string, index: number): CitationInput {
  const narrative = !source.startsWith('[');
  const items = (narrative ? source : source.slice(1, -1)).split('; ').map((part) => {
    const [, prefix, no, key, locator] =
      /^(?:(.*?) )?(-?)@([\w:.+-]+)(?:, (.*))?$/s.exec(part) ?? [];
    return {
      key: key ?? '',
      form: no === '-' ? ('no-author' as const) : ('normal' as const),
      ...(prefix === undefined ? {} : { prefix }),
      ...(locator === undefined ? {} : { locator }),
      place: { file: 'chapters/x/10-a.md', line: index + 1, column: 1 },
    };
  });
  return { key: `c${index}`, narrative, items };
}

function made(item: Record<string, unknown> & { id: string }): ReadonlyMap<string, Reference> {
  return new Map([
    [
      item.id,
      { item, provisional: false, place: { file: 'assets/references/references.json', line: 7 } },
    ],
  ]);
}

describe('a citation', () => {
  test('names author and year and links to the entry', async () => {
    const { texts } = await check([
      '[@budd2016framework]',
      '[@budd2016framework, p. 4]',
      '[see @budd2016framework; -@rapoport2015future, p. 9, our emphasis]',
      '@budd2016framework',
    ]);
    const link = '<a href="#ref-budd2016framework">';
    expect(texts).toEqual([
      `(${link}Budd and Sancino, 2016</a>)`,
      `(${link}Budd and Sancino, 2016</a>, p. 4)`,
      `(see ${link}Budd and Sancino, 2016</a>; <a href="#ref-rapoport2015future">2015</a>, p. 9, our emphasis)`,
      `${link}Budd and Sancino</a> (${link}2016</a>)`,
    ]);
  });

  test.each([
    ['p. 4', 'p. 4'],
    ['pp. 4-7', 'pp. 4–7'],
    ['page 4 to 7', 'pp. 4–7'],
    ['12', 'p. 12'],
    ['4-7', 'pp. 4–7'],
    ['4, 7 and 9', 'pp. 4, 7 and 9'],
    ['pp. iv–vi', 'pp. iv–vi'],
    ['chapter 3', 'chapter 3'],
    ['ch. 3', 'chapter 3'],
    ['chapters 3 and 4', 'chapters 3 and 4'],
    ['section 2', 'section 2'],
    ['§2', 'section 2'],
    ['para 3.1', 'para 3.1'],
    ['paras 3.1-3.4', 'paras 3.1–3.4'],
    ['fig. 2', 'fig. 2'],
    ['table 4', 'table 4'],
    ['note 5', 'note 5'],
    ['appendix B', 'appendix B'],
    ['annex A', 'annex A'],
    ['3.1', '3.1'],
    ["the Council's own count", 'the Council’s own count'],
    ['p. 4, "our" emphasis', 'p. 4, “our” emphasis'],
  ])('with locator %s prints %s', async (locator, printed) => {
    const { plain } = await check([`[@nao2017combined, ${locator}]`]);
    expect(plain).toEqual([`(National Audit Office, 2017, ${printed})`]);
  });

  test('tells like sources apart, shortens from four authors, says where a date is missing', async () => {
    const { plain } = await check([
      '[@cfc_bigcities; @cfc_beyondrates]',
      '[@rsa2014metro; @rsa2014powers]',
      '[@rapoport2019leading; @rapoport2015future]',
      '[@galceran_tepsa]',
      '@cfc_bigcities',
      '@rapoport2015future',
    ]);
    expect(plain).toEqual([
      '(Centre for Cities, no date b; Centre for Cities, no date a)',
      '(City Growth Commission, 2014a; City Growth Commission, 2014b)',
      '(Rapoport, Acuto and Grcheva, 2019; Rapoport et al., 2015)',
      '(Galceran-Vercher, Fernández de Losada and de la Varga, 2021)',
      'Centre for Cities (no date b)',
      'Rapoport et al. (2015)',
    ]);
  });

  test('of an Act is its title, of a source without author the title', async () => {
    const { plain } = await check(['[@localism2011, section 4]', '@localism2011']);
    expect(plain).toEqual(['(Localism Act 2011, section 4)', 'Localism Act 2011']);
    const leaflet = made({
      id: 'leaflet',
      type: 'article-magazine',
      title: "The city's week",
      issued: { 'date-parts': [[2020]] },
    });
    const { plain: titled, bibliography } = await check(['[@leaflet]', '@leaflet'], {
      references: leaflet,
    });
    expect(titled).toEqual(['(‘The city’s week’, 2020)', '‘The city’s week’ (2020)']);
    expect(bibliography[0]?.html).toBe('‘The city’s week’ (2020).');
  });

  test('loads nothing and says nothing where there are none', async () => {
    expect(await check([])).toMatchObject({ texts: [], bibliography: [], complaints: [] });
  });
});

describe('the reference list', () => {
  test.each([
    [
      'an article',
      'budd2016framework',
      'Budd, L. and Sancino, A. (2016) <a href="https://doi.org/10.1080/21681376.2015.1125306">‘A Framework for city leadership in multilevel governance settings: the comparative contexts of Italy and the UK’</a>, <i>Regional Studies, Regional Science</i>, 3(1), pp. 129–145. doi:10.1080/21681376.2015.1125306.',
    ],
    [
      'an article without volume',
      'ryan2021debating',
      'Ryan, H.E. and Mazzilli, C. (2021) <a href="https://ouci.dntb.gov.ua/en/works/9joAdqO7">‘Debating the value of twinning in the United Kingdom: the need for a broader perspective’</a>, <i>British Politics</i>, no. 3, pp. 450–471.',
    ],
    [
      'quotation marks within a title',
      'liu2018sister',
      'Liu, X. and Hu, X. (2018) <a href="https://doi.org/10.1007/s11067-018-9408-z">‘Are “Sister Cities” from “Sister Provinces”? An Exploratory Study of Sister City Relations (SCRs) in China’</a>, <i>Networks and Spatial Economics</i>, 18(3), pp. 473–491. doi:10.1007/s11067-018-9408-z.',
    ],
    [
      'a report with a number',
      'nao2015citydeals',
      'National Audit Office (2015) <a href="https://fdocuments.in/document/devolving-responsibilities-to-cities-in-england-wave-devolving-responsibilities.html"><i>Devolving responsibilities to cities in England: Wave 1 City Deals</i></a>, HC 266 Session 2015–16. London: National Audit Office.',
    ],
    [
      'a report in a series',
      'oecd2020core',
      'OECD (2020) <a href="https://www.oecd.org/en/publications/enhancing-productivity-in-uk-core-cities_9ef55ff7-en.html"><i>Enhancing Productivity in UK Core Cities: Connecting Local and Regional Growth</i></a>. OECD Urban Policy Reviews. Paris: OECD Publishing.',
    ],
    [
      'a report without publisher',
      'uk2070_golocal',
      'UK2070 Commission (2020) <a href="http://uk2070.org.uk/?page_id=1455&amp;preview=true"><i>Go Big – Go Local: The UK2070 Report on a New Deal for Levelling Up the United Kingdom</i></a>.',
    ],
    [
      'an edited book',
      'back2006european',
      'Bäck, H., Heinelt, H. and Magnier, A. (eds) (2006) <a href="https://doi.org/10.1007/978-3-531-90005-6"><i>The European Mayor: Political Leaders in the Changing Context of Local Democracy</i></a>. Wiesbaden: VS Verlag für Sozialwissenschaften. doi:10.1007/978-3-531-90005-6.',
    ],
    [
      'a chapter',
      'robinson2018politics',
      'Robinson, J. (2018) <a href="https://docslib.org/doc/3365089/1-the-politics-of-the-global-urban">‘The politics of the (global) urban: city strategies as repeated instances’</a>, in <i>The City as a Global Political Actor</i>. London: Routledge.',
    ],
    [
      'an Act',
      'localism2011',
      '<a href="http://legislation.data.gov.uk/ukpga/2011/20/notes/division/5/1/data.htm?wrap=true">Localism Act 2011</a> (2011 c. 20).',
    ],
    [
      'a data set',
      'urbanconnections2015data',
      'UCL City Leadership Initiative (2015) <a href="https://b2find.eudat.eu/dataset/d07c6ec4-b69e-5e2a-92dd-cac854f9fb59"><i>Urban connections: international survey of city leadership 2014–2015</i></a> [data set]. UK Data Archive (via EUDAT B2FIND).',
    ],
    [
      'a newspaper',
      'bartram2013twinwin',
      'Bartram, D. and Ji, X. (2013) <a href="http://europe.chinadaily.com.cn/epaper/2013-03/15/content_16310165_2.htm">‘A twin-win situation’</a>, <i>China Daily</i>, March.',
    ],
    [
      'news without a date',
      'bbc_ningbo',
      'BBC News (no date) <a href="https://qualitypuck.com/news/articles/c70ekp9zz58o">‘Cutting Chinese ties would cost city £100m – report’</a>.',
    ],
    [
      'an encyclopedia',
      'wiki_corecities',
      'Wikipedia contributors (no date) <a href="https://en.wikipedia.org/wiki/Core_Cities_Group">‘Core Cities Group’</a>, <i>Wikipedia</i>.',
    ],
    [
      'a web page that asks',
      'keithlucas_leader',
      /^Keith-Lucas, P\. \(no date\) <a href="[^"]+"><i>How long the Leader\?<\/i><\/a> Local Government Lawyer\.$/,
    ],
    [
      'a conference paper',
      'hambleton2013place',
      /^Hambleton, R\. \(2013\) <a href="[^"]+">‘Place-based leadership: a new avenue for planning research\?’<\/a>, in <i>Annual UK-Ireland Planning Research Conference, [^<]+<\/i>\.$/,
    ],
    [
      'more than ten authors',
      'lse2023manchester',
      /^Brandily, P\., Brewer, M\., .+, Rodrigues, G\. et al\. \(no date\) /,
    ],
  ])('prints %s', async (_, key, expected) => {
    const { bibliography } = await check([`[@${key}]`]);
    const [entry] = bibliography;
    if (typeof expected === 'string') expect(entry?.html).toBe(expected);
    else expect(entry?.html).toMatch(expected);
    expect(entry).toMatchObject({ key, provisional: references.get(key)?.provisional });
  });

  test('prints when a page was seen', async () => {
    const page = made({
      id: 'page',
      type: 'webpage',
      title: 'Mayors',
      author: [{ literal: 'GOV.UK' }],
      URL: 'https://www.gov.uk/',
      accessed: { 'date-parts': [[2026, 11, 22]] },
    });
    const { bibliography } = await check(['[@page]'], { references: page });
    expect(bibliography[0]?.html).toBe(
      'GOV.UK (no date) <a href="https://www.gov.uk/"><i>Mayors</i></a>. Accessed 22 November 2026.',
    );
  });

  test('holds the whole library, in order, without a complaint or a slip of the pen', async () => {
    const { bibliography, complaints, texts } = await check(
      [...references.keys()].map((key) => `[@${key}]`),
    );
    expect([loading, complaints]).toEqual([[], []]);
    expect(bibliography).toHaveLength(references.size);
    for (const html of [...bibliography.map((entry) => entry.html), ...texts]) {
      expect(wordsOf(html).replace(/doi:\S+/, '')).not.toMatch(
        /undefined|NaN|CSL STYLE|NO_PRINTED|["']|([.,;:])\1|[,;:][.,;:]|[?!][.,;]|\(\)|\(\(|\s[,.;)]|\d{4}-\d\d|https?:/,
      );
      expectWellFormed(html);
    }
    const initials = bibliography.map(({ html }) => wordsOf(html).charAt(0).toLowerCase());
    expect(initials).toEqual([...initials].sort((one, other) => one.localeCompare(other, 'en-GB')));
  }, 30_000);
});

describe('other styles', () => {
  const style = (kind: string, format: string, citation: string, bibliography: string) =>
    `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="${kind}"><info><title>t</title><id>t</id>
    <category citation-format="${format}"/><updated>2026-11-22T00:00:00+00:00</updated></info>${citation}${bibliography}</style>`;
  const locator =
    '<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>';
  const list =
    '<bibliography second-field-align="flush"><layout suffix="."><text variable="citation-number" prefix="[" suffix="]"/><names variable="author" suffix=", "/><text variable="title"/></layout></bibliography>';
  const numbers = `<group delimiter=", "><text variable="citation-number"/>${locator}</group></layout></citation>`;

  test('numeric', async () => {
    const numeric = style(
      'in-text',
      'numeric',
      `<citation><sort><key variable="citation-number"/></sort><layout prefix="[" suffix="]" delimiter=", ">${numbers}`,
      list,
    );
    const { texts, bibliography } = await check(
      [
        '[@localism2011]',
        '[@budd2016framework, p. 4; @localism2011]',
        '@budd2016framework',
        '@localism2011',
      ],
      { style: numeric },
    );
    const [act, budd] = ['<a href="#ref-localism2011">', '<a href="#ref-budd2016framework">'];
    expect(texts).toEqual([
      `[${act}1</a>]`,
      `[${act}1</a>, ${budd}2</a>, p. 4]`,
      `${budd}Budd and Sancino</a> [${budd}2</a>]`,
      `${act}Localism Act 2011</a> [${act}1</a>]`,
    ]);
    expect(bibliography.map(({ key }) => key)).toEqual(['localism2011', 'budd2016framework']);
    expect(bibliography[0]?.html).toMatch(
      /^<span class="csl-left-margin">\[1\]<\/span><span class="csl-right-inline">UK Parliament, <a href="http:[^"]+">Localism Act 2011<\/a>\.<\/span>$/,
    );
  });

  test('raised numbers, and no links without a list', async () => {
    const raised = style(
      'in-text',
      'numeric',
      `<citation><layout vertical-align="sup" delimiter=",">${numbers}`,
      '',
    );
    const { texts, bibliography } = await check(
      ['[@localism2011; @budd2016framework]', '@budd2016framework'],
      { style: raised },
    );
    expect(texts).toEqual(['<sup>1,2</sup>', 'Budd and Sancino<sup>2</sup>']);
    expect(bibliography).toEqual([]);
  });

  test('notes, in brackets in the text', async () => {
    const cite =
      '<choose><if position="ibid"><text term="ibid"/></if><else-if position="subsequent"><names variable="author"><name form="short"/></names></else-if><else><group delimiter=", "><names variable="author"/><text variable="title" font-style="italic"/></group></else></choose>';
    const note = style(
      'note',
      'note',
      `<citation><layout suffix="." delimiter="; ">${cite}</layout></citation>`,
      list,
    );
    const { plain } = await check(
      ['[@localism2011]', '[@localism2011]', '[@allen2010powerful]', '[-@localism2011]'],
      { style: note },
    );
    expect(plain).toEqual([
      '(UK Parliament, <i>Localism Act 2011</i>)',
      '(Ibid.)',
      '(John Allen, <i>Powerful City Networks: More than Connections, Less than Domination and Control</i>)',
      '(UK Parliament)',
    ]);
  });
});

describe('a fault', () => {
  test('in a key is told once for a place, with the likely key, and the rest prints', async () => {
    const { plain, complaints } = await check([
      '[@bud2016framework, p. 3; @allen2010powerful]',
      '@nobody',
    ]);
    expect(plain).toEqual(['(Allen, 2010; bud2016framework?, p. 3)', 'nobody?']);
    expect(complaints).toEqual([
      {
        rule: 'citation-known',
        reason: 'Unexpected citation of `bud2016framework`, expected a key of the references',
        place: { file: 'chapters/x/10-a.md', line: 1, column: 1 },
        note: 'write `budd2016framework`',
      },
      expect.objectContaining({
        rule: 'citation-known',
        place: { file: 'chapters/x/10-a.md', line: 2, column: 1 },
      }),
    ]);
  });

  test.each([
    [
      { issued: { 'date-parts': [[2016, 'May']] } },
      'Unexpected date for `issued`, expected year, month and day as numbers in `x`',
    ],
    [
      { issued: '2016' },
      'Unexpected date for `issued`, expected year, month and day as numbers in `x`',
    ],
    [
      { issued: { 'date-parts': [[2016, 5, 1], [2017]] } },
      'Unexpected reference `x`, expected CSL-JSON (CSL data error: element mismatch in date range input.)',
    ],
    [{ author: 'Budd' }, 'Unexpected string `Budd` for `author`, expected a list of names in `x`'],
    [
      { author: [{ name: 'Budd' }] },
      'Unexpected name in `author`, expected a family name or a literal one in `x`',
    ],
    [{ title: ['A'] }, 'Unexpected list for `title`, expected a text or a number in `x`'],
    [{ title: '' }, 'Unexpected reference without `title`, expected one in `x`'],
    [
      { URL: 'javascript:alert(1)' },
      'Unexpected `URL` `javascript:alert(1)`, expected an address with https:// in `x`',
    ],
    [{ DOI: 'S0962-6298' }, 'Unexpected `DOI` `S0962-6298`, expected one that begins `10.` in `x`'],
  ])('in a reference is told at its place: %o', async (fields, reason) => {
    const { complaints, texts } = await check(['[@x]'], {
      references: made({ id: 'x', type: 'book', title: 'A', ...fields }),
    });
    expect(complaints[0]).toMatchObject({
      rule: 'references-valid',
      reason,
      place: { file: 'assets/references/references.json', line: 7 },
    });
    expect(texts[0]).toMatch(/^\(.*(?:A|x|Budd).*\)$/);
  });

  test.each([
    '<style/>',
    'garbage',
    '<style><citation',
    '<style><citation><layout><nonsense/></layout></citation></style>',
  ])('in the style is told at its file: %s', async (style) => {
    const { complaints, plain } = await check(['[@budd2016framework]'], { style });
    expect(complaints).toEqual([
      expect.objectContaining({
        rule: 'style-valid',
        place: { file: 'assets/references/author-date.csl' },
      }),
    ]);
    expect(plain).toEqual(['(budd2016framework?)']);
  });

  test('keys that JavaScript knows are keys like others', async () => {
    const { plain } = await check(['[@constructor]'], {
      references: made({
        id: 'constructor',
        type: 'book',
        title: 'A',
        issued: { 'date-parts': [[2000]] },
      }),
    });
    expect(plain).toEqual(['(<i>A</i>, 2000)']);
  });
});

test('any words around any citations give well-formed HTML and no exception', async () => {
  const words = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'see',
      '<b>',
      '</a>',
      '&amp;',
      '"',
      "'s",
      'p. 4',
      'pp. 4-7',
      'para 3.1-3.2',
      '§ 2',
      '(',
      '[',
      'ch. <i>',
      '{:',
      '\n',
    ),
  );
  const item = fc.record(
    {
      key: fc.constantFrom(
        'budd2016framework',
        'localism2011',
        'cfc_bigcities',
        'cfc_beyondrates',
        'lse2023manchester',
        'nobody',
        '__proto__',
      ),
      form: fc.constantFrom('normal', 'no-author'),
      prefix: words,
      locator: words,
    },
    { requiredKeys: ['key', 'form'] },
  );
  const citation = fc.record({
    narrative: fc.boolean(),
    items: fc.array(item, { minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(citation, { minLength: 1, maxLength: 6 }), async (citations) => {
      const input = citations.map(({ narrative, items }, index) => ({
        key: `c${index}`,
        narrative,
        items: items.map((one) => ({ ...one, place: { file: 'a.md', line: index + 1 } })),
      }));
      const { citationByKey, bibliography } = await formatCitations(
        input,
        { references, csl, styleFile: 's.csl' },
        () => undefined,
      );
      expect(citationByKey.size).toBe(citations.length);
      for (const html of [...citationByKey.values(), ...bibliography.map((entry) => entry.html)])
        expectWellFormed(html);
    }),
    { numRuns: 60 },
  );
}, 60_000);

function wordsOf(html: string): string {
  return html.replace(/<[^<>]*>/g, '');
}

/** What a browser reads is what was written: the same words, and as many elements as there are start and end tags. */
function expectWellFormed(html: string): void {
  const parsed = fromHtml(html, { fragment: true });
  let elements = 0;
  visit(parsed, 'element', () => void elements++);
  const written = wordsOf(html)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
  expect(toText(parsed, { whitespace: 'pre' })).toBe(written);
  expect([html.match(/<[a-z]/g)?.length ?? 0, html.match(/<\//g)?.length ?? 0]).toEqual([
    elements,
    elements,
  ]);
}
