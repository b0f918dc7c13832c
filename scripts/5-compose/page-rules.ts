/**
 * The tree that is printed and the Document in, the `@page` rules of this report out: paper, running heads, folios, the
 * marks of a draft. Names the chapters' pages in the tree.
 */
import type { Element, Root } from 'hast';
import { hastText } from '../hast-text.ts';
import type { Document } from '../model.ts';
import { sayDate } from '../say-date.ts';
import { hasClass } from './place-notes.ts';

/** What stands in the margins of the pages of a part. */
interface Margins {
  readonly folio: 'front' | 'body';
  readonly head: string;
}

/**
 * A named page for each chapter, so that its running head holds its title; Chromium has no string-set. Roman folios
 * count up to the first body chapter, arabic ones from there.
 */
export function pageRules(tree: Root, document: Document): string {
  const { settings } = document;
  const pageRule = openPageRule(document);
  let isFront = true;
  const rules = [
    `@page{size:${settings.paper}}`,
    pageRule('front', { folio: 'front', head: settings.shortTitle }),
    pageRule('closing', { folio: 'body', head: settings.shortTitle }),
  ];
  let number = 0;
  for (const section of tree.children) {
    if (section.type !== 'element' || !hasClass(section, 'chapter')) continue;
    if (!hasClass(section, 'front')) isFront = false;
    const name = `chapter${++number}`;
    const margins: Margins = { folio: isFront ? 'front' : 'body', head: headingText(section) };
    rules.push(
      pageRule(name, margins),
      pageRule(`${name}-wide`, margins, `size:${settings.paper} landscape;${WIDE_MARGINS}`),
      `.${name}{page:${name}}`,
      `.${name} .landscape{page:${name}-wide}`,
    );
    section.properties.className = [...([section.properties.className].flat() as string[]), name];
  }
  return rules.join('\n');
}

const WIDE_MARGINS = 'margin-right:var(--wide-outer);margin-left:var(--wide-inner);';

/**
 * Folios stand at the outer edge, and what a draft says of itself at the inner one. Of a spread the right-hand page has
 * the chapter's title at its head, the left-hand one that of the report.
 */
function openPageRule({ settings }: Document) {
  const mark = draftMark(settings);
  return (name: string, { folio, head }: Margins, own = ''): string => {
    const counter = folio === 'front' ? 'front-folio' : 'folio';
    const number = folio === 'front' ? `counter(${counter},lower-roman)` : `counter(${counter})`;
    const boxes = (words: string, [headAt, folioAt, markAt]: readonly string[]): string =>
      `@${headAt}{content:${cssString(words)}}@${folioAt}{content:${number}}` +
      (mark === '' ? '' : `@${markAt}{content:${cssString(mark)}}`);
    const count = `counter-increment:${counter} 1;`;
    if (settings.print === 'single')
      return `@page ${name}{${own}${count}${boxes(head, ['top-left', 'bottom-right', 'bottom-left'])}}`;
    return [
      `@page ${name}{${own}${count}}`,
      `@page ${name}:left{${boxes(settings.shortTitle, ['top-left', 'bottom-left', 'bottom-right'])}}`,
      `@page ${name}:right{${boxes(head, ['top-right', 'bottom-right', 'bottom-left'])}}`,
    ].join('\n');
  };
}

/** "Draft 0.1, 22 November 2026", with the protective marking if there is one; '' for a final. */
function draftMark({ status, version, date, marking }: Document['settings']): string {
  const draft = status === 'draft' ? `DRAFT ${version}, ${sayDate(date)}` : '';
  return [marking, draft].filter(Boolean).join(' · ');
}

function headingText(section: Element): string {
  const heading = section.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'h2',
  );
  return heading === undefined ? '' : hastText(heading, (tagName) => /^(?:sup|del)$/.test(tagName)); // no note's call, nothing struck
}

function cssString(text: string): string {
  return `"${text.replace(/["\\\n]/g, (character) => (character === '\n' ? ' ' : `\\${character}`)).replace(/</g, '\\3c ')}"`;
}
