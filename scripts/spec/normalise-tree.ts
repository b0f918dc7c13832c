/**
 * For tests: the specification's HTML or our section in, the tree both should share as indented text out. What the two
 * may differ in is written here, once and for every example; an example that differs otherwise is a fault or an exception.
 *
 * 1. Our chapter stands in a section and opens with its title; headings are one level deeper.
 * 2. Elements carry our ids, classes, `data-*`, `aria-*` and a table head's scope; of classes only the language of code
 *    is in the specification. The alignment of a cell is a class with us, an attribute there.
 * 3. A table stands in a `div.table-scroll`.
 * 4. An image with a title, alone in its paragraph, is a figure: its title is the caption. An image has its address in the
 *    editions; one that the project lacks is its description in words.
 * 5. Comments are dropped.
 * 6. White space between block elements means nothing, in either.
 */
import type { Element, ElementContent, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import { FRAGMENT_IMAGES } from './compose-fragment.ts';

/** The tree of the specification's HTML, its headings one level deeper. */
export function specificationTree(html: string): string {
  return writeAll(fromHtml(html, { fragment: true }).children.map(ownNode));
}

/** The tree of a composed section without the chapter's title. */
export function sectionTree(section: Element): string {
  const [title, ...rest] = section.children.filter((child) => child.type === 'element');
  if (title?.tagName !== 'h2') throw new Error('a section opens with the title of its chapter');
  return writeAll(rest.map(plainNode));
}

/** A node of the specification's as our pipeline means it. */
function ownNode(node: RootContent): RootContent {
  if (node.type !== 'element') return node;
  const { src, alt } = node.properties;
  if (node.tagName === 'img' && !FRAGMENT_IMAGES.includes(String(src)))
    return h('span', `[image: ${alt || 'no description'}]`);
  const level = /^h([1-6])$/.exec(node.tagName)?.[1];
  return {
    ...node,
    tagName: level === undefined ? node.tagName : `h${Number(level) + 1}`,
    children: node.children.map((child) => ownNode(child) as ElementContent),
  };
}

/** Our node as the specification would have it. */
function plainNode(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node;
  const classes = [node.properties.className ?? []].flat().map(String);
  const only = node.children[0];
  if (classes.includes('table-scroll') && only !== undefined) return plainNode(only);
  if (classes.includes('figure-image')) return plainFigure(node);
  const align = classes.find((name) => name.startsWith('align-'))?.slice('align-'.length);
  const src = node.tagName === 'img' ? sourceOf(node) : undefined;
  const properties = {
    ...node.properties,
    ...(align === undefined ? {} : { align }),
    ...(src === undefined ? {} : { src }),
  };
  return { ...node, properties, children: node.children.map(plainNode) };
}

/** The address of an image as the chapter has it. */
function sourceOf({ properties }: Element): string {
  return String(properties.src).replace(/^chapter-images\//, '');
}

function plainFigure(figure: Element): Element {
  const [caption, image] = figure.children;
  if (caption?.type !== 'element' || image?.type !== 'element') return figure;
  if (image.tagName !== 'img') return h('p', [h('span', image.children)]);
  const words = caption.children.at(-1);
  const title = words?.type === 'text' ? words.value : '';
  return h('p', [{ ...image, properties: { ...image.properties, src: sourceOf(image), title } }]);
}

/** Elements whose own line ends mean nothing. */
const CONTAINER = /^(?:ul|ol|li|blockquote|table|thead|tbody|tr)$/;
const BLOCK = /^(?:ul|ol|li|blockquote|table|thead|tbody|tr|th|td|p|pre|hr|h\d|div|figure)$/;

function writeAll(nodes: readonly RootContent[]): string {
  return writeChildren(nodes, true, '').join('\n');
}

/** A line for each node; neighbouring texts are one, comments none. */
function writeChildren(
  nodes: readonly RootContent[],
  isContainer: boolean,
  indent: string,
): string[] {
  const merged = mergeTexts(nodes);
  return merged.flatMap((node, index) => {
    if (node.type === 'element') return writeElement(node, indent);
    if (node.type !== 'text') return [`${indent}<!${node.type}>`];
    const isEdge = (at: number): boolean => {
      const next = merged[at];
      return next === undefined || (next.type === 'element' && BLOCK.test(next.tagName));
    };
    const [begins, ends] = [isContainer && isEdge(index - 1), isContainer && isEdge(index + 1)];
    let value = node.value;
    if (begins) value = value.replace(/^\n+/, '');
    if (ends) value = value.replace(/\n+$/, '');
    return value === '' || (begins && ends && value.trim() === '')
      ? []
      : [`${indent}${JSON.stringify(value)}`];
  });
}

function mergeTexts(nodes: readonly RootContent[]): RootContent[] {
  const merged: RootContent[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (node.type === 'text' && last?.type === 'text')
      merged[merged.length - 1] = { type: 'text', value: last.value + node.value };
    else if (node.type !== 'comment') merged.push(node);
  }
  return merged;
}

function writeElement(element: Element, indent: string): string[] {
  const attributes = Object.entries(element.properties).flatMap(([name, value]) =>
    writeAttribute(name, value, element.tagName),
  );
  const open = `${indent}<${[element.tagName, ...attributes.sort()].join(' ')}>`;
  const isContainer = CONTAINER.test(element.tagName);
  return [open, ...writeChildren(element.children, isContainer, `${indent}  `)];
}

function writeAttribute(
  name: string,
  value: Element['properties'][string],
  tagName: string,
): string[] {
  if (value === undefined || value === null || value === false) return [];
  if (name === 'id' || name === 'scope' || /^(?:data|aria)/.test(name)) return [];
  if (name !== 'className') return [`${name}=${JSON.stringify(String(value))}`];
  const language = [value].flat().find((one) => /^language-/.test(String(one)));
  return tagName === 'code' && language !== undefined ? [`class="${language}"`] : [];
}
