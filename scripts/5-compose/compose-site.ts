/**
 * The project's page, output/index.html: what the reports are and how to get each. Facts of the editions in, HTML out.
 */
import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import type { EditionFacts, Inputs } from '../model.ts';
import { sayDate } from '../say-date.ts';
import { bundleStyles, fontFaces } from './bundle-styles.ts';
import { stringify } from './screen-html.ts';
import { largePrintFile, saySize } from './words.ts';

export function composeSite(
  entries: readonly EditionFacts[],
  { styles, fonts }: Pick<Inputs, 'styles' | 'fonts'>,
  language: string,
): string {
  const faces = fontFaces(fonts, `${encodeURIComponent(entries[0]?.report ?? '')}/fonts`); // each edition carries the same

  const tree: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: language }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('title', 'Reports'),
          h('style', `${faces}\n${bundleStyles(styles, 'site.css')}`),
        ]),
        h('body', [
          h('header', [
            h('h1', 'Reports'),
            h('p', 'Each report as a PDF for print, as a web page and with its data.'),
          ]),
          h(
            'main',
            entries.map((entry) => articleOf(entry)),
          ),
        ]),
      ]),
    ],
  };
  return `${stringify(tree)}\n`;
}

function articleOf(entry: EditionFacts): Element {
  const data = entry.files.filter((file) => file.path.startsWith('data/'));
  const sizeOf = (path: string): string =>
    saySize(entry.files.find((file) => file.path === path)?.bytes ?? 0);
  const link = (path: string, words: string, facts: string): Element =>
    h('li', [
      h('a', { href: [entry.report, ...path.split('/')].map(encodeURIComponent).join('/') }, words),
      ` (${facts})`,
    ]);
  const pdf = `${entry.report}.pdf`;
  const large = largePrintFile(entry.report);
  return h('article', { className: [entry.kind] }, [
    h('p', { className: ['series'] }, entry.series),
    h('h2', [h('a', { href: `${encodeURIComponent(entry.report)}/index.html` }, entry.title)]),
    ...(entry.subtitle === undefined ? [] : [h('p', { className: ['subtitle'] }, entry.subtitle)]),
    h('p', entry.description),
    h(
      'p',
      { className: ['facts'] },
      `Version ${entry.version} (${entry.status}), ${sayDate(entry.date)}`,
    ),
    h('ul', [
      link(pdf, 'PDF', `${sizeOf(pdf)}, ${entry.pages} pages`),
      ...(entry.largePrintPages === undefined
        ? []
        : [link(large, 'PDF in large print', `${sizeOf(large)}, ${entry.largePrintPages} pages`)]),
      link('index.html', 'Web page', sizeOf('index.html')),
      link(
        'document.json',
        'Text with the source of each value',
        `JSON, ${sizeOf('document.json')}`,
      ),
    ]),
    h('details', [
      h('summary', `Data (${data.length} CSV files)`),
      h(
        'ul',
        data.map(({ path }) => link(path, path.slice('data/'.length), sizeOf(path))),
      ),
    ]),
  ]);
}
