/**
 * For tests: chapters made by chance, out of what the language has and out of its broken pieces. In each the words are
 * `w0q`, `w1q` …, so that every one of them can be found again.
 */
import fc from 'fast-check';

/** A chapter of well-formed and of plausibly wrong constructs, in which every word is one that readers should see. */
export function arbitraryChapter(): fc.Arbitrary<string> {
  const { blocks } = fc.letrec<{ blocks: string; block: string }>((tie) => ({
    blocks: fc
      .array(tie('block'), { minLength: 1, maxLength: 3 })
      .map((blocks) => blocks.join('\n\n')),
    block: fc.oneof(
      { maxDepth: 3, depthSize: 'medium' },
      { weight: 8, arbitrary: flatBlock() },
      { weight: 1, arbitrary: tie('blocks').map((text) => indent(text, '> ', '> ')) },
      { weight: 1, arbitrary: tie('blocks').map((text) => indent(text, '- ', '  ')) },
      { weight: 1, arbitrary: tie('blocks').map((text) => indent(text, '10. ', '    ')) },
      { weight: 1, arbitrary: tie('blocks').map((text) => indent(text, '[^1]: ', '    ')) },
      { weight: 2, arbitrary: fc.tuple(line(), tie('blocks')).map(wrapBlock) },
    ),
  }));
  return fc.tuple(matter(), blocks).map(([head, body]) => numberWords(`${head}${body}\n`));
}

/** Pieces of the language thrown together; here words may end up where no reader sees them. */
export function arbitrarySoup(): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...PIECES), { maxLength: 40, size: 'large' })
    .map((pieces) => pieces.join(''));
}

const PIECES = (
  '{{ }} { } {# {#a {#fig-a} {a=b} { "} \' " [@ [ ] @a @b; @page: @fig-a -@a , ; [^ [^a] [^a]: ( ) ](a) ![ : :: ::: :::: ' +
  ':::box ::chart ::chart[ :lang :lang[a]{zh} ::: ]{ * ** _ ~ ~~ ` ``` ~~~ | --- | - 1. > # ## #### <b> </b> <div> <!-- --> <a ' +
  '\\ \\{ \\@ & &amp; http://a.b a@b.c words : title: ä 北京 😀'
)
  .split(' ')
  .concat(['\n', '\n', '\n\n', '\n\n', ' ', ' ', '    ', '\t', '---\n', '\n:::\n', '\n: ']);

const WORD = '¤';

function phrase(): fc.Arbitrary<string> {
  const plain = [
    WORD,
    `${WORD} ${WORD}.`,
    `(${WORD})`,
    `"${WORD}",`,
    `${WORD}'s`,
    '9:30 a::b std::c',
  ];
  const marked = [`*${WORD}*`, `**${WORD} ${WORD}**`, `~~${WORD}~~`, `~${WORD}~`, `\`${WORD}\``];
  const values = [
    '{{count cities}}',
    '{{percent (share c "a }} b")}}',
    `\\{{${WORD}}}`,
    `{${WORD}}`,
  ];
  const cited = [
    '@key',
    '@key-2.',
    '[@key, p. 4; -@other]',
    '[see @key]{fact=4}',
    '[@a;\n@b]',
    '\\@x',
  ];
  const references = ['@fig-size,', '_@sec-x_', '@page:sec-x.', 'a@example.org', '@ 5', '[@'];
  const linked = [`[${WORD}](https://example.org/x)`, `[${WORD} @b](#a)`, `![${WORD} @b](a.png)`];
  const other = [
    `:lang[${WORD}]{zh}`,
    `:lang[${WORD}]`,
    ':lang',
    '[^1]',
    '[^two]',
    '{#id}',
    `{#${WORD}'}`,
  ];
  const html = ['<!-- c -->', `<b>${WORD}</b>`, `<br/>${WORD}`, `<i title="${WORD}">`];
  const all = [marked, values, cited, references, linked, other, html].map((some) => ({
    weight: 1,
    arbitrary: fc.constantFrom(...some),
  }));
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...plain) }, ...all);
}

/** Phrases on one line, beginning with a word, as a cell or a label has them. */
function line(): fc.Arbitrary<string> {
  return fc
    .array(phrase(), { maxLength: 4 })
    .map((phrases) => [WORD, ...phrases].join(' ').replaceAll('\n', ' '));
}

function flatBlock(): fc.Arbitrary<string> {
  const lines = fc.array(line(), { minLength: 1, maxLength: 3 }).map((some) => some.join('\n'));
  return fc.oneof(
    { weight: 6, arbitrary: lines },
    { weight: 1, arbitrary: lines.map((text) => `${text} {#para-a}`) },
    { weight: 2, arbitrary: line().map((text) => `## ${text}`) },
    { weight: 1, arbitrary: line().map((text) => `#### ${text} {#sec-a}`) },
    { weight: 2, arbitrary: fc.array(line(), { minLength: 5, maxLength: 5 }).map(table) },
    { weight: 2, arbitrary: line().map((text) => `::chart[${text}]{#fig-a spec=a}`) },
    { weight: 1, arbitrary: line().map((text) => `![${WORD}](a.png "A caption")\n${text}`) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_BLOCKS) },
  );
}

const ODD_BLOCKS = [
  ':::',
  `:::bx[${WORD}]`,
  `::chart{spec=a}[${WORD}]`,
  '::references',
  `<div>\n${WORD}\n</div>`,
  '<!-- a comment\n\nwith lines -->',
  `\`\`\`js\n${WORD} {{x}} @a\n:::\n\`\`\``,
  `[^2]: ${WORD}`,
  '***',
];

function table(cells: readonly string[]): string {
  const [a, b, c, d, caption] = cells.map((cell) => cell.replaceAll('|', ''));
  return `| ${a} | ${b} |\n| --- | --: |\n| ${c} | ${d} |\n: ${caption} | ${WORD} {#tbl-a}`;
}

/** The blocks in a box with more colons than any box within. */
function wrapBlock([label, text]: readonly [string, string]): string {
  const inner = Math.max(2, ...[...text.matchAll(/:{3,}/g)].map(([colons]) => colons.length));
  const colons = ':'.repeat(inner + 1);
  return `${colons}box[${label}]{#box-a}\n${text}\n${colons}`;
}

function indent(text: string, first: string, rest: string): string {
  return first + text.split('\n').join(`\n${rest}`);
}

function matter(): fc.Arbitrary<string> {
  return fc.constantFrom(
    `---\ntitle: ${WORD} *${WORD}* of {{count cities}}\n---\n`,
    `---\ntitle: '${WORD} @a <b>${WORD}</b>'\nid: a\n---\n\n`,
    `---\ntitle: >\n  ${WORD}\n  ${WORD}\nnumbered: false\n---\n`,
    `# ${WORD} {#a}\n\n`,
    '---\ntitle: a: b\n---\n',
    '---\ntitle: "a\nid: 5\n---\n',
    '',
  );
}

function numberWords(text: string): string {
  let turn = 0;
  return text.replaceAll(WORD, () => `w${turn++}q`);
}
