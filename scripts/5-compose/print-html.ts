/**
 * The Document in, the HTML that Chromium prints out, with the page rules of this report: running heads, folios, the
 * marks of a draft. Page numbers are left as elements with `data-page-of`, which stage 6 fills when it knows the pages.
 */
import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import type { Document, Inputs, PrintForm } from '../model.ts';
import { visit } from '../visit.ts';
import { bundleStyles, fontFaces } from './bundle-styles.ts';
import { fitShortLines } from './fit-short-lines.ts';
import { pageRules } from './page-rules.ts';
import { dropClass, numberNotes } from './place-notes.ts';
import { stringify } from './screen-html.ts';

/** `entry` is the style sheet that imports all others. */
export function printHtml(
  document: Document,
  inputs: Inputs,
  form: PrintForm = {},
  entry = 'report.css',
): string {
  const tree = structuredClone(document.tree);
  if (form.largePrint === true) fitShortLines(tree, 18);
  else if (document.settings.paper === 'A5') fitShortLines(tree, 10.5);
  dropClass(tree, 'only-screen');
  numberNotes(tree);
  nameBlocks(tree);
  const { settings } = document;
  const css = [
    fontFaces(inputs.fonts, 'fonts'),
    bundleStyles(inputs.styles, entry),
    ...editionSheets(document, form).map(
      (name) => `@layer editions {\n${bundleStyles(inputs.styles, `editions/${name}.css`)}\n}`,
    ),
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

/** Sheets of assets/styles/editions/ that this edition has over all others. */
function editionSheets({ settings }: Document, { lineNumbers, largePrint }: PrintForm): string[] {
  return [
    ...(settings.paper === 'A4' ? [] : [settings.paper.toLowerCase()]),
    ...(settings.print === 'duplex' ? ['duplex'] : []),
    ...(lineNumbers === true ? ['line-numbers'] : []),
    ...(largePrint === true ? ['large-print'] : []),
  ];
}

/** What stage 6 says of the pages names blocks by their keys. */
function nameBlocks(tree: Root): void {
  visit(tree, 'element', (element) => {
    const key = element.data?.key;
    if (key !== undefined) element.properties.dataKey = key;
  });
}
