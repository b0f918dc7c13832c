/**
 * The Document in, the HTML that Chromium prints out, with the page rules of this report: running heads, folios, the
 * marks of a draft. Page numbers are left as elements with `data-page-of`, which stage 6 fills when it knows the pages.
 */
import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import { hastText } from '../hast-text.ts';
import type { Document, Inputs } from '../model.ts';
import { sayDate } from '../say-date.ts';
import { visit } from '../visit.ts';
import { bundleStyles, fontFaces } from './bundle-styles.ts';
import { dropClass, hasClass, numberNotes } from './place-notes.ts';
import { stringify } from './screen-html.ts';

export function printHtml(document: Document, inputs: Inputs): string {
  const tree = structuredClone(document.tree);
  dropClass(tree, 'only-screen');
  numberNotes(tree);
  nameBlocks(tree);
  const { settings } = document;
  const css = [
    fontFaces(inputs.fonts, 'fonts'),
    bundleStyles(inputs.styles, 'report.css'),
    pageRules(tree, document),
  ].join('\n');
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: settings.language }, [
        h('head', [h('meta', { charSet: 'utf-8' }), h('title', settings.title), h('style', css)]),
        h('body', { className: [document.report, settings.kind] }, tree.children as Element[]),
      ]),
    ],
  };
  return stringify(page);
}

/** What stage 6 says of the pages names blocks by their keys. */
function nameBlocks(tree: Root): void {
  visit(tree, 'element', (element) => {
    const key = element.data?.key;
    if (key !== undefined) element.properties.dataKey = key;
  });
}

/**
 * A named page for each chapter, so that its running head holds its title; Chromium has no string-set. Roman folios
 * count up to the first body chapter, arabic ones from there.
 */
function pageRules(tree: Root, document: Document): string {
  const { settings } = document;
  const mark = draftMark(document);
  let isFront = true;
  const rules = [
    `@page{size:${settings.paper}}`,
    `@page front{${marginBoxes('front', settings.shortTitle, mark)}}`,
    `@page closing{${marginBoxes('body', settings.shortTitle, mark)}}`,
  ];
  let number = 0;
  for (const section of tree.children) {
    if (section.type !== 'element' || !hasClass(section, 'chapter')) continue;
    if (!hasClass(section, 'front')) isFront = false;
    const name = `chapter${++number}`;
    const boxes = marginBoxes(isFront ? 'front' : 'body', headingText(section), mark);
    rules.push(
      `@page ${name}{${boxes}}`,
      `@page ${name}-wide{size:${settings.paper} landscape;${boxes}}`,
      `.${name}{page:${name}}`,
      `.${name} .landscape{page:${name}-wide}`,
    );
    section.properties.className = [...([section.properties.className].flat() as string[]), name];
  }
  return rules.join('\n');
}

/** "Draft 0.1, 22 November 2026", with the protective marking if there is one; '' for a final. */
function draftMark({ settings }: Document): string {
  const date = sayDate(settings.date);
  const draft = settings.status === 'draft' ? `DRAFT ${settings.version}, ${date}` : '';
  return [settings.marking, draft].filter(Boolean).join(' · ');
}

function marginBoxes(folio: 'front' | 'body', head: string, mark: string): string {
  const counter = folio === 'front' ? 'counter(front-folio, lower-roman)' : 'counter(folio)';
  const draft = mark === '' ? '' : `@bottom-left{content:${cssString(mark)}}`;
  return `counter-increment:${folio === 'front' ? 'front-folio' : 'folio'} 1;@top-left{content:${cssString(head)}}@bottom-right{content:${counter}}${draft}`;
}

function headingText(section: Element): string {
  const heading = section.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'h2',
  );
  return heading === undefined ? '' : hastText(heading, (tagName) => tagName === 'sup');
}

function cssString(text: string): string {
  return `"${text.replace(/["\\\n]/g, (character) => (character === '\n' ? ' ' : `\\${character}`)).replace(/</g, '\\3c ')}"`;
}
