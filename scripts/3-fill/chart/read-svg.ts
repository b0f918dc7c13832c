/**
 * SVG text as Vega writes it in, its tree out: tags, quoted attributes and text, nothing else. A parser of HTML would
 * need five times as long for the same. Knows no chart.
 */
import type { Element, ElementContent, Properties } from 'hast';

/** A tag with its slash, name and attributes, or the text before the next one. */
const TOKEN = /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;

/** The outermost element; throws on what is not in the form that Vega writes. */
export function readSvg(svg: string): Element {
  const root: Element = { type: 'element', tagName: 'root', properties: {}, children: [] };
  const open: { children: ElementContent[] }[] = [root];
  for (const [, closing, tagName, attributes, selfClosing, text] of svg.matchAll(TOKEN)) {
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.children.push({ type: 'text', value: decode(text) });
    else if (closing === '/') open.pop();
    else if (tagName !== undefined) {
      const properties = readProperties(attributes ?? '');
      const element: Element = { type: 'element', tagName, properties, children: [] };
      parent.children.push(element);
      if (selfClosing === '') open.push(element);
    }
  }
  const [first] = root.children;
  if (open.length !== 1 || first?.type !== 'element') throw new Error('expected an svg element');
  return first;
}

function readProperties(attributes: string): Properties {
  const properties: Properties = {};
  for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    properties[nameProperty(name)] = decode(value);
  }
  return properties;
}

/** Source: property-information, the names of hast, which part words that SVG joins. */
const partedNames: Readonly<Record<string, string>> = {
  class: 'className',
  'stroke-dasharray': 'strokeDashArray',
  'stroke-dashoffset': 'strokeDashOffset',
  'stroke-linecap': 'strokeLineCap',
  'stroke-linejoin': 'strokeLineJoin',
  'stroke-miterlimit': 'strokeMiterLimit',
};

function nameProperty(name: string): string {
  return (
    partedNames[name] ?? name.replace(/[-:]([a-z])/g, (_, letter: string) => letter.toUpperCase())
  );
}

const characterByName: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x9;': '\t',
  '&#xA;': '\n',
  '&#xD;': '\r',
};

function decode(text: string): string {
  return text.includes('&')
    ? text.replace(/&#?\w+;/g, (name) => characterByName[name] ?? name)
    : text;
}
