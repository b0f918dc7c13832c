/**
 * What stands round a piece of the merged tree: which chapter, block, table and figure it is in, and whether it follows
 * from elsewhere. The shells down to it in, a scope out.
 */
import type { Element } from 'hast';
import type { Shell, Subject } from './comparison.ts';
import { classesOf } from './read-inline.ts';

export interface Scope {
  /** Key of the chapter or page. */
  readonly part: string;
  /** Innermost keys on either side. */
  readonly oldKey?: string;
  readonly newKey?: string;
  readonly subject: Subject;
  /** The template's block it stands in: "recommendation". */
  readonly block?: Subject;
  /** Nothing in here is told: it repeats or follows from what stands elsewhere. */
  readonly isDerived: boolean;
  /** Items of this list come and go with what calls them; only their words are told. */
  readonly hasDerivedItems: boolean;
  readonly table?: TableScope;
  /** "Leeds, Residents 2021" */
  readonly cell?: string;
  readonly figure?: FigureScope;
  /** All changes in here are this one. */
  readonly shared?: string;
}

/** What is known of a table while its rows are walked. */
export interface TableScope {
  /** Words of the heads of its columns. */
  readonly old: readonly string[];
  readonly new: readonly string[];
  /** Changes that several cells or rows share. */
  readonly told: Map<string, string>;
  readonly isHead: boolean;
}

/** A figure has one change, however many drawings of it there are. */
export interface FigureScope {
  change?: string;
}

export const OUTERMOST: Scope = {
  part: '',
  subject: 'report',
  isDerived: false,
  hasDerivedItems: false,
};

/** Lists that stage 4 and 5 make of what stands elsewhere, and lines that follow from the data's standing. */
const DERIVED = new Set(
  'contents lists page-contents page-control register index index-places table-key figure-provisional'.split(
    ' ',
  ),
);
const DERIVED_ITEMS = new Set(['references', 'glossary']);
/** Classes of frames that are no block of a template. */
const FRAMES = new Set(['table-frame', 'note', 'page', 'chapter', 'numbered', 'value']);

const SUBJECTS: Readonly<Record<string, Subject>> = {
  caption: 'caption',
  figcaption: 'caption',
  li: 'list item',
  dt: 'term',
  dd: 'term',
  pre: 'code',
  blockquote: 'quotation',
  figure: 'figure',
  table: 'table',
  tr: 'row',
  td: 'cell',
  th: 'cell',
  ul: 'list',
  ol: 'list',
  dl: 'list',
  img: 'image',
  hr: 'rule',
};
const ROLES: Readonly<Record<string, Subject>> = {
  'table-frame': 'table',
  note: 'note',
  source: 'source line',
  'figure-subtitle': 'caption',
  'figure-note': 'caption',
  chapter: 'chapter',
  page: 'page',
};

/** The scope inside an element; `was` is its shell on the old side, absent if it has none there. */
export function enter(scope: Scope, shell: Shell | undefined, was: Shell | undefined): Scope {
  const own = shell ?? was;
  if (own === undefined) return scope;
  const classes = classesOf(own).map(String);
  const block = blockOf(own, classes) ?? scope.block;
  const isPart = scope.part === '';
  const [newKey, oldKey] = [shell?.data?.key ?? scope.newKey, was?.data?.key ?? scope.oldKey];
  return {
    ...scope,
    part: isPart ? partKeyOf(own) : scope.part,
    ...(newKey === undefined ? {} : { newKey }),
    ...(oldKey === undefined ? {} : { oldKey }),
    subject: subjectOf(own, { ...scope, ...(block === undefined ? {} : { block }) }),
    ...(block === undefined ? {} : { block }),
    isDerived: scope.isDerived || classes.some((name) => DERIVED.has(name)),
    hasDerivedItems: scope.hasDerivedItems || classes.some((name) => DERIVED_ITEMS.has(name)),
  };
}

/** "chapter/summary", "page/cover"; a page of an older draft without a key goes by its class. */
export function partKeyOf(shell: Pick<Element, 'data' | 'properties'>): string {
  const name = String(classesOf(shell).at(-1) ?? 'other');
  return shell.data?.key ?? `page/${name.replace(/^page-/, '')}`;
}

/** A block of a template is what its template calls it. */
function blockOf({ tagName, data }: Shell, classes: readonly string[]): Subject | undefined {
  const [name] = classes;
  const isFrame = name === undefined || FRAMES.has(name) || data?.key === undefined;
  return isFrame || !/^(?:div|aside)$/.test(tagName) ? undefined : name;
}

/** A class or an element may be called `constructor`, which every object has. */
function wordOf<T>(words: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

/** What a reader would call an element. */
export function subjectOf(shell: Shell, { block, subject, part, table }: Scope): Subject {
  const { tagName } = shell;
  const classes = classesOf(shell).map(String);
  const role = classes.map((name) => wordOf(ROLES, name)).find((name) => name !== undefined);
  if (role !== undefined) return role;
  if (part === 'chapter/references' && tagName === 'li') return 'reference';
  if (/^h[1-6]$/.test(tagName)) return 'heading';
  if (table?.isHead && /^t[hd]$/.test(tagName)) return 'column head';
  const known = wordOf(SUBJECTS, tagName);
  if (known !== undefined) return known;
  if (block !== undefined && /^(?:p|div|aside)$/.test(tagName)) return block;
  if (subject === 'note' || subject === 'list item' || subject === 'quotation') return subject;
  return tagName === 'p' ? 'paragraph' : part.startsWith('page/') ? 'page' : subject;
}
