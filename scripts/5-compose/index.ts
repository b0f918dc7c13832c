/**
 * Stage 5: Manuscript and Apparatus in, the Document out, and from it the HTML of the screen edition and of print.
 * Pure; cheap; whole-report.
 */
import type { Element, ElementContent, ElementData, Root as HastRoot } from 'hast';
import { h } from 'hastscript';
import { hastText } from '../hast-text.ts';
import type { Apparatus, Chapter, Document, Inputs } from '../model.ts';
import { visit } from '../visit.ts';
import { composeChapter } from './compose-chapter.ts';
import { composeContents, composeLists } from './compose-contents.ts';
import { composeReferences, fillRegisters } from './compose-registers.ts';
import { composeUnchecked } from './compose-unchecked.ts';
import type { ComposedBlock } from './handler-context.ts';
import { hashImages } from './hash-images.ts';
import { nameTarget } from './words.ts';

export { chooseFonts } from './choose-fonts.ts';
export { composeSite } from './compose-site.ts';
export { printHtml } from './print-html.ts';
export { prepareScreenHtml, screenHtml } from './screen-html.ts';

/** The whole report in reading order: pages, contents, chapters, references, closing pages. */
export function composeDocument(
  chapters: readonly Chapter[],
  apparatus: Apparatus,
  inputs: Inputs,
  pages: ReadonlyMap<string, HastRoot>,
): Document {
  const composed = new Map<string, ComposedBlock>();
  const sections = chapters.map((chapter) => composeChapter(chapter, apparatus, inputs, composed));
  fillRegisters(sections, { apparatus, inputs, composed }); // after all chapters: a register may stand before its entries
  const contents = [
    ...apparatus.contents,
    ...(hasReferences(sections, apparatus) ? [REFERENCES_ENTRY] : []),
  ];
  const provenance = chapters.flatMap((chapter) => chapter.provenance);
  const targets = [...apparatus.targetByIdentifier.values()];
  const tree: HastRoot = {
    type: 'root',
    children: [
      ...openingPages(pages, inputs, composeUnchecked(provenance, targets, inputs.tables)),
      makePage('contents', [
        composeContents(contents),
        ...[composeLists(apparatus, inputs.shapes) ?? []].flat(),
      ]),
      ...sections,
      ...referencesSection(sections, apparatus),
      ...closingPages(pages, inputs, apparatus),
    ],
  };
  const images = Object.fromEntries(chapters.flatMap((chapter) => [...chapter.images]));
  hashImages(sections, images, inputs);
  return {
    format: 1,
    report: inputs.report,
    settings: inputs.settings,
    revision: inputs.revision,
    signOffs: inputs.records.signOffs,
    tree,
    targets,
    contents,
    provenance,
    images,
    csv: collectCsv(chapters),
    counts: countWords(sections, apparatus),
  };
}

const REFERENCES_ENTRY = {
  identifier: 'references',
  enumerator: '',
  title: 'References',
  level: 2,
  matter: 'back',
} as const;

/** Cover, verso and in a draft the document control, at its end what is still to be looked up. */
function openingPages(
  pages: ReadonlyMap<string, HastRoot>,
  { settings }: Inputs,
  unchecked: readonly Element[],
): Element[] {
  const front = ['cover', 'verso'].flatMap((name) => pageOf(pages, name));
  if (settings.status === 'final') return front;
  const inner = pages.get('control')?.children.find((child) => child.type === 'element');
  if (inner === undefined) return front;
  const control: Element = { ...inner, children: [...inner.children, ...unchecked] };
  return [...front, makePage('control', [control])];
}

/** The peer review has a page where there was one; what a comment is about is named as the text names it. */
function closingPages(
  pages: ReadonlyMap<string, HastRoot>,
  { records }: Inputs,
  { targetByIdentifier }: Apparatus,
): Element[] {
  const wanted = ['closing', ...(records.peerReview.length > 0 ? ['peer-review'] : [])];
  const closing = wanted.flatMap((name) => pageOf(pages, name));
  for (const page of closing) {
    visit(page, 'element', (element) => {
      if (![element.properties.className].flat().includes('target-name')) return;
      const target = targetByIdentifier.get(String(element.properties.href).slice(1));
      if (target === undefined)
        delete element.properties.href; // a rule tells of it
      else if (target.enumerator + target.title !== '')
        element.children = [{ type: 'text', value: nameTarget(target) }];
    });
  }
  return closing;
}

function pageOf(pages: ReadonlyMap<string, HastRoot>, name: string): Element[] {
  const children = pages.get(name)?.children as ElementContent[] | undefined;
  return children === undefined ? [] : [makePage(name, children)];
}

function makePage(name: string, children: readonly ElementContent[]): Element {
  const page = h('div', { className: ['page', `page-${name}`] }, [...children]);
  page.data = { key: `page/${name}` } as ElementData;
  return page;
}

/** The list of references comes by itself unless an author put it somewhere. */
function referencesSection(sections: readonly Element[], apparatus: Apparatus): Element[] {
  if (!hasReferences(sections, apparatus)) return [];
  const heading = h('h2', { id: 'references' }, 'References');
  heading.data = { key: 'references' } as ElementData;
  const section = h(
    'section',
    { className: ['chapter', 'back', 'references-section'], ariaLabelledBy: 'references' },
    [heading, composeReferences(apparatus)],
  );
  section.data = { key: 'chapter/references' } as ElementData;
  return [section];
}

function hasReferences(sections: readonly Element[], { bibliography }: Apparatus): boolean {
  const placed = sections.some((section) => {
    let found = false;
    visit(section, 'element', (element) => {
      found ||=
        element.tagName === 'ul' &&
        ([element.properties.className].flat() as unknown[]).includes('references');
    });
    return found;
  });
  return bibliography.length > 0 && !placed;
}

function collectCsv(chapters: readonly Chapter[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { tree } of chapters) {
    visit(tree, 'block', (block) => {
      const id = block.data?.identifier;
      if (block.filled?.csv !== undefined && id !== undefined) found[id] = block.filled.csv;
    });
  }
  return found;
}

/** Words are those of authored prose: paragraphs, list items and quotations of the chapters, notes included. */
function countWords(sections: readonly Element[], apparatus: Apparatus): Document['counts'] {
  let words = 0;
  for (const section of sections) {
    visit(section, 'element', (element) => {
      if (element.tagName !== 'p' && element.tagName !== 'li') return undefined;
      words += hastText(element)
        .split(/\s+/)
        .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      return 'skip';
    });
  }
  return {
    words,
    figures: apparatus.registers.get('figure')?.length ?? 0,
    tables: apparatus.registers.get('table')?.length ?? 0,
    notes: apparatus.footnoteByIdentifier.size,
    references: apparatus.bibliography.length,
    recommendations: apparatus.registers.get('recommendation')?.length ?? 0,
  };
}
