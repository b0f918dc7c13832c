/**
 * For tests: trees of a few words and all kinds of elements in any order, well formed as HTML or not, some with keys and
 * ids that others have too; and a Document round such a tree.
 */

import fc from 'fast-check';
import type { Element, ElementContent, ElementData, Root } from 'hast';
import type { Document } from '../model.ts';

const WORDS = [
  'the',
  'city',
  'leads',
  '38',
  '.',
  ',',
  ' ',
  '\n',
  'and',
  '¶',
  '(UCL)',
  '',
  '北京',
  'a’s',
  '20.1%',
];
const BLOCKS = [
  'p',
  'h3',
  'div',
  'ul',
  'li',
  'section',
  'table',
  'thead',
  'tbody',
  'tr',
  'td',
  'th',
  'figure',
  'figcaption',
  'details',
  'svg',
  'pre',
  'dl',
  'aside',
  'hr',
];
const INLINES = ['em', 'a', 'span', 'data', 'cite', 'abbr', 'sup', 'img', 'br', 'code'];
const CLASSES = [
  'citation',
  'value',
  'enumerator',
  'cross-reference',
  'footnote-call',
  'provisional',
  'contents',
  'references',
  'recommendation',
  'page-cover',
  'index-places',
  'x',
];
const KEYS = ['a', 'b', 'c', 'chapter/one', 'page/cover', 'one/paragraph-x', 'one/paragraph-y'];

export function arbitraryTree(): fc.Arbitrary<Root> {
  const { node } = fc.letrec<{
    node: ElementContent;
    text: ElementContent;
    element: ElementContent;
  }>((tie) => ({
    node: fc.oneof({ maxDepth: 6, depthSize: 'medium' }, tie('text'), {
      weight: 3,
      arbitrary: tie('element'),
    }),
    text: fc.oneof(
      {
        weight: 9,
        arbitrary: fc
          .array(fc.constantFrom(...WORDS), { maxLength: 8 })
          .map((words) => ({ type: 'text', value: words.join(' ') }) as const),
      },
      { weight: 1, arbitrary: fc.constant({ type: 'comment', value: 'x' } as const) },
    ),
    element: fc
      .tuple(
        fc.constantFrom(...BLOCKS, ...INLINES),
        shellParts(),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(
        ([tagName, { properties, data }, children]): Element => ({
          type: 'element',
          tagName,
          properties,
          ...(data === undefined ? {} : { data }),
          children,
        }),
      ),
  }));
  return fc.array(node, { maxLength: 8 }).map((children) => ({ type: 'root', children }));
}

function shellParts(): fc.Arbitrary<Pick<Element, 'properties' | 'data'>> {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.option(arbitrary, { nil: undefined, freq: 2 });
  return fc
    .record({
      id: maybe(fc.constantFrom(...KEYS)),
      className: maybe(fc.constantFrom(...CLASSES).map((name) => [name])),
      href: maybe(fc.constantFrom(...KEYS).map((key) => `#${key}`)),
      key: maybe(fc.constantFrom(...KEYS)),
    })
    .map(({ key, id, className, href }) => ({
      properties: {
        ...(id === undefined ? {} : { id }),
        ...(className === undefined ? {} : { className }),
        ...(href === undefined ? {} : { href }),
      },
      ...(key === undefined
        ? {}
        : { data: { key, place: { file: 'a.md', line: 1 } } as ElementData }),
    }));
}

/** Some nodes of a tree dropped, doubled or put elsewhere: what an author does to a draft. */
export function arbitraryRevision(tree: Root): fc.Arbitrary<Root> {
  return fc
    .array(fc.tuple(fc.constantFrom('drop', 'double', 'move', 'word'), fc.nat(999), fc.nat(999)), {
      maxLength: 5,
    })
    .map((deeds) => {
      const revised = structuredClone(tree);
      for (const [deed, from, to] of deeds) revise(revised, deed, from, to);
      return revised;
    });
}

function revise(tree: Root, deed: string, from: number, to: number): void {
  const [source, target] = [pickParent(tree, from), pickParent(tree, to)];
  const at = from % Math.max(1, source.children.length);
  const node = source.children[at];
  if (node === undefined) return;
  if (deed === 'word' && node.type === 'text') node.value = `${node.value} anew`;
  if (deed === 'double') target.children.push(structuredClone(node) as ElementContent);
  if (deed === 'drop' || deed === 'move') source.children.splice(at, 1);
  const isInside = node.type === 'element' && holds(node, target);
  if (deed === 'move' && !isInside) target.children.unshift(node as ElementContent);
}

function pickParent(tree: Root, turn: number): Root | Element {
  const parents: (Root | Element)[] = [];
  const list = (parent: Root | Element): void => {
    parents.push(parent);
    for (const child of parent.children) if (child.type === 'element') list(child);
  };
  list(tree);
  return parents[turn % parents.length] ?? tree;
}

function holds(element: Element, other: Root | Element): boolean {
  return (
    element === other ||
    element.children.some((child) => child.type === 'element' && holds(child, other))
  );
}

/** A Document that has nothing but a tree. */
export function documentOf(tree: Root): Document {
  return {
    format: 1,
    report: 'sample',
    settings: {
      title: 'A sample',
      shortTitle: 'A sample',
      series: 'Samples',
      kind: 'working-paper',
      authors: [],
      date: '2026-11-22',
      version: '0.1',
      history: [],
      status: 'draft',
      language: 'en-GB',
      licence: { name: '', url: '', holder: '' },
      notices: [],
      description: '',
      keywords: [],
      citationStyle: 'author-date',
      numberedParagraphs: false,
      paper: 'A4',
      print: 'single',
      rules: {},
    },
    revision: { id: 'sample', date: '2026-11-22T00:00:00Z' },
    signOffs: [],
    tree,
    targets: [],
    contents: [],
    provenance: [],
    images: {},
    csv: {},
    counts: { words: 0, figures: 0, tables: 0, notes: 0, references: 0, recommendations: 0 },
  };
}
