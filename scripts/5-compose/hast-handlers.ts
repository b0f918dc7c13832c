/**
 * One handler for each kind of node: mdast and what is known of it in, hast out, with the node's key and place. The
 * list is given to remark-rehype; numbers and words of citations come from the Apparatus.
 */
import type { Element, ElementContent, ElementData, Root as HastRoot } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import type { Nodes, Paragraph, Table } from 'mdast';
import { defaultHandlers, type Handler, type Handlers, type State } from 'mdast-util-to-hast';
import { visit } from 'unist-util-visit';
import type {
  Apparatus,
  BlockNode,
  CitationNode,
  CrossReferenceNode,
  Inputs,
  Provenance,
  Target,
  ValueNode,
} from '../model.ts';
import { placeOf } from '../place.ts';
import { composeRegister } from './compose-registers.ts';
import { nameTarget, titleNumber } from './words.ts';

/** What the handlers of one chapter know. */
export interface HandlerContext {
  readonly file: string;
  readonly apparatus: Apparatus;
  readonly inputs: Inputs;
  readonly provenanceByKey: ReadonlyMap<string, Provenance>;
  readonly noteByLabel: ReadonlyMap<string, string>;
  /** How often each note was called so far. */
  readonly callTurns: Map<string, number>;
}

export function hastHandlers(context: HandlerContext): Handlers {
  return {
    ...Object.fromEntries(
      ['blockquote', 'code', 'list', 'listItem', 'thematicBreak'].map((type) => [
        type,
        withFacts(type, context),
      ]),
    ),
    heading: headingHandler(context),
    paragraph: paragraphHandler(context),
    table: tableHandler(context),
    value: valueHandler(context),
    crossReference: crossReferenceHandler(context),
    citation: citationHandler(context),
    block: blockHandler(context),
    footnoteReference: callHandler(context),
    footnoteDefinition: () => undefined,
  } as Handlers;
}

/** Key and place of a node on the element made of it. */
function setFacts(element: Element, node: Nodes, context: HandlerContext): Element {
  const key = node.data?.key;
  element.data = {
    ...element.data,
    place: placeOf(context.file, node),
    ...(key === undefined ? {} : { key }),
  } as ElementData;
  return element;
}

function withFacts(type: string, context: HandlerContext): Handler {
  const basic = defaultHandlers[type as keyof typeof defaultHandlers] as Handler;
  return (state, node, parent) => {
    const made = basic(state, node, parent);
    if (made !== undefined && !Array.isArray(made) && made.type === 'element')
      setFacts(made, node, context);
    return made;
  };
}

function headingHandler(context: HandlerContext): Handler {
  return (state, node) => {
    const target = context.apparatus.targetByKey.get(node.data?.key ?? '');
    const level = Math.min(6, node.depth + 1);
    const number = target?.enumerator
      ? [h('span', { className: ['enumerator'] }, chapterNumber(target)), text(' ')]
      : [];
    const element = h(`h${level}`, { id: node.data?.identifier }, [...number, ...state.all(node)]);
    return setFacts(element, node, context);
  };
}

/** A chapter of the back is "Annex A", all else its number alone. */
function chapterNumber(target: Target): string {
  return target.kind === 'chapter' && /^[A-Z]/.test(target.enumerator)
    ? `Annex\u00a0${target.enumerator}`
    : target.enumerator;
}

function paragraphHandler(context: HandlerContext): Handler {
  return (state, node: Paragraph) => {
    const target = context.apparatus.targetByKey.get(node.data?.key ?? '');
    const children = state.all(node);
    const id = node.data?.identifier;
    if (!target?.enumerator) return setFacts(h('p', { id }, children), node, context);
    const number = h('span', { className: ['paragraph-number'] }, target.enumerator);
    return setFacts(
      h('p', { id, className: ['numbered'] }, [number, text(' '), ...children]),
      node,
      context,
    );
  };
}

function tableHandler(context: HandlerContext): Handler {
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

function valueHandler(context: HandlerContext): Handler {
  return (_, node: ValueNode) => {
    const words = node.text ?? `{{${node.expression}}}`;
    if (node.provenance === undefined) return h('span', { className: ['gap'] }, words);
    const element = h('data', { className: ['value'] }, words);
    element.data = { provenance: node.provenance } as ElementData;
    return markProvisional(element, context);
  };
}

/** A value that rests on a cell nobody checked is followed by [p]. */
function markProvisional(element: Element, { provenanceByKey }: HandlerContext): Element {
  const provenance = provenanceByKey.get(element.data?.provenance ?? '');
  if (provenance?.provisional)
    element.children.push(h('span', { className: ['provisional'] }, '\u00a0[p]'));
  return element;
}

function crossReferenceHandler({ apparatus }: HandlerContext): Handler {
  return (_, node: CrossReferenceNode) => {
    const target = apparatus.targetByIdentifier.get(node.identifier);
    if (target === undefined)
      return h(
        'span',
        { className: ['gap'] },
        `@${node.form === 'page' ? 'page:' : ''}${node.identifier}`,
      );
    const href = `#${node.identifier}`;
    if (node.form === 'number')
      return h('a', { className: ['cross-reference'], href }, nameTarget(target));
    return h(
      'a',
      { className: ['cross-reference', 'page-reference'], href, dataPageOf: node.identifier },
      '0',
    );
  };
}

function citationHandler({ apparatus }: HandlerContext): Handler {
  return (_, node: CitationNode) => {
    const html = apparatus.citationByKey.get(node.data?.key ?? '') ?? '';
    const children = fromHtml(html, { fragment: true }).children as ElementContent[];
    const provisional = node.items.some(
      ({ key }) => apparatus.bibliography.find((entry) => entry.key === key)?.provisional,
    );
    const mark = provisional ? [h('span', { className: ['provisional'] }, '\u00a0[p]')] : [];
    return h(
      'cite',
      { className: ['citation'], ...(node.fact === undefined ? {} : { dataFact: node.fact }) },
      [...children, ...mark],
    );
  };
}

function callHandler({ apparatus, noteByLabel, callTurns }: HandlerContext): Handler {
  return (_, node) => {
    const identifier = noteByLabel.get(node.identifier) ?? '';
    const note = apparatus.footnoteByIdentifier.get(identifier);
    if (note === undefined) return undefined;
    const turn = callTurns.get(identifier) ?? 0;
    callTurns.set(identifier, turn + 1);
    const link = h(
      'a',
      {
        className: ['footnote-call'],
        id: note.calls[turn],
        href: `#${identifier}`,
        ariaLabel: `Note ${note.number}`,
      },
      String(note.number),
    );
    return h('sup', link);
  };
}

function blockHandler(context: HandlerContext): Handler {
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
  return h('div', { className: ['gap'] }, [
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

export function text(value: string): { type: 'text'; value: string } {
  return { type: 'text', value };
}
