/**
 * Blocks and tables: what stage 3 filled in, framed with number, caption and source line, out; an author's words take the
 * place of the slots that stood for them.
 */
import type { Element, ElementContent, Root as HastRoot } from 'hast';
import { h } from 'hastscript';
import type { Paragraph, Table } from 'mdast';
import { defaultHandlers, type Handler, type State } from 'mdast-util-to-hast';
import { visit } from 'unist-util-visit';
import type { BlockNode, Target } from '../model.ts';
import { composeRegister } from './compose-registers.ts';
import { type HandlerContext, markProvisional, setFacts, text } from './handler-context.ts';
import { titleNumber } from './words.ts';

export function blockHandler(context: HandlerContext): Handler {
  return (state, node: BlockNode) => {
    const register = composeRegister(node, context.apparatus);
    if (register !== undefined) return setFacts(register, node, context);
    if (node.filled === undefined) return setFacts(gapOf(node, state), node, context);
    const target = context.apparatus.targetByKey.get(node.data?.key ?? '');
    const label = state.all({ type: 'paragraph', children: node.label } as Paragraph);
    const tree = structuredClone(node.filled.tree) as HastRoot;
    fillSlots(tree, {
      label,
      number: target === undefined ? [] : [text(titleNumber(target))],
      content: () => state.wrap(state.all(node as never), true),
    });
    visit(tree, 'element', (element) => {
      if (element.data?.provenance !== undefined) markProvisional(element, context);
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
    return h('figure', { id, className: ['figure', `figure-${node.name}`] }, [
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
  if (credits.size === 0) return [];
  const csv = h('span', { className: ['only-screen'] }, [
    text(' '),
    h('a', { href: `data/${node.data?.identifier}.csv` }, 'Download the rows (CSV)'),
  ]);
  const words = text(`${credits.size === 1 ? 'Source' : 'Sources'}: ${[...credits].join('; ')}.`);
  return [
    h('p', { className: ['source'] }, [words, ...(node.filled?.csv === undefined ? [] : [csv])]),
  ];
}

/** Replaces `<slot name=…>` by the author's words; a slot without words vanishes. */
function fillSlots(
  tree: HastRoot,
  words: { label: ElementContent[]; number: ElementContent[]; content: () => ElementContent[] },
): void {
  visit(tree, 'element', (element, index, parent) => {
    if (element.tagName !== 'slot' || parent === undefined || index === undefined) return undefined;
    const name = String(element.properties.name);
    const made =
      name === 'content' ? words.content() : name === 'number' ? words.number : words.label;
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

/** A table in its frame: caption with number inside the table, source line after it. */
function captionTable(
  table: Element,
  target: Target,
  caption: ElementContent[],
  after: Element[],
): Element {
  const words = [
    h('span', { className: ['enumerator'] }, `${titleNumber(target)}.`),
    text(' '),
    ...caption,
  ];
  table.children.unshift(h('caption', words));
  return h('div', { className: ['table-frame'], id: target.identifier }, [
    h('div', { className: ['table-scroll'] }, table),
    ...after,
  ]);
}
