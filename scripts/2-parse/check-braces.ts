/**
 * Braces that were meant as a value or an id and are none: in running text, in the address of a link or image and in
 * an image's description. Complains; they are printed as they stand.
 */
import type { Nodes, Root } from 'mdast';
import { type Complain, placeAtOffset, placeOf } from '../place.ts';
import { visit } from '../visit.ts';

export function checkBraces(tree: Root, file: string, source: string, complain: Complain): void {
  visit(tree, (node) => {
    if (node.type === 'text') checkText(node, file, source, complain);
    if ('url' in node && isValue(node.url)) complain(explainPlace(node, file, 'an address'));
    if (node.type === 'image' && isValue(node.alt ?? ''))
      complain(explainPlace(node, file, 'the description of an image'));
  });
}

function isValue(text: string): boolean {
  return text.includes('{{');
}

const MEANT = /\\.|\{\{|\{#(?=[A-Za-z])|\{ *fact *= *[\w-]*/g;

/** Where the tree has the text from: what is escaped there is meant as it stands. */
function checkText(node: Nodes, file: string, source: string, complain: Complain): void {
  const start = node.position?.start.offset;
  if (start === undefined) return;
  for (const found of source.slice(start, node.position?.end.offset).matchAll(MEANT)) {
    if (found[0].startsWith('\\')) continue;
    const line = source.lastIndexOf('\n', start + found.index) + 1;
    if (found[0] === '{#' && /^[ \t>]*:{2,}[a-z]/.test(source.slice(line))) continue; // told of the block
    const place = placeAtOffset(source, file, start + found.index, found[0].length);
    complain({ ...explain(found[0], source.slice(start + found.index)), place });
  }
}

type Fault = Omit<Parameters<Complain>[0], 'place'>;

/** What is wrong, from what was found and the text that begins with it. */
function explain(found: string, text: string): Fault {
  if (found === '{{') return explainOpen(text);
  if (found === '{#')
    return {
      rule: 'attributes-parse',
      reason: 'Unexpected `{#` that gives no id, expected `{#id}` or `{#id key="value"}`',
      note: 'an id has letters, digits and hyphens; to print the brace, write `\\{`',
    };
  const fact = `{fact=${found.split('=')[1]?.trim() || '45'}}`;
  return {
    rule: 'attributes-parse',
    reason: `Unexpected \`${found}\` that names no fact, expected \`${fact}\` right after a citation`,
    note: `write \`${fact}\` after the bracket, without a space; to print the brace, write \`\\{\``,
  };
}

/** What a value lacks, from the text that begins with it: a quotation mark, or its end. */
function explainOpen(text: string): Fault {
  const [line = ''] = text.split('\n');
  const inner = /^\{\{([^}]*)\}\}/.exec(line)?.[1] ?? '';
  const isQuoteOpen = (inner.match(/"/g) ?? []).length % 2 === 1;
  const rule = 'value-parses';
  if (isQuoteOpen) {
    return {
      rule,
      reason: `Unexpected quotation mark without its other half in \`{{${inner}}}\`, expected two of them`,
      note: 'close the words with `"`, as in `"population_2021"`',
    };
  }
  return {
    rule,
    reason: 'Unexpected `{{` that begins no value, expected `{{ … }}` on one line',
    note: 'close it with `}}` on the same line; to print the braces, write `\\{{`',
  };
}

function explainPlace(node: Nodes, file: string, where: string): Parameters<Complain>[0] {
  return {
    rule: 'value-place',
    reason: `Unexpected \`{{\` in ${where}, expected a value in running text only`,
    place: placeOf(file, node),
    note: 'write the words out, or say them in the sentence',
  };
}
