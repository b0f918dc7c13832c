/**
 * Two pieces that a reader sees as the same, or nearly so, in, one piece out that holds both: start tags and words of the
 * old one are kept as attributes where they differ. For numbers, ids and the marks of provisional values.
 */
import type { Element, ElementContent, Properties } from 'hast';
import { isSame } from '../review/tidy-tree.ts';
import type { Drawing } from './drawing.ts';
import { oldNode } from './old-nodes.ts';
import { nodesHtml, wasTag } from './report-html.ts';

/** Undefined where the two have not the same shape and no words can be put between them. */
export function overlay(
  old: ElementContent,
  now: ElementContent,
  marks: Properties,
  drawing: Drawing,
): ElementContent | undefined {
  if (isSame(old, now)) return now;
  if (old.type !== 'element' || now.type !== 'element') return undefined;
  const children = overlayChildren(old, now, marks, drawing);
  if (children === undefined) return undefined;
  const text = children === now.children ? oldText(old, now) : {};
  return { ...now, properties: { ...now.properties, ...wasTag(now, old), ...text }, children };
}

/** Words that differ and are all that an element holds are kept beside it. */
function oldText(old: Element, now: Element): Properties {
  return isSame(old.children, now.children) ? {} : { dataRedlineText: nodesHtml(old.children) };
}

function overlayChildren(
  old: Element,
  now: Element,
  marks: Properties,
  drawing: Drawing,
): ElementContent[] | undefined {
  if (isSame(old.children, now.children) || isOneText(old, now)) return now.children;
  if (old.children.length === now.children.length) {
    const pairs = old.children.map((child, at) =>
      overlay(child, now.children[at] as ElementContent, marks, drawing),
    );
    if (pairs.every((one) => one !== undefined)) return pairs;
  }
  return isDrawing(now) ? undefined : markMiddle(old, now, marks, drawing);
}

function isOneText({ children: a }: Element, { children: b }: Element): boolean {
  return a.length === 1 && b.length === 1 && a[0]?.type === 'text' && b[0]?.type === 'text';
}

/** In a drawing no marks can stand. */
function isDrawing({ tagName }: Element): boolean {
  return /^(?:svg|g|text|tspan|title|desc|path|defs|math)$/.test(tagName);
}

/** What differs between the children that are the same at the beginning and at the end. */
function markMiddle(
  { children: old }: Element,
  { children: now }: Element,
  marks: Properties,
  drawing: Drawing,
): ElementContent[] {
  let [lead, tail] = [0, 0];
  const shorter = Math.min(old.length, now.length);
  while (lead < shorter && isSame(old[lead], now[lead])) lead++;
  while (tail < shorter - lead && isSame(old.at(-1 - tail), now.at(-1 - tail))) tail++;
  return [
    ...now.slice(0, lead),
    ...bothSides(
      old.slice(lead, old.length - tail),
      now.slice(lead, now.length - tail),
      marks,
      drawing,
    ),
    ...now.slice(now.length - tail),
  ];
}

/** Inline nodes of both sides one after another, marked. */
export function bothSides(
  old: readonly ElementContent[],
  now: readonly ElementContent[],
  marks: Properties,
  { gone }: Drawing,
): ElementContent[] {
  const isSilent = marks.dataRedlineSilent !== undefined;
  const mark = (role: 'del' | 'ins', children: readonly ElementContent[]): Element[] => {
    const properties = { dataRedline: role, ...marks };
    const tagName = isSilent ? 'span' : role;
    return children.length === 0
      ? []
      : [{ type: 'element', tagName, properties, children: [...children] }];
  };
  return [
    ...mark(
      'del',
      old.map((node) => oldNode(node, gone)),
    ),
    ...mark('ins', now),
  ];
}
