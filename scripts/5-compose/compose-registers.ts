/**
 * Registers of the whole report where an author called for them: recommendations and references. The Apparatus in,
 * hast out.
 */
import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import type { Apparatus, BlockNode } from '../model.ts';

/** The element for a register block; undefined if the block is none. */
export function composeRegister(node: BlockNode, apparatus: Apparatus): Element | undefined {
  if (node.name === 'references') return composeReferences(apparatus);
  if (node.name === 'recommendations') return composeRecommendations(apparatus);
  return undefined;
}

/** Every cited work, each with its anchor `ref-<key>`. */
export function composeReferences({ bibliography }: Apparatus): Element {
  const entries = bibliography.map(({ key, html, provisional }) => {
    const words = fromHtml(html, { fragment: true }).children as ElementContent[];
    const mark = provisional ? [h('span', { className: ['provisional'] }, '\u00a0[p]')] : [];
    return h('li', { id: `ref-${key}` }, [...words, ...mark]);
  });
  return h('ul', { className: ['references'] }, entries);
}

function composeRecommendations({ registers }: Apparatus): Element {
  const entries = registers.recommendation.map(({ identifier, enumerator, title }) =>
    h('li', [
      h(
        'a',
        { className: ['cross-reference'], href: `#${identifier}` },
        `Recommendation\u00a0${enumerator}`,
      ),
      { type: 'text', value: `. ${title}` },
    ]),
  );
  return h('ul', { className: ['register'] }, entries);
}
