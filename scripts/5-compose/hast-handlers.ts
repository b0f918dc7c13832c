/**
 * One handler for each kind of node: mdast and what is known of it in, hast out, with the node's key and place. The
 * list is given to remark-rehype; numbers and words of citations come from the Apparatus.
 */
import type { ElementContent, ElementData, Text as HastText } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import type { Nodes, Paragraph, Parents, Text } from 'mdast';
import { defaultHandlers, type Handler, type Handlers } from 'mdast-util-to-hast';
import type { CitationNode, CrossReferenceNode, Target, ValueNode } from '../model.ts';
import { blockHandler, tableHandler } from './handle-blocks.ts';
import { type HandlerContext, markProvisional, setFacts, text } from './handler-context.ts';
import { nameTarget, titleNumber } from './words.ts';

export function hastHandlers(context: HandlerContext): Handlers {
  return {
    ...Object.fromEntries(
      ['blockquote', 'code', 'list', 'listItem', 'thematicBreak'].map((type) => [
        type,
        withFacts(type, context),
      ]),
    ),
    text: textHandler(context),
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

function withFacts(type: string, context: HandlerContext): Handler {
  const basic = defaultHandlers[type as keyof typeof defaultHandlers] as Handler;
  return (state, node, parent) => {
    const made = basic(state, node, parent);
    if (made !== undefined && !Array.isArray(made) && made.type === 'element')
      setFacts(made, node, context);
    return made;
  };
}

/** The author's words, abbreviations written out or explained where stage 4 says so. */
function textHandler({ apparatus }: HandlerContext): Handler {
  const basic = defaultHandlers.text as Handler;
  return (state, node: Text) => {
    const marks = apparatus.marksByText.get(node);
    if (marks === undefined) return basic(state, node, undefined);
    const parts: ElementContent[] = [];
    const add = (value: string): void => {
      if (value !== '') parts.push(basic(state, { type: 'text', value }, undefined) as HastText);
    };
    let at = 0;
    for (const { offset, length, words, title } of marks) {
      add(node.value.slice(at, offset));
      if (title === undefined) add(words);
      else parts.push(h('abbr', { title }, words));
      at = offset + length;
    }
    add(node.value.slice(at));
    return parts;
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

function valueHandler(context: HandlerContext): Handler {
  return (_, node: ValueNode) => {
    const words = node.text ?? `{{${node.expression}}}`;
    if (node.provenance === undefined) return h('span', { className: ['gap'] }, words);
    const element = h('data', { className: ['value'] }, words);
    element.data = { provenance: node.provenance } as ElementData;
    return markProvisional(element, context);
  };
}

function crossReferenceHandler({ apparatus }: HandlerContext): Handler {
  return (_, node: CrossReferenceNode, parent) => {
    const target = apparatus.targetByIdentifier.get(node.identifier);
    if (target === undefined)
      return h(
        'span',
        { className: ['gap'] },
        `@${node.form === 'page' ? 'page:' : ''}${node.identifier}`,
      );
    const href = `#${node.identifier}`;
    if (node.form === 'number')
      return h('a', { className: ['cross-reference'], href }, sayTarget(node, parent, target));
    return h(
      'a',
      { className: ['cross-reference', 'page-reference'], href, dataPageOf: node.identifier },
      '0',
    );
  };
}

/** "Recommendation 1" where a sentence begins, "recommendation 1" inside it. */
function sayTarget(node: Nodes, parent: Parents | undefined, target: Target): string {
  const siblings = (parent?.children ?? []) as Nodes[];
  const before = siblings[siblings.indexOf(node) - 1];
  const begins = before === undefined ? parent?.type === 'paragraph' : endsSentence(before);
  return begins ? titleNumber(target) : nameTarget(target);
}

function endsSentence(node: Nodes): boolean {
  return node.type === 'text' && /[.!?][’”)]?\s+$/.test(node.value);
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
        ariaLabel:
          note.letter === undefined ? `Note ${note.number}` : `Note ${note.letter} under the table`,
      },
      note.letter ?? String(note.number),
    );
    return h('sup', link);
  };
}
