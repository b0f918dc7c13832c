/**
 * Stage 3: a parsed chapter, the data and the templates in, a Manuscript chapter out: values and blocks filled, each
 * value with its provenance; what needs the whole report stays open. Pure: it reads nothing but its Inputs.
 */
import Handlebars from 'handlebars';
import type { Heading, PhrasingContent, Root } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { BlockNode, Chapter, Inputs, ParsedChapter, Tables, ValueNode } from '../model.ts';
import { type Complain, openMessages, placeOf } from '../place.ts';
import { visitAll } from '../visit-all.ts';
import { type BlockContext, fillBlock } from './fill-block.ts';
import { fillImages } from './fill-images.ts';
import { fillPages } from './fill-pages.ts';
import { type FillTemplate, templateFiller } from './fill-template.ts';
import { textMeasure } from './measure-text.ts';
import { nameNodes } from './name-nodes.ts';
import { openRecorder, type ValueRecorder } from './record-values.ts';
import { evaluate } from './values/evaluate.ts';
import { ValueFault } from './values/operand.ts';

export { fillPages };

export interface Filler {
  readonly fillChapter: (parsed: ParsedChapter) => Promise<Chapter>;
  readonly fillTemplate: FillTemplate;
}

/** The filler of a report's chapters; made once, it holds what all chapters share. */
export function chapterFiller(inputs: Inputs): Filler {
  const fillTemplate = templateFiller(inputs.tables, inputs.templates);
  const measure = textMeasure(inputs.fonts);
  return {
    fillTemplate,
    fillChapter: (parsed) => fillChapter(parsed, inputs, fillTemplate, measure),
  };
}

async function fillChapter(
  parsed: ParsedChapter,
  inputs: Inputs,
  fillTemplate: FillTemplate,
  measure: BlockContext['measure'],
): Promise<Chapter> {
  const { source, tree } = parsed;
  const { messages, complain } = openMessages();
  const recorder = openRecorder(source.slug);
  const reads = new Set<string>();
  const images = fillImages(tree, source.path, inputs, complain); // before naming: figures become blocks
  nameNodes(tree, source, complain);
  fillValues(tree, source.path, inputs.tables, recorder, reads, complain);
  const context: BlockContext = {
    inputs,
    source,
    fillTemplate,
    measure,
    recorder,
    reads,
    complain,
  };
  await fillBlocks(tree, context);
  return {
    slug: source.slug,
    path: source.path,
    matter: source.matter,
    title: labelText(parsed.title),
    titlePlace: parsed.titlePlace,
    numbered: parsed.matter.numbered ?? source.matter !== 'front',
    identifier: parsed.title.data?.identifier ?? source.slug,
    tree,
    provenance: recorder.records,
    images,
    reads: [...reads],
    messages: [...parsed.messages, ...messages],
  };
}

/** Values in running text, in labels and captions, and in quoted options. */
function fillValues(
  tree: Root,
  file: string,
  tables: Tables,
  recorder: ValueRecorder,
  reads: Set<string>,
  complain: Complain,
): void {
  const fill = (node: ValueNode): void => fillValue(node, file, tables, recorder, reads, complain);
  visitAll(tree, (node) => {
    if (node.type === 'value') fill(node);
    if (node.type === 'block') fillOptions(node, fill);
  });
}

/** `by="{{…}}"`: the words of a value inside an option; its provenance is kept, its place is the block's. */
function fillOptions(block: BlockNode, fill: (node: ValueNode) => void): void {
  for (const [name, text] of Object.entries(block.options)) {
    if (!text.includes('{{')) continue;
    block.options[name] = text.replace(/\{\{([^{}]*)\}\}/g, (_, expression: string) => {
      const node: ValueNode = {
        type: 'value',
        expression: expression.trim(),
        ...(block.position ? { position: block.position } : {}),
      };
      fill(node);
      return node.text ?? '';
    });
  }
}

function fillValue(
  node: ValueNode,
  file: string,
  tables: Tables,
  recorder: ValueRecorder,
  reads: Set<string>,
  complain: Complain,
): void {
  const place = placeOf(file, node);
  try {
    const tracked = evaluate(node.expression, tables, Handlebars.parse);
    if (tracked.value === null && tracked.text === undefined)
      throw new ValueFault(
        'data-cell-present',
        `Unexpected empty cell for \`${node.expression}\`, expected a value`,
        'fill the cell, or write the sentence without it',
      );
    const { key, text } = recorder.record(tracked, node.expression, place);
    for (const { table } of tracked.cells) reads.add(`table:${table.name}`);
    node.provenance = key;
    node.text = text;
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    complain({
      rule: error.rule,
      reason: error.message,
      place: placeWord(node, file, error.word),
      note: error.note,
    });
    node.text = `{{${node.expression}}}`;
  }
}

/** The wrong word inside the braces, if it can be found there; else the whole value. */
function placeWord(
  node: ValueNode,
  file: string,
  word: string | undefined,
): ReturnType<typeof placeOf> {
  const place = placeOf(file, node);
  const at = word === undefined ? -1 : node.expression.indexOf(word);
  if (at === -1 || word === undefined || place.column === undefined || place.line === undefined)
    return place;
  const width = (place.endColumn ?? 0) - place.column;
  const lead = width - 2 - node.expression.length; // braces and spaces before the expression, at least two
  const column = place.column + Math.max(2, Math.min(lead, 3)) + at;
  const start = width === node.expression.length + 4 ? place.column + 2 + at : column;
  return {
    file,
    line: place.line,
    column: start,
    endLine: place.line,
    endColumn: start + word.length,
  };
}

async function fillBlocks(tree: Root, context: BlockContext): Promise<void> {
  const blocks: BlockNode[] = [];
  visit(tree, 'block', (node) => {
    if (node.filled === undefined) blocks.push(node);
  });
  for (const block of blocks) {
    const headline = block.label.map((part) => labelText(part)).join('');
    await fillBlock(block, headline, context);
  }
}

/** The words of a label with its values filled. */
function labelText(part: PhrasingContent | Heading): string {
  if (part.type === 'value') return part.text ?? '';
  if ('children' in part)
    return part.children.map((child) => labelText(child as PhrasingContent)).join('');
  return plainText(part);
}
