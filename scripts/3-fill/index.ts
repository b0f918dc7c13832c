/**
 * Stage 3: a parsed chapter, the data and the templates in, a Manuscript chapter out: values and blocks filled, each
 * value with its provenance; what needs the whole report stays open. Pure: it reads nothing but its Inputs.
 */
import type { Heading, PhrasingContent, Root } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { BlockNode, Chapter, Inputs, ParsedChapter } from '../model.ts';
import { openMessages } from '../place.ts';
import { visit } from '../visit.ts';
import { type BlockContext, fillBlock } from './fill-block.ts';
import { fillImages } from './fill-images.ts';
import { fillPages } from './fill-pages.ts';
import { type FillTemplate, templateFiller } from './fill-template.ts';
import { fillValues } from './fill-values.ts';
import { textMeasure } from './measure-text.ts';
import { nameNodes } from './name-nodes.ts';
import { openRecorder } from './record-values.ts';

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
  const context: BlockContext = {
    inputs,
    source,
    fillTemplate,
    measure,
    recorder,
    reads,
    complain,
  };
  fillValues(tree, context);
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
