/**
 * SVG text as Vega writes it in, a light hast element out: no roles and classes, nothing invisible,
 * two decimals, what siblings share said once on their group. Knows SVG, not charts.
 */
import type { Element, ElementContent, Properties } from 'hast';
import { readSvg } from './read-svg.ts';

/** The content of the drawing, ready to stand in an `svg` element of the same viewBox. */
export function trimSvg(svg: string, id: string): ElementContent[] {
  const root = readSvg(svg);
  const names = new Map<string, string>();
  const children = root.children.flatMap((child) => trimNode(child, id, names));
  return children.map(shareOnGroups).flatMap(dissolveGroup);
}

/** What draws nothing, or what a reader of the whole figure has no use for. */
const droppedProperties = [
  'role',
  'className',
  'pointerEvents',
  'display',
  'cursor',
  'strokeMiterLimit',
  'fontFamily',
];

function trimNode(node: ElementContent, id: string, names: Map<string, string>): ElementContent[] {
  if (node.type === 'text') return [{ type: 'text', value: node.value }];
  if (node.type !== 'element' || isInvisible(node)) return [];
  const children = node.children.flatMap((child) => trimNode(child, id, names));
  if (children.length === 0 && ['g', 'defs', 'text'].includes(node.tagName)) return [];
  const properties = trimProperties(node, id, names);
  return [{ type: 'element', tagName: node.tagName, properties, children }];
}

/** Vega hides what would overlap by opacity 0, and draws frames without fill or line. */
function isInvisible({ tagName, properties }: Element): boolean {
  if (Number(properties['opacity'] ?? 1) === 0 || properties['display'] === 'none') return true;
  if (tagName !== 'path') return false;
  const { fill, stroke, d } = properties;
  const isUnpainted = (paint: unknown) =>
    paint === undefined || paint === 'none' || paint === 'transparent';
  return !d || (isFrame(properties) && isUnpainted(fill) && isUnpainted(stroke));
}

function isFrame({ className }: Properties): boolean {
  return /^(background|foreground)\b/.test(String(className));
}

function trimProperties(
  { tagName, properties }: Element,
  id: string,
  names: Map<string, string>,
): Properties {
  const kept: Properties = {};
  for (const [name, value] of Object.entries(properties)) {
    if (droppedProperties.includes(name) || /^(aria|data|xmlns|xLink)/.test(name)) continue;
    if (value === null || value === undefined || isDefault(tagName, name, value)) continue;
    kept[name] = trimValue(name, value, id, names);
  }
  return spreadOpacity(dropStroke(kept));
}

/** Vega gives every symbol a line width, also where there is no line. */
function dropStroke(properties: Properties): Properties {
  if (properties['stroke'] !== undefined) return properties;
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => !name.startsWith('stroke')),
  );
}

function isDefault(tagName: string, name: string, value: NonNullable<Properties[string]>): boolean {
  if (/opacity$/i.test(name) || (name === 'strokeWidth' && tagName !== 'g'))
    return Number(value) === 1;
  if (name === 'fontWeight') return value === 'normal' || Number(value) === 400;
  if (name === 'transform') return value === 'translate(0,0)';
  if (name === 'x2' || name === 'y2') return Number(value) === 0;
  return name === 'textAnchor' && value === 'start';
}

function trimValue(
  name: string,
  value: NonNullable<Properties[string]>,
  id: string,
  names: Map<string, string>,
) {
  if (name === 'fontWeight' && value === 'bold') return '600';
  if (name === 'fontSize') return String(value).replace(/px$/, '');
  const text = String(value);
  if (name === 'id') return rename(text, id, names);
  if (text.includes('url(#'))
    return text.replace(/url\(#([^)]+)\)/g, (_, old: string) => `url(#${rename(old, id, names)})`);
  return text.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (number) =>
    String(Math.round(Number(number) * 100) / 100 || 0),
  );
}

/** Vega counts its clip paths through the life of the process; ours count from 1 in each figure. */
function rename(old: string, id: string, names: Map<string, string>): string {
  const name = names.get(old) ?? `${id}-part-${names.size + 1}`;
  names.set(old, name);
  return name;
}

/** `opacity` on text takes the text out of its place in a tagged PDF; of a fill or a line it does not. */
function spreadOpacity({ opacity, ...properties }: Properties): Properties {
  if (opacity === undefined) return properties;
  return {
    ...properties,
    ...(properties['fill'] === undefined ? {} : { fillOpacity: opacity }),
    ...(properties['stroke'] === undefined ? {} : { strokeOpacity: opacity }),
  };
}

/** Properties that a group hands down to what stands in it. */
const inherited = [
  ...[
    'fill',
    'fillOpacity',
    'stroke',
    'strokeOpacity',
    'strokeWidth',
    'strokeDashArray',
    'strokeDasharray',
  ],
  ...[
    'strokeLineCap',
    'strokeLinecap',
    'strokeLineJoin',
    'strokeLinejoin',
    'textAnchor',
    'fontSize',
    'fontWeight',
    'fontStyle',
  ],
];

function shareOnGroups(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node;
  const children = node.children.map(shareOnGroups).flatMap(dissolveGroup);
  const elements = children.filter((child) => child.type === 'element');
  if (node.tagName !== 'g' || elements.length < 2) return { ...node, children };
  const [first] = elements;
  const shared = inherited.filter((name) => {
    const value = first?.properties[name];
    return value !== undefined && elements.every(({ properties }) => properties[name] === value);
  });
  const properties = { ...node.properties };
  for (const name of shared) properties[name] = first?.properties[name];
  return { ...node, properties, children: elements.map((child) => omit(child, shared)) };
}

function omit(element: Element, names: readonly string[]): Element {
  const kept = Object.entries(element.properties).filter(([name]) => !names.includes(name));
  return { ...element, properties: Object.fromEntries(kept) };
}

/** A group that says nothing is its content; one that only moves one other such group is one with it. */
function dissolveGroup(node: ElementContent): ElementContent[] {
  if (node.type !== 'element' || node.tagName !== 'g') return [node];
  if (Object.keys(node.properties).length === 0) return node.children;
  const [child] = node.children;
  if (node.children.length !== 1 || child?.type !== 'element') return [node];
  if (
    child.tagName === 'g' &&
    !('transform' in child.properties && 'transform' in node.properties)
  ) {
    return [{ ...child, properties: { ...node.properties, ...child.properties } }];
  }
  return [node];
}
