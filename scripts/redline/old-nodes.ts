/**
 * Pieces that only the old report has, as they stand in a redline: their ids have another name there, so that no address
 * leads to what is gone, and their own start tags are kept beside.
 */
import type { Element, ElementContent, Properties } from 'hast';
import type { Inline, MergedNode, Shell } from '../review/comparison.ts';
import { startTag } from './report-html.ts';

const IDS = ['ariaLabelledBy', 'ariaDescribedBy', 'headers', 'htmlFor', 'dataCalls'];

/** The name that an id of the old report has in a redline. */
export function goneId(identifier: string): string {
  return `was-${identifier}`;
}

/** The ids that stand in pieces which only the old report has. */
export function listGone(nodes: readonly MergedNode[]): Set<string> {
  const gone = new Set<string>();
  for (const node of nodes) addGone(node, gone);
  return gone;
}

function addGone(node: MergedNode, gone: Set<string>): void {
  if (node.kind === 'removed') addIds(node.node, gone);
  else if (node.kind === 'replaced') addIds(node.old, gone);
  else if (node.kind === 'removedFrame') addId(node.shell, gone);
  else if (node.kind === 'words' || node.kind === 'regrouped') addInline(node, gone);
  if (node.kind === 'movedTo') addGone(node.node, gone);
  if ('children' in node) for (const child of node.children) addGone(child, gone);
}

function addInline({ stretches }: Inline, gone: Set<string>): void {
  for (const { op, atom } of stretches)
    if (op === 'delete' && atom !== undefined) addIds(atom, gone);
}

function addIds(node: ElementContent, gone: Set<string>): void {
  if (node.type !== 'element') return;
  addId(node, gone);
  for (const child of node.children) addIds(child, gone);
}

function addId({ properties }: Pick<Shell, 'properties'>, gone: Set<string>): void {
  if (typeof properties.id === 'string') gone.add(properties.id);
}

/** A node of the old report with the names it has in a redline. */
export function oldNode(node: ElementContent, gone: ReadonlySet<string>): ElementContent {
  if (node.type !== 'element') return node;
  const children = node.children.map((child) => oldNode(child, gone));
  return { ...oldShell(node, gone), type: 'element', children };
}

/** An element of the old report without its children, renamed; its key too, or pages would not know it from the new one. */
export function oldShell<T extends Pick<Element, 'tagName' | 'properties' | 'data'>>(
  shell: T,
  gone: ReadonlySet<string>,
): T {
  const key = shell.data?.key;
  const keyed = key === undefined ? shell : { ...shell, data: { ...shell.data, key: goneId(key) } };
  const properties = renamed(shell.properties, gone);
  if (properties === undefined) return keyed;
  return { ...keyed, properties: { ...properties, dataRedlineWas: startTag(shell) } };
}

/** Properties with ids of their own; undefined if nothing is named otherwise. */
function renamed(properties: Properties, gone: ReadonlySet<string>): Properties | undefined {
  const names = (value: string): string => (gone.has(value) ? goneId(value) : value);
  const entries = Object.entries(properties).map(([name, value]): [string, typeof value] => {
    if (name === 'id' && typeof value === 'string') return [name, goneId(value)];
    if (IDS.includes(name) && typeof value === 'string')
      return [name, value.split(' ').map(names).join(' ')];
    if (IDS.includes(name) && Array.isArray(value))
      return [name, value.map((one) => names(String(one)))];
    if (typeof value !== 'string' || !value.includes('#')) return [name, value];
    return [name, value.replace(/#([\w:.-]+)/g, (_, id: string) => `#${names(id)}`)];
  });
  const isOther = entries.some(([name, value]) => value !== properties[name]);
  return isOther ? Object.fromEntries(entries) : undefined;
}
