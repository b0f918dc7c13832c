/**
 * What a redline puts into a report beside the report's own words: the number of each change, what happened to a block,
 * and pointers between the two places of what moved. All of it is marked as belonging to the redline alone.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { classesOf } from '../review/read-inline.ts';
import { oldName } from '../review/say-change.ts';
import type { Drawing, NumberedChange } from './drawing.ts';

/** Belongs to the redline and to neither report. */
export const ONLY = { dataRedline: 'only' } as const;

/** Words for those who do not see the mark; paper has none, for there a mark is ink. */
export function hiddenWords(words: string, { face }: Drawing): ElementContent[] {
  if (face === 'print') return [];
  return [h('span', { ...ONLY, className: ['redline-unseen'] }, words)];
}

/** The flag of a change where it is first seen: its number, which leads to the list; in a link it leads nowhere. Undefined if it has one already. */
export function flagOf(
  id: string | undefined,
  drawing: Drawing,
  words = '',
  where: 'block' | 'inline' | 'link' = 'block',
): Element | undefined {
  const change = drawing.changes.get(id ?? '');
  if (change === undefined || drawing.flagged.has(change.id)) return undefined;
  drawing.flagged.add(change.id);
  const { kind, weight } = change;
  const marks = { ...ONLY, dataRedlineKind: kind, dataRedlineWeight: weight };
  const className = ['redline-flag', ...(where === 'block' ? ['redline-label'] : [])];
  const text = [h('span', String(change.number)), ...(words === '' ? [] : [` ${words}`])];
  if (where === 'link') return h('span', { ...marks, id: change.id, className }, text);
  const href = `#item-${change.id}`;
  const ariaLabel = `Change ${change.number}${words === '' ? '' : `: ${words}`}`;
  const flag = h('a', { ...marks, id: change.id, className, href, ariaLabel }, text);
  // The PDF's outline and the running heads leave out what stands raised in a heading.
  return drawing.face === 'print' ? h('sup', { ...ONLY }, [flag]) : flag;
}

/** "Added paragraph", "Removed row" */
export function sayBlock({ subject, old, new: now, kind }: NumberedChange): string {
  const what = subject.replaceAll('-', ' ');
  if (kind === 'added') return `Added ${what}`;
  if (kind === 'removed') return `Removed ${what}`;
  if (kind === 'moved') {
    const isElsewhere = old !== undefined && old.name !== now?.name;
    return `Moved here${isElsewhere ? ` from ${oldName(old, subject)}` : ''}`;
  }
  return kind === 'figure' ? 'Redrawn' : kind === 'look' ? 'Another level' : kind;
}

/** Elements that hold no words of their own but others that do. */
const HOLDERS = new Set(
  'table thead tbody tfoot tr ul ol dl details section aside picture'.split(' '),
);
/** Numbers hang before the first words. */
const NUMBERS = /^(?:enumerator|paragraph-number)\b/;
const WORDLESS = new Set('svg img hr br col colgroup math video'.split(' '));

/** A number, or an old and a new one that are marked. */
function isNumber(node: ElementContent): boolean {
  if (node.type !== 'element') return false;
  if (NUMBERS.test(classesOf(node).join(' '))) return true;
  return node.children.length > 0 && node.children.every(isNumber);
}

/** Puts something before the first words of an element; false if no words can stand in it. */
export function placeFirst(element: Element, added: readonly ElementContent[]): boolean {
  if (WORDLESS.has(element.tagName)) return false;
  if (!HOLDERS.has(element.tagName) || element.tagName === 'section') {
    const numbers = element.children.findIndex((child) => !isNumber(child));
    element.children.splice(Math.max(0, numbers), 0, ...added);
    return true;
  }
  return element.children.some((child) => child.type === 'element' && placeFirst(child, added));
}
