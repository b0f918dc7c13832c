/**
 * Paragraphs that were split or joined in, their redline out: each paragraph of either side, with a pilcrow where one ends
 * that goes on on the other side.
 */
import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type { RegroupedNode, Shell, Stretch } from '../review/comparison.ts';
import { drawParts as drawInlineParts } from './draw-words.ts';
import { type Drawing, marksOf } from './drawing.ts';
import { flagOf, hiddenWords, ONLY, placeFirst } from './flags.ts';
import { oldShell } from './old-nodes.ts';
import { wasTag } from './report-html.ts';

/** Each paragraph of either side; one that is none of its own on the other side begins after a pilcrow. */
export function drawRegrouped(node: RegroupedNode, drawing: Drawing): ElementContent[] {
  const { shell, was, stretches, change } = node;
  const parts: { element: Element; stretches: Stretch[] }[] = [
    { element: paragraphOf(shell, wasTag(shell, was)), stretches: [] },
  ];
  for (const stretch of stretches) {
    const { break: end } = stretch;
    if (end === undefined) parts.at(-1)?.stretches.push(stretch);
    else parts.push({ element: openParagraph(stretch, drawing), stretches: [] });
  }
  return drawParts(parts, node, change, drawing);
}

function paragraphOf({ tagName, properties, data }: Shell, added: Properties): Element {
  const own = { ...properties, ...added };
  const element: Element = { type: 'element', tagName, properties: own, children: [] };
  return data === undefined ? element : { ...element, data };
}

function openParagraph({ op, break: end }: Stretch, { gone }: Drawing): Element {
  const { shell, shellWas } = end as NonNullable<Stretch['break']>;
  if (op === 'keep') return paragraphOf(shell, wasTag(shell, shellWas));
  const own = op === 'delete' ? oldShell(shell, gone) : shell;
  return paragraphOf(own, { dataRedlineBreak: op === 'delete' ? 'old' : 'new' });
}

function drawParts(
  parts: readonly { readonly element: Element; readonly stretches: readonly Stretch[] }[],
  node: RegroupedNode,
  change: string | undefined,
  drawing: Drawing,
): ElementContent[] {
  const known = drawing.changes.get(change ?? '');
  const deed = known?.kind === 'split' ? 'Paragraph split' : 'Paragraphs joined';
  const flag = flagOf(change, drawing, deed);
  const drawn = drawInlineParts(
    node,
    parts.map(({ stretches }) => stretches),
    drawing,
  );
  return parts.map(({ element }, at) => {
    const next = parts[at + 1]?.element.properties.dataRedlineBreak;
    const mark = next === undefined ? [] : [pilcrow(next === 'old', change, drawing)];
    const whole = { ...element, children: [...(drawn[at] ?? []), ...mark] };
    if (at === 0 && flag !== undefined) placeFirst(whole, [flag]);
    return whole;
  });
}

function pilcrow(isGone: boolean, change: string | undefined, drawing: Drawing): Element {
  const words = isGone ? 'paragraph end deleted ' : 'paragraph end inserted ';
  const className = ['redline-pilcrow'];
  return h(isGone ? 'del' : 'ins', { ...ONLY, className, ...marksOf(change, drawing) }, [
    ...hiddenWords(words, drawing),
    '¶',
  ]);
}
