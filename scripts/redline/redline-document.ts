/**
 * A comparison in, its redline as a Document to be printed out: a list of the changes with their pages at the front, then
 * the new report with every change marked. Goes through the same builder and the same checks as any report.
 */
import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import type { Document } from '../model.ts';
import { findExcerpts } from '../review/find-excerpts.ts';
import { placeOf, type Reviewed, saySide, summarise } from '../review/summarise.ts';
import { drawRedline } from './draw-redline.ts';
import { type Drawing, type NumberedChange, openDrawing } from './drawing.ts';
import type { Redline, RedlineFacts, Sides } from './facts.ts';
import { addReasons } from './furnish.ts';
import { causesOf, excerptOf } from './list-items.ts';

/** The style sheet to print it with; the program's own. */
export const REDLINE_STYLES = 'redline-print.css';

/** Print it by `printHtml(document, inputs, {}, REDLINE_STYLES)` and `printDocument`. */
export function redlineDocument(
  review: Reviewed,
  { new: now }: Sides,
  { imageOf }: Pick<RedlineFacts, 'imageOf'> = {},
): Document {
  const drawing = openDrawing(review, 'print');
  const drawn = dropSilent(drawRedline(review, drawing)).map((part) =>
    part.type === 'element' && part.tagName === 'section'
      ? addReasons(part, drawing.changes)
      : part,
  );
  const [cover, ...rest] = drawn.map((part) => embedOld(part, imageOf));
  const { title, shortTitle } = now.settings;
  const settings = {
    ...now.settings,
    title: `Redline: ${title}`,
    shortTitle: `Redline: ${shortTitle}`,
  };
  const children = [
    ...(cover === undefined ? [] : [cover]),
    listPage(review, drawing),
    ...rest,
  ].map(sayArrows);
  return { ...now, settings, tree: { type: 'root', children } satisfies Root };
}

/** What is proved and not told has no ink. */
function dropSilent(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node];
    const { dataRedline, dataRedlineSilent } = node.properties;
    const isGone = ['old', 'del', 'from'].includes(String(dataRedline));
    if (isGone && dataRedlineSilent !== undefined) return [];
    return [{ ...node, children: dropSilent(node.children) }];
  });
}

/** Images of the new side are printed from its files; those that only the old one has must be in the page. */
function embedOld(
  node: ElementContent,
  imageOf: RedlineFacts['imageOf'],
  isOld = false,
): ElementContent {
  if (node.type !== 'element') return node;
  const isGone = isOld || ['old', 'del'].includes(String(node.properties.dataRedline));
  const children = node.children.map((child) => embedOld(child, imageOf, isGone));
  const { src } = node.properties;
  const data = isGone && typeof src === 'string' ? imageOf?.(src, 'old') : undefined;
  return { ...node, children, properties: { ...node.properties, ...(data ? { src: data } : {}) } };
}

/** The faces of a report have no arrows; where the redline alone has one, it is said. */
function sayArrows(node: ElementContent): ElementContent {
  if (node.type === 'text') return { ...node, value: node.value.replaceAll('→', 'to') };
  if (node.type !== 'element') return node;
  return { ...node, children: node.children.map(sayArrows) };
}

// ── the list ────────────────────────────────────────────────────────────────────────────────

function listPage(review: Reviewed, drawing: Drawing): Element {
  const summary = summarise(review);
  const redline: Redline = {
    review,
    summary,
    changes: [...drawing.changes.values()],
    excerpts: findExcerpts(review.tree),
    flagged: drawing.flagged,
    facts: {},
  };
  return h('div', { className: ['page', 'page-contents', 'redline-list'] }, [
    h('div', { className: ['contents'] }, [
      h('h2', { id: 'redline-changes' }, 'What changed'),
      h(
        'p',
        `From ${saySide(review.old)} to ${saySide(review.new)}: ${summary.head.toLowerCase()}.`,
      ),
      h(
        'ul',
        { className: ['redline-sentences'] },
        summary.sentences.map((one) => h('li', one)),
      ),
      ...summary.parts.flatMap((part) => [
        h('h3', part.title),
        h(
          'ul',
          { className: ['redline-entries'] },
          redline.changes
            .filter((change) => change.part === part.key)
            .map((change) => entryOf(change, redline)),
        ),
      ]),
    ]),
  ]);
}

/** One line with number, place and page, and under it what was and is there, and why. */
function entryOf(change: NumberedChange, redline: Redline): Element {
  const { id, number, weight } = change;
  const mark = weight === 'substance' ? ' (substance)' : '';
  const title = [
    h('span', { className: ['enumerator'] }, String(number)),
    ` ${placeOf(change)}${mark}`,
  ];
  const line = redline.flagged.has(id)
    ? h('a', { href: `#${id}` }, [
        h('span', { className: ['contents-title'] }, [
          ...title,
          h('span', { className: ['leader'] }),
        ]),
        h('span', { className: ['unseen'] }, ', page '),
        h('span', { className: ['folio'], dataPageOf: id }, '00'),
      ])
    : h('p', title);
  return h('li', { id: `item-${id}` }, [
    line,
    ...excerptOf(change, redline),
    ...causesOf(change.causes, 2),
  ]);
}
