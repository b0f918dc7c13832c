/**
 * The Document in, the HTML of the screen edition out: one accessible page that works without script. Each value links
 * to its source at the page's end, each heading, paragraph, figure and table can be linked to.
 */
import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { hastText } from '../hast-text.ts';
import type { Document, Inputs, Provenance, Read } from '../model.ts';
import { visit } from '../visit.ts';
import { bundleStyles, fontFaces } from './bundle-styles.ts';
import { collectNotes, dropClass, hasClass } from './place-notes.ts';
import { largePrintFile, sayList, saySize } from './words.ts';

/** What is known once the PDF is printed. */
export interface PrintedFacts {
  readonly folioByIdentifier: ReadonlyMap<string, string>;
  readonly pages: number;
  readonly pdfBytes: number;
  readonly largePrint?: { readonly pdfBytes: number; readonly pages: number };
}

export function screenHtml(document: Document, inputs: Inputs, printed: PrintedFacts): string {
  return prepareScreenHtml(document, inputs, printed.largePrint !== undefined)(printed);
}

/** The same in two steps: all that needs no print first, so that it can be made while the browser prints. */
export function prepareScreenHtml(
  document: Document,
  inputs: Inputs,
  hasLargePrint: boolean,
): (printed: PrintedFacts) => string {
  const gaps = openGaps();
  const tree = structuredClone(document.tree);
  dropClass(tree, 'only-print');
  collectNotes(tree);
  const linked = linkValues(tree, document);
  linkHeadings(tree);
  foldLists(tree);
  openTables(tree);
  leavePageNumbers(tree, gaps.leave);
  const downloads = linkPdfs(document.report, hasLargePrint, gaps.leave);
  const { settings } = document;
  const css = `${fontFaces(inputs.fonts, 'fonts')}\n${bundleStyles(inputs.styles, 'screen.css')}`;
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: settings.language }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('title', `${settings.title}: ${settings.series}`),
          h('meta', { name: 'description', content: settings.description }),
          h('meta', { name: 'color-scheme', content: 'light' }),
          h('style', css),
        ]),
        h(
          'body',
          { className: [document.report, settings.kind] },
          bodyOf(tree, document, downloads, linked),
        ),
      ]),
    ],
  };
  return gaps.filler(`${stringify(page)}\n`);
}

type Say = (printed: PrintedFacts) => string;

/** Places for words that the print gives, marked by code points that no text may have (Unicode 23.7, noncharacters). */
function openGaps() {
  const words: Say[] = [];
  return {
    leave: (say: Say): string => `\uFDD0${words.push(say) - 1}\uFDD1`,
    filler: (html: string) => (printed: PrintedFacts) =>
      html.replace(/\uFDD0(\d+)\uFDD1/g, (_, index) => words[index]?.(printed) ?? ''),
  };
}

export function stringify(tree: Root): string {
  return unified()
    .use(rehypeStringify, { closeSelfClosing: false, tightDoctype: true })
    .stringify(tree);
}

/** Landmarks: banner with the title block, navigation, main, content information. */
function bodyOf(
  tree: Root,
  document: Document,
  downloads: readonly Element[],
  linked: ReadonlySet<string>,
): Element[] {
  const parts = tree.children.filter((child): child is Element => child.type === 'element');
  const take = (name: string): Element[] => parts.filter((part) => hasClass(part, name));
  return [
    h('a', { className: ['skip-link'], href: '#main' }, 'Skip to main content'),
    h('header', { className: ['banner'] }, [...take('page-cover'), ...downloads]),
    ...take('page-contents'),
    h('main', { id: 'main', tabIndex: -1 }, [...take('chapter'), sourcesSection(document, linked)]),
    h('footer', { className: ['closing'] }, [
      ...take('page-verso'),
      ...take('page-control'),
      ...take('page-closing'),
      ...take('page-peer-review'),
    ]),
  ];
}

function linkPdfs(report: string, hasLargePrint: boolean, leave: (say: Say) => string): Element[] {
  const link = (file: string, words: string): Element =>
    h('p', { className: ['download'] }, [h('a', { href: encodeURIComponent(file) }, words)]);
  const size = leave(saySizeOf);
  const pdf = link(`${report}.pdf`, `Download as PDF (${size})`);
  if (!hasLargePrint) return [pdf];
  const large = leave(({ largePrint }) => (largePrint ? saySizeOf(largePrint) : ''));
  return [pdf, link(largePrintFile(report), `Download as PDF in large print (${large})`)];
}

function saySizeOf({ pdfBytes, pages }: Pick<PrintedFacts, 'pdfBytes' | 'pages'>): string {
  return `${saySize(pdfBytes)}, ${pages} pages`;
}

