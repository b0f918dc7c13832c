/**
 * A table and its caption in, its frame out: the caption with its number inside the table, under it the shorthand that
 * its cells use, explained once, and the source line. Knows nothing of where the table came from.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { hastText } from '../hast-text.ts';
import type { Target } from '../model.ts';
import { text } from './handler-context.ts';
import { titleNumber } from './words.ts';

/** `div.table-frame` around `div.table-scroll` around the table, then what stands under it. */
export function captionTable(
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
    ...explainShorthand(table),
    ...after,
  ]);
}

/**
 * The shorthand of the Government Statistical Service.
 * Source: Analysis Function, guidance on symbols in tables.
 */
const SHORTHAND: readonly (readonly [mark: string, meaning: string])[] = [
  ['[x]', 'not available'],
  ['[z]', 'not applicable'],
  ['[p]', 'provisional, not seen in its source'],
];

/** "[x] not available. [p] provisional …", for those that the table uses. */
function explainShorthand(table: Element): Element[] {
  const words = hastText(table);
  const used = SHORTHAND.filter(([mark]) => words.includes(mark));
  if (used.length === 0) return [];
  const said = used.map(([mark, meaning]) => `${mark} ${meaning}`).join('; ');
  return [h('p', { className: ['table-key'] }, `${said}.`)];
}

/** Puts a note that only this table calls under it, before the source line; its letter is its turn in the list. */
export function addTableNote(frame: Element, note: Element, calls: readonly string[]): void {
  const isList = (child: ElementContent): child is Element =>
    child.type === 'element' && child.tagName === 'ol';
  let list = frame.children.find(isList);
  if (list === undefined) {
    list = h('ol', { type: 'a', className: ['table-notes'] });
    const source = frame.children.findIndex(
      (child) => child.type === 'element' && child.properties.className?.toString() === 'source',
    );
    frame.children.splice(source < 0 ? frame.children.length : source, 0, list);
  }
  const back = calls.map((call) =>
    h(
      'a',
      { className: ['back-link', 'only-screen'], href: `#${call}`, ariaLabel: 'Back to the table' },
      '↑',
    ),
  );
  const item = h('li', { id: note.properties.id as string }, [...note.children, ...back]);
  if (note.data !== undefined) item.data = note.data;
  list.children.push(item);
}
