/**
 * The contents and the lists of figures and tables: entries with their numbers, titles and the place of a page number
 * that print fills. The Apparatus in, hast out.
 */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Apparatus, ContentsEntry, Target } from '../model.ts';
import { text } from './handler-context.ts';

/** Chapters and their sections, nested; deeper headings are left to the outline. */
export function composeContents(contents: readonly ContentsEntry[]): Element {
  const list: Element[] = [];
  for (const entry of contents) {
    const item = h('li', entryLink(entry.identifier, contentsNumber(entry), entry.title));
    if (entry.level === 2) list.push(item);
    else if (entry.level === 3) sublist(list).children.push(item);
  }
  const heading = h('h2', { id: 'contents' }, 'Contents');
  return h('nav', { className: ['contents'], ariaLabelledBy: 'contents' }, [
    heading,
    h('ul', list),
  ]);
}

function contentsNumber({ level, enumerator }: ContentsEntry): string {
  return level === 2 && /^[A-Z]/.test(enumerator) ? `Annex\u00a0${enumerator}` : enumerator;
}

function sublist(list: readonly Element[]): Element {
  const chapter = list.at(-1) as Element;
  const last = chapter.children.at(-1);
  if (last?.type === 'element' && last.tagName === 'ul') return last;
  const made = h('ul');
  chapter.children.push(made);
  return made;
}

/** One link an entry: number, title, dots without text, page. */
function entryLink(identifier: string, enumerator: string, title: string): Element {
  return h('a', { href: `#${identifier}` }, [
    h('span', { className: ['contents-title'] }, [
      ...(enumerator === ''
        ? []
        : [h('span', { className: ['enumerator'] }, enumerator), text(' ')]),
      text(title),
    ]),
    h('span', { className: ['leader'] }),
    h('span', { className: ['unseen', 'only-print'] }, ', page '),
    h('span', { className: ['folio', 'only-print'], dataPageOf: identifier }, '00'),
  ]);
}

/** The lists of figures, tables and boxes that the report has; nothing for a single one. */
export function composeLists({ registers }: Apparatus): Element | undefined {
  const lists = [
    listOf('Figures', registers.figure),
    listOf('Tables', registers.table),
    listOf('Boxes', registers.box),
    listOf('Recommendations', registers.recommendation),
  ].filter((one) => one !== undefined);
  return lists.length === 0 ? undefined : h('div', { className: ['lists'] }, lists);
}

function listOf(title: string, targets: readonly Target[]): Element | undefined {
  if (targets.length === 0) return undefined;
  const id = `list-of-${title.toLowerCase()}`;
  const entries = targets.map((target) =>
    h('li', entryLink(target.identifier, target.enumerator, target.title)),
  );
  return h('nav', { className: ['contents', 'list-of'], ariaLabelledBy: id }, [
    h('h3', { id }, title),
    h('ul', entries),
  ]);
}