/** A number that came from data leads to its record; the record leads back. Returns the keys of those that do. */
function linkValues(tree: Root, document: Document): ReadonlySet<string> {
  const linked = new Set<string>();
  const byKey = new Map(document.provenance.map((one) => [one.key, one]));
  visit(tree, 'element', (element, _, parent) => {
    const provenance = byKey.get(element.data?.provenance ?? '');
    if (provenance === undefined) return;
    element.properties.value = String(provenance.value ?? '');
    element.properties.dataFrom = sayReads(provenance.reads);
    if (parent?.type === 'element' && ['td', 'th', 'a', 'h2', 'h3', 'h4'].includes(parent.tagName))
      return;
    if (hasClass(element, 'repeated')) return; // a register's copy: the block itself leads to the source
    linked.add(provenance.key);
    element.properties.id = `value-${provenance.key}`;
    element.children = [
      h('a', { href: `#source-${provenance.key}`, className: ['value-link'] }, element.children),
    ];
  });
  return linked;
}

/** `cities.population_2021 (38 rows)`; the display form of a provenance. */
function sayReads(reads: readonly Read[]): string {
  return reads
    .map(
      ({ table, column, rows }) =>
        `${table}.${column} (${rows.length === 1 ? rows[0] : `${rows.length} rows`})`,
    )
    .join('; ');
}

function sourcesSection(document: Document, linked: ReadonlySet<string>): Element {
  const byKey = new Map(document.provenance.map((one) => [one.key, one]));
  const rows = [...byKey.values()].filter(({ key }) => linked.has(key)).map(sourceEntry);
  return h('section', { className: ['chapter', 'sources'], ariaLabelledBy: 'sources' }, [
    h('h2', { id: 'sources' }, 'Where the numbers come from'),
    h(
      'p',
      'Each number in the text that comes from data, with the expression that gives it and the cells it uses. The name of a table downloads it.',
    ),
    h('dl', rows.flat()),
  ]);
}

function sourceEntry(provenance: Provenance): Element[] {
  const cells = provenance.reads.flatMap(({ table, column, rows, values }): ElementContent[] => {
    const few =
      rows.length <= 3
        ? `: ${rows.map((row, index) => `${row} ${String(values[index] ?? '')}`).join(', ')}`
        : ` (${rows.length} rows)`;
    return [h('li', [h('a', { href: `data/${table}.csv` }, `${table}.csv`), ` ${column}${few}`])];
  });
  return [
    h('dt', { id: `source-${provenance.key}` }, [
      h(
        'a',
        { href: `#value-${provenance.key}`, ariaLabel: `${provenance.text}, back to the text` },
        provenance.text,
      ),
      ...(provenance.provisional ? [' [p]'] : []),
    ]),
    h('dd', [h('code', provenance.expression), h('ul', cells)]),
  ];
}

/** The lists of figures and tables open on demand: on a telephone they would fill a screen. */
function foldLists(tree: Root): void {
  visit(tree, 'element', (element) => {
    if (!hasClass(element, 'lists')) return;
    element.tagName = 'details';
    const words = element.children.flatMap((list) => (list.type === 'element' ? [list] : []));
    const titles = words.flatMap(({ children: [title] }) =>
      title ? [hastText(title).toLowerCase()] : [],
    );
    element.children.unshift(h('summary', `Lists of ${sayList(titles)}`));
  });
}

/** A table wider than the window scrolls in a region that the keyboard reaches and that says its name. */
function openTables(tree: Root): void {
  visit(tree, 'element', (element) => {
    if (!hasClass(element, 'table-scroll')) return;
    const table = element.children.find((child) => child.type === 'element');
    const caption = table?.type === 'element' ? table.children[0] : undefined;
    const isCaption = caption?.type === 'element' && caption.tagName === 'caption';
    const ariaLabel = isCaption ? hastText(caption) : 'Table';
    element.properties = { ...element.properties, tabIndex: 0, role: 'region', ariaLabel };
  });
}

/** A heading, figure, table or numbered paragraph shows its own address. */
function linkHeadings(tree: Root): void {
  visit(tree, 'element', (element) => {
    if (element.tagName === 'nav') return 'skip'; // nobody links to a list of links
    const id = element.properties.id;
    if (typeof id !== 'string') return undefined;
    if (/^h[2-5]$/.test(element.tagName)) {
      element.children.push(
        h(
          'a',
          { className: ['anchor'], href: `#${id}`, ariaLabel: `Link to ${hastText(element)}` },
          '#',
        ),
      );
    }
    const number = element.children[0];
    if (hasClass(element, 'numbered') && number?.type === 'element')
      number.children = [h('a', { href: `#${id}` }, number.children as ElementContent[])];
    return undefined;
  });
}

function leavePageNumbers(tree: Root, leave: (say: Say) => string): void {
  visit(tree, 'element', (element) => {
    const target = element.properties.dataPageOf;
    if (typeof target !== 'string') return;
    delete element.properties.dataPageOf;
    const folio = leave(({ folioByIdentifier }) => folioByIdentifier.get(target) ?? 'unknown');
    const of = hasClass(element, 'page-reference') ? ' of the PDF' : ''; // "on page 11": a screen has no page 11
    element.children = [{ type: 'text', value: `${folio}${of}` }];
  });
}
