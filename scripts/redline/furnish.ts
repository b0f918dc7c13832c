/**
 * A drawn redline in, the same redline fit to be read out: pages of which nothing is told are folded, blocks without
 * changes are known as such, reasons stand under the blocks whose numbers they explain, wide tables scroll.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { hastText } from '../hast-text.ts';
import { classesOf } from '../review/read-inline.ts';
import { groupByCause } from '../review/summarise.ts';
import { visit } from '../visit.ts';
import type { NumberedChange } from './drawing.ts';
import { ONLY } from './flags.ts';
import { causesOf } from './list-items.ts';
import { startTag } from './report-html.ts';

type Changes = ReadonlyMap<string, NumberedChange>;

export function furnish(nodes: readonly ElementContent[], changes: Changes): ElementContent[] {
  return nodes.map((node) => (node.type === 'element' ? furnishPart(node, changes) : node));
}

function furnishPart(part: Element, changes: Changes): Element {
  const told = listTold(part);
  if (part.tagName !== 'section') return foldPage(part, told.size > 0);
  const { children } = addReasons(part, changes);
  const seen = children.map((child) => (child.type === 'element' ? markQuiet(child) : child));
  return { ...part, children: seen.map(openTables) };
}

/** A chapter with the reasons under its blocks. */
export function addReasons(part: Element, changes: Changes): Element {
  const explained = new Set<string>();
  const children = part.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    return [child, ...reasonsUnder(child, changes, explained)];
  });
  return { ...part, children };
}

/** Ids of the changes in a piece. */
function listTold(node: Element): Set<string> {
  const told = new Set<string>();
  visit(node, 'element', ({ properties }) => {
    const id = properties.dataRedlineChange;
    if (typeof id === 'string') told.add(id);
  });
  return told;
}

/** Cover, control and contents are for printing; they open where something of them is told. */
function foldPage(page: Element, isOpen: boolean): Element {
  const name =
    classesOf(page)
      .map(String)
      .find((one) => one.startsWith('page-'))
      ?.slice(5) ?? 'page';
  return h('details', { dataRedline: 'wrap', className: ['redline-page'], open: isOpen }, [
    h(
      'summary',
      { ...ONLY },
      `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')} page`,
    ),
    page,
  ]);
}

function markQuiet(element: Element): Element {
  if (element.properties.dataRedline === 'only') return element;
  const isHead = /^h[1-6]$/.test(element.tagName);
  if (isHead || listTold(element).size > 0) return element;
  return { ...element, properties: { ...element.properties, dataRedlineQuiet: '' } };
}

/** Why the numbers in a block changed, right under it; each change once. */
function reasonsUnder(element: Element, changes: Changes, explained: Set<string>): Element[] {
  const own = [...listTold(element)].flatMap((id) => {
    const change = changes.get(id);
    if (change === undefined || change.causes.length === 0 || explained.has(id)) return [];
    explained.add(id);
    return [change];
  });
  if (own.length === 0) return [];
  const items = groupByCause(own).map((group) =>
    h('li', [
      h('span', { className: ['redline-number'] }, group.map(({ number }) => number).join(', ')),
      ' ',
      ...(causesOf(group[0]?.causes ?? [])[0]?.children ?? []),
    ]),
  );
  const shown = items.slice(0, MOST_REASONS);
  const more = items.length - shown.length;
  const rest = more === 0 ? [] : [h('li', `and ${more} more, each in the list of changes`)];
  return [
    h(
      'aside',
      { ...ONLY, className: ['redline-reasons'], ariaLabel: 'Why these numbers changed' },
      [h('ul', [...shown, ...rest])],
    ),
  ];
}

const MOST_REASONS = 8;

/** As in the screen edition: a table wider than the window is reached by the keyboard and says its name. */
function openTables(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node;
  if (!classesOf(node).includes('table-scroll'))
    return { ...node, children: node.children.map(openTables) };
  const table = node.children.find((child) => child.type === 'element');
  const [caption] = table?.type === 'element' ? table.children : [];
  const isCaption = caption?.type === 'element' && caption.tagName === 'caption';
  const ariaLabel = isCaption ? hastText(caption) : 'Table';
  const own = Object.entries(node.properties).filter(([name]) => !name.startsWith('dataRedline'));
  const dataRedlineNow = startTag({ tagName: node.tagName, properties: Object.fromEntries(own) });
  const added = { tabIndex: 0, role: 'region', ariaLabel, dataRedlineNow };
  return { ...node, properties: { ...node.properties, ...added } };
}
