/**
 * The contents and the lists of figures and tables: entries with their numbers, titles and the place of a page number
 * that print fills. The Apparatus in, hast out.
 */
import type { Element } from 'hast';
import { h } from 'hastscript';
import { listSeries } from '../list-series.ts';
import type { Apparatus, ContentsEntry, Inputs, Target } from '../model.ts';
import { text } from './handler-context.ts';
import { sayName } from './words.ts';

/** Chapters and their sections, nested; deeper headings are left to the outline. */
export function composeContents(contents: readonly ContentsEntry[]): Element {
  const heading = h('h2', { id: 'contents' }, 'Contents');
  return h('nav', { className: ['contents'], ariaLabelledBy: 'contents' }, [
    heading,
    nestEntries(contents),
  ]);
}

/** A part of the contents where an author called for it. */
export function composeSections(contents: readonly ContentsEntry[]): Element {
  return h('nav', { className: ['contents', 'contents-of'], ariaLabel: 'Sections' }, [
    nestEntries(contents),
  ]);
}

/** What stands below a chapter or section in the contents; all of them if no id is given. */
export function contentsOf(
  contents: readonly ContentsEntry[],
  identifier: string,
): readonly ContentsEntry[] {
  if (identifier === '') return contents;
  const start = contents.findIndex((entry) => entry.identifier === identifier);
  const level = contents[start]?.level ?? 0;
  const rest = contents.slice(start + 1);
  const end = rest.findIndex((entry) => entry.level <= level);
  return start === -1 ? [] : rest.slice(0, end === -1 ? rest.length : end);
}

/** The two topmost levels of the entries, the lower within the upper. */
function nestEntries(contents: readonly ContentsEntry[]): Element {
  const top = Math.min(...contents.map(({ level }) => level));
  const list: Element[] = [];
  for (const entry of contents) {
    const item = h('li', entryLink(entry.identifier, contentsNumber(entry), entry.title));
    if (entry.level === top) list.push(item);
    else if (entry.level === top + 1) sublist(list).children.push(item);
  }
  return h('ul', list);
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
      h('span', { className: ['leader', 'only-print'] }),
    ]),
    h('span', { className: ['unseen', 'only-print'] }, ', page '),
    h('span', { className: ['folio', 'only-print'], dataPageOf: identifier }, '00'),
  ]);
}

/** The lists of what has numbers and titles: figures, tables, boxes, recommendations, and what a template counts. */
export function composeLists(
  { registers }: Apparatus,
  shapes: Inputs['shapes'],
): Element | undefined {
  const lists = [...listSeries(shapes)].flatMap(([series, { register, numbered, hasLabels }]) => {
    const targets = registers.get(series) ?? [];
    const isList = register !== undefined && numbered !== 'none' && hasLabels;
    return isList && targets.length > 0 ? [listOf(register, targets)] : [];
  });
  return lists.length === 0 ? undefined : h('div', { className: ['lists'] }, lists);
}

function listOf(register: string, targets: readonly Target[]): Element {
  const id = `list-of-${register}`;
  return h('nav', { className: ['contents', 'list-of'], ariaLabelledBy: id }, [
    h('h3', { id }, sayName(register)),
    listEntries(targets),
  ]);
}

/** Numbers, titles and pages. */
export function listEntries(targets: readonly Target[]): Element {
  return h(
    'ul',
    targets.map(({ identifier, enumerator, title }) =>
      h('li', entryLink(identifier, enumerator, title)),
    ),
  );
}
