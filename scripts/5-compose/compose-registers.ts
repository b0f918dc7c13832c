/**
 * Registers of the whole report where an author called for them: whatever a series counts, and the references. The
 * composed chapters in, the same with their registers filled out; the words of an entry are a copy of those in its block.
 */
import type { Element, ElementContent, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import { listSeries } from '../list-series.ts';
import type { Apparatus, BlockNode, Inputs, Target } from '../model.ts';
import { visit } from '../visit.ts';
import { composeSections, contentsOf, listEntries } from './compose-contents.ts';
import { composeIndex, composeWords } from './compose-indexes.ts';
import { type ComposedBlock, text } from './handler-context.ts';
import { nameTarget, sayName, titleNumber } from './words.ts';

/** What all registers know. */
export interface RegisterContext {
  readonly apparatus: Apparatus;
  readonly inputs: Inputs;
  readonly composed: ReadonlyMap<string, ComposedBlock>;
}

/** What stands for a register until all chapters are composed. */
export function waitingRegister(node: BlockNode): Element {
  const { of = '' } = node.options;
  return h('div', { id: node.data?.identifier, dataRegister: node.name, dataOf: of });
}

/** Fills every register of the chapters; each keeps its key and place. */
export function fillRegisters(sections: readonly Element[], context: RegisterContext): void {
  for (const section of sections) {
    visit(section, 'element', (element) => {
      const { dataRegister: name, dataOf: of, id, ...others } = element.properties;
      if (typeof name !== 'string') return;
      const { tagName, properties, children } = composeRegister(name, String(of), context);
      Object.assign(element, { tagName, children });
      element.properties = { ...others, ...properties, ...(id === undefined ? {} : { id }) };
    });
  }
}

function composeRegister(name: string, of: string, context: RegisterContext): Element {
  const series = context.inputs.shapes.get(name)?.register ?? '';
  const { contents, indexes } = context.apparatus;
  if (series === 'reference') return composeReferences(context.apparatus);
  if (series === 'contents') return composeSections(contentsOf(contents, of));
  const words = indexes.get(series);
  if (words !== undefined)
    return series === 'city' ? composeIndex(words) : composeWords(words, series === 'abbreviation');
  return composeSeries(name, series, context);
}

/** What a series counts: titles as in the front matter, or entries with their words and facts. */
function composeSeries(name: string, series: string, context: RegisterContext): Element {
  const targets = context.apparatus.registers.get(series) ?? [];
  const words = targets.map((target) => context.composed.get(target.key));
  const facts = listSeries(context.inputs.shapes).get(series);
  const hasMore = words.some((one) => (one?.facts.length ?? 0) > 0);
  if (facts?.hasLabels && !hasMore) return composeTitles(name, targets);
  const headingOf = headingsOf(context.apparatus);
  const entries = targets.map((target, index) =>
    composeEntry(target, words[index], headingOf.get(target.identifier)),
  );
  return h('ul', { className: ['register', `register-${name}`] }, entries);
}

/** As the lists of the front matter. */
function composeTitles(name: string, targets: readonly Target[]): Element {
  return h('nav', { className: ['contents', 'list-of'], ariaLabel: sayName(name) }, [
    listEntries(targets),
  ]);
}

/** Number and title with the way there, the words if there is no title, what the options say, and where it stands. */
function composeEntry(
  target: Target,
  words: ComposedBlock | undefined,
  heading: Target | undefined,
): Element {
  const { label = [], content = [], facts = [] } = words ?? {};
  const number = target.enumerator === '' ? [] : [linkTo(target, titleNumber(target))];
  const title = [...number, ...(number.length && label.length ? [text('. ')] : []), ...copy(label)];
  const place = heading === undefined ? '' : nameTarget(heading);
  const shown = [
    ...facts.map(({ title: name, words: said }) =>
      h('span', [h('b', `${name}:`), text(' '), ...copy(said)]),
    ),
    h('span', [
      linkTo(target, place === '' ? 'In the text' : `In ${place}`),
      h('span', { className: ['only-print'] }, [
        text(', page\u00a0'),
        h('span', { dataPageOf: target.identifier }, '00'),
      ]),
    ]),
  ];
  return h('li', [
    ...(title.length === 0 ? [] : [h('p', { className: ['register-title'] }, title)]),
    ...(label.length === 0 ? copy(content) : []),
    h(
      'p',
      { className: ['register-facts'] },
      shown.flatMap((one) => [one, text(' ')]).slice(0, -1),
    ),
  ]);
}

/** The chapter or section that each target stands in. */
function headingsOf({ targetByIdentifier }: Apparatus): Map<string, Target> {
  const found = new Map<string, Target>();
  let heading: Target | undefined;
  for (const target of targetByIdentifier.values()) {
    if (target.level > 0) heading = target;
    else if (heading?.chapter === target.chapter) found.set(target.identifier, heading);
  }
  return found;
}

/** Things of the report in a row, each a link: "paragraphs 1.2 and 1.5"; the kind is said once if they share it. */
export function linkTargets(targets: readonly Target[]): ElementContent[] {
  const isRow =
    targets.length > 1 &&
    targets.every(({ kind, enumerator }) => kind === 'paragraph' && enumerator !== '');
  const links = targets.map((target) =>
    linkTo(target, isRow ? target.enumerator : nameTarget(target)),
  );
  const row = links.flatMap((link, index) => {
    if (index === 0) return [link];
    return [text(index === links.length - 1 ? ' and ' : ', '), link];
  });
  return isRow ? [text('paragraphs '), ...row] : row;
}

function linkTo({ identifier }: Target, words: string): Element {
  return h('a', { className: ['cross-reference'], href: `#${identifier}` }, words);
}

/** Words as a register repeats them: without ids and notes, and without what is no words. */
function copy(words: readonly ElementContent[]): ElementContent[] {
  return structuredClone(words).flatMap((node) => copyNode(node as ElementContent));
}

const NOT_REPEATED = new Set(['figure', 'svg', 'aside', 'img']);

function copyNode(node: ElementContent): ElementContent[] {
  if (node.type !== 'element') return [node];
  if (NOT_REPEATED.has(node.tagName) || isCall(node) || isRegister(node)) return [];
  const { id: _, ...properties } = node.properties;
  const data = { ...node.data } as NonNullable<Element['data']>;
  delete data.key;
  const children = node.children.flatMap(copyNode);
  const className = node.tagName === 'data' ? { className: ['value', 'repeated'] } : {};
  return [{ ...node, properties: { ...properties, ...className }, data, children }];
}

/** One that stands in a block of its own series would be repeated in itself for ever. */
function isRegister({ properties }: Element): boolean {
  const classes = [properties.className].flat();
  return (
    properties.dataRegister !== undefined ||
    classes.includes('register') ||
    classes.includes('list-of')
  );
}

function isCall(node: Nodes): boolean {
  const first = node.type === 'element' && node.tagName === 'sup' ? node.children[0] : undefined;
  return first?.type === 'element' && first.properties.className?.toString() === 'footnote-call';
}

/** Every cited work, each with its anchor `ref-<key>`. */
export function composeReferences({ bibliography }: Apparatus): Element {
  const entries = bibliography.map(({ key, html, provisional }) => {
    const words = fromHtml(html, { fragment: true }).children as ElementContent[];
    const mark = provisional ? [h('span', { className: ['provisional'] }, '\u00a0[p]')] : [];
    return h('li', { id: `ref-${key}` }, [...words, ...mark]);
  });
  return h('ul', { className: ['references'] }, entries);
}
