/**
 * Blocks and tables: what stage 3 filled in, framed with number, caption and source line, out; an author's words take the
 * place of the slots that stood for them.
 */
import type { Element, ElementContent, Root as HastRoot } from 'hast';
import { h } from 'hastscript';
import type { Paragraph, Table } from 'mdast';
import { defaultHandlers, type Handler, type State } from 'mdast-util-to-hast';
import type { BlockNode, BlockShape, Target } from '../model.ts';
import { visit } from '../visit.ts';
import { linkTargets, waitingRegister } from './compose-registers.ts';
import { captionTable } from './frame-table.ts';
import {
  type ComposedBlock,
  type HandlerContext,
  markProvisional,
  setFacts,
  text,
} from './handler-context.ts';
import { sayName, titleNumber } from './words.ts';

export function blockHandler(context: HandlerContext): Handler {
  return (state, node: BlockNode) => {
    const shape = context.inputs.shapes.get(node.name);
    if (shape?.register !== undefined) return setFacts(waitingRegister(node), node, context);
    if (node.filled === undefined) return setFacts(gapOf(node, state), node, context);
    const target = context.apparatus.targetByKey.get(node.data?.key ?? '');
    const label = state.all({ type: 'paragraph', children: node.label } as Paragraph);
    const content = state.wrap(state.all(node as never), true);
    const options = linkOptions(node, shape, context);
    const tree = structuredClone(node.filled.tree) as HastRoot;
    const number = target?.enumerator ? [text(titleNumber(target))] : [];
    fillSlots(tree, { ...options, label, number, content });
    const facts = listFacts(node, shape, options);
    context.composed.set(node.data?.key ?? '', { label, content, facts });
    visit(tree, 'element', (element, _, parent) => {
      const isRowName = parent?.type === 'element' && parent.properties.scope === 'row'; // it names, and proves nothing
      if (element.data?.provenance !== undefined && !isRowName) markProvisional(element, context);
    });
    const children = tree.children as ElementContent[];
    return setFacts(frameBlock(node, children, target, label, context), node, context);
  };
}

/** What could not be filled is shown, never lost. */
function gapOf(node: BlockNode, state: State): Element {
  const label = state.all({ type: 'paragraph', children: node.label } as Paragraph);
  const content = state.wrap(state.all(node as never), true);
  return h('div', { id: node.data?.identifier, className: ['gap'] }, [
    h('p', [text(`[${node.name}] `), ...label]),
    ...content,
  ]);
}

function frameBlock(
  node: BlockNode,
  children: ElementContent[],
  target: Target | undefined,
  label: ElementContent[],
  context: HandlerContext,
): Element {
  const id = node.data?.identifier;
  const source = sourceLine(node, context);
  if (target?.kind === 'figure') {
    const caption = h('figcaption', [
      h('span', { className: ['enumerator'] }, `${titleNumber(target)}.`),
      text(' '),
      ...label,
    ]);
    const floats = node.options.place === 'here' ? [] : ['floats'];
    return h('figure', { id, className: ['figure', `figure-${node.name}`, ...floats] }, [
      caption,
      ...children,
      ...source,
    ]);
  }
  const table = children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'table',
  );
  if (target?.kind === 'table' && table !== undefined) {
    const frame = captionTable(table, target, label, source);
    if (node.filled?.landscape) frame.properties.className = ['table-frame', 'landscape'];
    else if (node.options.place === 'float') frame.properties.className = ['table-frame', 'floats'];
    return frame;
  }
  const only = children.filter((child) => child.type === 'element');
  if (only.length === 1 && only[0]?.type === 'element' && only[0].properties.id === undefined) {
    only[0].properties.id = id;
    return only[0];
  }
  return h('div', { id, className: [`block-${node.name}`] }, children);
}

/** "Source: …" from the columns a figure or table was drawn from, with the way to its rows. */
function sourceLine(node: BlockNode, { inputs }: HandlerContext): Element[] {
  const credits = new Set<string>();
  for (const name of node.filled?.columns ?? []) {
    const [table = '', column = ''] = name.split('.');
    const declared = inputs.tables.get(table)?.columns.get(column);
    if (declared !== undefined && !declared.isLabel) credits.add(declared.credit);
  }
  for (const credit of node.filled?.credits ?? []) credits.add(credit);
  if (credits.size === 0) return [];
  const csv = h('span', { className: ['only-screen'] }, [
    text(' '),
    h('a', { href: `data/${node.data?.identifier}.csv` }, 'Download the data (CSV)'),
  ]);
  const words = text(`${credits.size === 1 ? 'Source' : 'Sources'}: ${[...credits].join('; ')}.`);
  return [
    h('p', { className: ['source'] }, [words, ...(node.filled?.csv === undefined ? [] : [csv])]),
  ];
}

/** `rests="para-a para-b"`: the words and links of options that name things of the report, by the option's name. */
function linkOptions(
  node: BlockNode,
  shape: BlockShape | undefined,
  { apparatus }: HandlerContext,
): Record<string, ElementContent[]> {
  const options = Object.entries(shape?.options ?? {}).filter(([, { type }]) => type === 'targets');
  return Object.fromEntries(
    options.map(([name]) => {
      const ids = (node.options[name] ?? '').split(/\s+/).filter(Boolean);
      const found = ids.flatMap((id) => apparatus.targetByIdentifier.get(id) ?? []);
      return [name, linkTargets(found)];
    }),
  );
}

/** The options that the register shows and the call gives. */
function listFacts(
  node: BlockNode,
  shape: BlockShape | undefined,
  links: Readonly<Record<string, ElementContent[]>>,
): ComposedBlock['facts'] {
  return Object.entries(shape?.options ?? {}).flatMap(([name, { listed, title }]) => {
    const words = links[name] ?? (node.options[name] ? [text(node.options[name])] : []);
    return listed && words.length > 0 ? [{ title: title ?? sayName(name), words }] : [];
  });
}

/** Replaces `<slot name=…>` by the author's words; a slot without words vanishes. */
function fillSlots(tree: HastRoot, words: Readonly<Record<string, ElementContent[]>>): void {
  visit(tree, 'element', (element, index, parent) => {
    if (element.tagName !== 'slot' || parent === undefined || index === undefined) return undefined;
    const name = String(element.properties.name);
    const made = structuredClone(words[name] ?? []);
    parent.children.splice(index, 1, ...made);
    return index + made.length;
  });
}

export function tableHandler(context: HandlerContext): Handler {
  const basic = defaultHandlers.table as Handler;
  return (state, node: Table, parent) => {
    const table = basic(state, node, parent) as Element;
    visit(table, 'element', (cell) => {
      if (cell.tagName === 'th') cell.properties.scope = 'col';
      const align = cell.properties.align;
      if (align === undefined) return;
      delete cell.properties.align;
      cell.properties.className = [`align-${String(align)}`];
    });
    const target = context.apparatus.targetByKey.get(node.data?.key ?? '');
    const caption = state.all({
      type: 'paragraph',
      children: node.data?.caption ?? [],
    } as Paragraph);
    if (target !== undefined)
      return setFacts(captionTable(table, target, caption, []), node, context);
    return setFacts(h('div', { className: ['table-scroll'] }, table), node, context);
  };
}
