/**
 * What the handlers of one chapter share: what they know, and the facts they leave on the elements they make.
 */
import type { Element, ElementContent, ElementData } from 'hast';
import { h } from 'hastscript';
import type { Nodes } from 'mdast';
import type { Apparatus, Inputs, Provenance } from '../model.ts';
import { placeOf } from '../place.ts';

/** What the handlers of one chapter know. */
export interface HandlerContext {
  readonly file: string;
  readonly apparatus: Apparatus;
  readonly inputs: Inputs;
  readonly provenanceByKey: ReadonlyMap<string, Provenance>;
  readonly noteByLabel: ReadonlyMap<string, string>;
  /** How often each note was called so far. */
  readonly callTurns: Map<string, number>;
  /** The words of every block as they were composed, by its key, for the registers of the whole report. */
  readonly composed: Map<string, ComposedBlock>;
}

/** What a register can say of a block. */
export interface ComposedBlock {
  readonly label: readonly ElementContent[];
  readonly content: readonly ElementContent[];
  /** The options that a register shows, each with its name as a person reads it. */
  readonly facts: readonly { readonly title: string; readonly words: readonly ElementContent[] }[];
}

/** Key and place of a node on the element made of it. */
export function setFacts(element: Element, node: Nodes, context: HandlerContext): Element {
  const key = node.data?.key;
  element.data = {
    ...element.data,
    place: placeOf(context.file, node),
    ...(key === undefined ? {} : { key }),
  } as ElementData;
  return element;
}

/** A value that rests on a cell nobody checked is followed by [p]. */
export function markProvisional(element: Element, { provenanceByKey }: HandlerContext): Element {
  const provenance = provenanceByKey.get(element.data?.provenance ?? '');
  if (provenance?.provisional)
    element.children.push(h('span', { className: ['provisional'] }, '\u00a0[p]'));
  return element;
}

/** A text node. */
export function text(value: string): { type: 'text'; value: string } {
  return { type: 'text', value };
}
