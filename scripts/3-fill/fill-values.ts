/**
 * The values of a chapter: expressions in, words with the key of their provenance out. Changes the tree; a faulty value
 * keeps its braces.
 */
import Handlebars from 'handlebars';
import type { Nodes, Root } from 'mdast';
import type { BlockNode, CitationNode, ValueNode } from '../model.ts';
import { placeAtOffset, placeOf, placeWithin } from '../place.ts';
import { visitAll } from '../visit-all.ts';
import type { BlockContext } from './fill-block.ts';
import { evaluate, HELPERS } from './values/evaluate.ts';
import { ValueFault } from './values/operand.ts';

type ValueContext = Pick<BlockContext, 'inputs' | 'source' | 'recorder' | 'reads' | 'complain'>;

/** Values in running text, in labels and captions, and in quoted options. */
export function fillValues(tree: Root, context: ValueContext): void {
  visitAll(tree, (node) => {
    if (node.type === 'value') fillValue(node, context);
    if (node.type === 'block') fillOptions(node, context);
    if (node.type === 'citation') recordFact(node, context);
    if (node.type === 'text') checkSingleBraces(node, context);
  });
}

const SINGLE = /\\.|(?<!\{)\{([a-z_]+)[ .][^{}\n]*\}(?!\})/g;

/** `{count cities}`: a value with one brace too few on either side is printed as it stands. */
function checkSingleBraces(node: Nodes, { inputs, source, complain }: ValueContext): void {
  const [start, end] = [node.position?.start.offset, node.position?.end.offset];
  if (start === undefined) return;
  for (const { 0: all, 1: name = '', index } of source.text.slice(start, end).matchAll(SINGLE)) {
    if (!Object.hasOwn(HELPERS, name) && !inputs.tables.has(name)) continue;
    complain({
      rule: 'value-parses',
      grade: 'warning',
      reason: `Unexpected \`${all}\` that is printed as text, expected two braces on either side`,
      place: placeAtOffset(source.text, source.path, start + index, all.length),
      note: `write \`{${all}}\`; to print the brace, write \`\\{\``,
    });
  }
}

/** `{{percent …}}%` would print two signs. */
function checkSign(node: ValueNode, { source, complain }: ValueContext): void {
  const end = node.position?.end.offset;
  if (end === undefined || source.text[end] !== '%' || !node.text?.endsWith('%')) return;
  if (source.text.slice(end - 2, end) !== '}}') return; // a value inside an option
  complain({
    rule: 'value-parses',
    grade: 'warning',
    reason: `Unexpected \`%\` after \`${node.text}\`, expected one sign`,
    place: placeAtOffset(source.text, source.path, end, 1),
    note: 'leave out the `%` after the braces: the value says it already',
  });
}

/** The fact that a citation rests on; one that is not there has its message when references are checked. */
function recordFact(node: CitationNode, { inputs, source, recorder }: ValueContext): void {
  const facts = inputs.tables.get('facts');
  const row = facts?.rowByKey.get(node.fact ?? '');
  if (facts !== undefined && row !== undefined)
    recorder.recordFact(facts, row, placeOf(source.path, node));
}

/** `by="{{…}}"`: the words of a value inside an option; its provenance is kept, its place is the block's. */
function fillOptions(block: BlockNode, context: ValueContext): void {
  for (const [name, text] of Object.entries(block.options)) {
    if (!text.includes('{{')) continue;
    block.options[name] = text.replace(/\{\{([^{}]*)\}\}/g, (_, expression: string) => {
      const node: ValueNode = {
        type: 'value',
        expression: expression.trim(),
        ...(block.position ? { position: block.position } : {}),
      };
      fillValue(node, context);
      return node.text ?? '';
    });
  }
}

function fillValue(node: ValueNode, context: ValueContext): void {
  const { inputs, source, recorder, reads, complain } = context;
  try {
    const tracked = evaluate(node.expression, inputs.tables, Handlebars.parse);
    if (tracked.value === null && tracked.text === undefined) throw emptyCell(node.expression);
    const { key, text } = recorder.record(tracked, node.expression, placeOf(source.path, node));
    for (const { table } of tracked.cells) reads.add(`table:${table.name}`);
    node.provenance = key;
    node.text = text;
    checkSign(node, context);
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    const { rule, message: reason, note, word } = error;
    const place =
      word === undefined
        ? placeOf(source.path, node)
        : placeWithin(source.text, source.path, node, word);
    complain({ rule, reason, place, note });
    node.text = `{{${node.expression}}}`;
  }
}

function emptyCell(expression: string): ValueFault {
  return new ValueFault(
    'data-cell-present',
    `Unexpected empty cell for \`${expression}\`, expected a value`,
    'fill the cell, or write the sentence without it',
  );
}
