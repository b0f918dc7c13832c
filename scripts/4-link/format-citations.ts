/**
 * The citations of a report in reading order and its library in, the HTML of each citation and of the
 * reference list out, in any CSL style. It knows neither trees nor files, and never throws for a
 * fault in the library, the style or what an author wrote.
 */
import type { Apparatus, CiteItem, Reference } from '../model.ts';
import { nearest, suggest } from '../nearest.ts';
import type { Complain } from '../place.ts';
import { type CleanItem, cleanItem } from './citations/clean-item.ts';
import { escapeWords, linkTo, tidyInline } from './citations/inline-html.ts';
import { type Asked, openProcessor, type Processor } from './citations/open-processor.ts';
import { type Locator, readLocator } from './citations/read-locator.ts';

/** A citation as stage 4 meets it; the place of each item has its file. */
export interface CitationInput {
  /** The key of its node. */
  readonly key: string;
  readonly narrative: boolean;
  readonly items: readonly CiteItem[];
}

/** What citations draw on: the references, the style and its locale as XML, and the file of the style. */
export interface Library {
  readonly references: ReadonlyMap<string, Reference>;
  readonly csl: { readonly style: string; readonly locale: string };
  readonly styleFile: string;
}

/** Citations by the key of their node, and the reference list; both inline HTML. */
export type FormattedCitations = Pick<Apparatus, 'citationByKey' | 'bibliography'>;

/**
 * `(<a href="#ref-budd2016">Budd and Sancino, 2016</a>, p. 4)`; narrative, the name stands before the
 * bracket. An unknown key prints as `key?` and leaves `citation-known`; a reference that is not as
 * CSL-JSON has it leaves `references-valid` at its place, a style that cannot be read `style-valid`.
 */
export async function formatCitations(
  citations: readonly CitationInput[],
  library: Library,
  complain: Complain,
): Promise<FormattedCitations> {
  complainOfUnknown(citations, library.references, complain);
  const cited = citedItems(citations, library.references, complain);
  const opened = await openLibrary(cited, library, complain);
  if (opened === undefined) {
    const unknown = citations.map((citation) => [citation.key, writeUnknown(citation)] as const);
    return { citationByKey: new Map(unknown), bibliography: [] };
  }
  const bibliography = opened.processor.bibliography.map(({ key, html }) => ({
    key,
    html,
    provisional: library.references.get(key)?.provisional === true,
  }));
  const desk: Desk = { ...opened, linked: new Set(bibliography.map(({ key }) => key)) };
  return { citationByKey: writeCitations(citations, desk), bibliography };
}

/** What a citation is written with: the processor, the items it has, and the keys that have an entry to link to. */
interface Desk {
  readonly processor: Processor;
  readonly items: ReadonlyMap<string, CleanItem>;
  readonly linked: ReadonlySet<string>;
}

function complainOfUnknown(
  citations: readonly CitationInput[],
  references: Library['references'],
  complain: Complain,
): void {
  const told = new Set<string>();
  for (const { key, place } of citations.flatMap(({ items }) => items)) {
    const where = `${key} ${place.file}:${place.line}:${place.column}`;
    if (references.has(key) || told.has(where)) continue;
    told.add(where);
    complain({
      rule: 'citation-known',
      reason: `Unexpected citation of \`${key}\`, expected a key of the references`,
      place,
      note: cureOfKey(key, references),
    });
  }
}

/** `[@key p. 15]`: the words after a known key want a comma before them. */
function cureOfKey(key: string, references: Library['references']): string {
  const [, known = '', words = ''] = /^-?@?([^\s,]+)\s+(.+)$/.exec(key) ?? [];
  if (references.has(known)) return `put a comma after the key: \`[@${known}, ${words}]\``;
  if (references.size <= FEW || nearest(key, references.keys()) !== undefined)
    return suggest(key, references.keys());
  return 'look it up: `npm run -s list -- references WORD` gives the keys of the works that hold a word';
}

/** So many keys can be read through in a message. */
const FEW = 8;

/** The references that are cited, in the order of their first citation. */
function citedItems(
  citations: readonly CitationInput[],
  references: Library['references'],
  complain: Complain,
): Map<string, CleanItem> {
  const items = new Map<string, CleanItem>();
  for (const { key } of citations.flatMap((citation) => citation.items)) {
    const reference = references.get(key);
    if (reference !== undefined && !items.has(key)) items.set(key, cleanItem(reference, complain));
  }
  return items;
}

/** Opens the processor; items it takes offence at are complained of and left out, as far as they can be found. */
async function openLibrary(
  items: Map<string, CleanItem>,
  library: Library,
  complain: Complain,
): Promise<Pick<Desk, 'processor' | 'items'> | undefined> {
  const { csl, styleFile } = library;
  if (items.size === 0 || csl.style === '' || csl.locale === '') return undefined; // a missing file has its message from stage 1
  if (!/<citation[\s>]/.test(csl.style)) {
    complain({
      rule: 'style-valid',
      reason: 'Unexpected style without `<citation>`, expected an independent CSL style',
      place: { file: styleFile },
      note: 'if it has a link `independent-parent`, use the style that this names',
    });
    return undefined;
  }
  try {
    return { processor: await openProcessor(items, csl), items };
  } catch (error) {
    const faulty = await findFaulty(items, csl);
    for (const [key, fault] of faulty) {
      const place = library.references.get(key)?.place ?? { file: styleFile };
      complain({
        rule: 'references-valid',
        reason: `Unexpected reference \`${key}\`, expected CSL-JSON${fault}`,
        place,
        note: 'compare its fields with those of another reference of its type',
      });
    }
    const sound = new Map([...items].filter(([key]) => !faulty.has(key)));
    if (faulty.size > 0 && sound.size < items.size) return openLibrary(sound, library, complain);
    complain({
      rule: 'style-valid',
      reason: `Unexpected style, expected CSL 1.0.2${words(error)}`,
      place: { file: styleFile },
      note: 'check the style and its locale with the validator of citationstyles.org',
    });
    return undefined;
  }
}

/** The items that cannot be formatted alone, with what the processor says; none if the style itself is at fault. */
async function findFaulty(
  items: ReadonlyMap<string, CleanItem>,
  csl: Library['csl'],
): Promise<Map<string, string>> {
  const fault = (some: ReadonlyMap<string, CleanItem>) =>
    openProcessor(some, csl).then(() => undefined, words);
  const faulty = new Map<string, string>();
  if ((await fault(new Map())) !== undefined) return faulty;
  for (const [key, item] of items) {
    const found = await fault(new Map([[key, item]]));
    if (found !== undefined) faulty.set(key, found);
  }
  return faulty;
}

/** What citeproc says of a fault it foresaw, in brackets: it throws strings. An error is a stumble, and says nothing to an author. */
function words(error: unknown): string {
  return typeof error === 'string' ? ` (${error.replace(/^(?:citeproc-js error: )+/, '')})` : '';
}

/** Without a processor a citation is its keys with question marks, so that a draft can be read. */
function writeUnknown({ narrative, items }: CitationInput): string {
  const text = items
    .map((item) => addWords(item, `${escapeWords(item.key)}?`, item.locator))
    .join('; ');
  return narrative ? text : `(${text})`;
}

function writeCitations(citations: readonly CitationInput[], desk: Desk): Map<string, string> {
  const arranged = desk.processor.arrange(
    citations.map(({ items }) => ({
      items: items.flatMap((item, turn) =>
        desk.items.has(item.key)
          ? [{ key: item.key, turn, asked: askFor(readLocator(item.locator ?? '')) }]
          : [],
      ),
      isFixed: items.some(({ prefix }) => prefix !== undefined), // "see A; but B" reads in one order only
    })),
  );
  return new Map(
    citations.map((citation, index) => [
      citation.key,
      writeCitation(citation, arranged[index] ?? [], desk),
    ]),
  );
}

function askFor({ label, value }: Locator): Asked {
  return label === undefined || value === undefined ? {} : { label, locator: value };
}

/** Known items in the style's order, unknown ones where they can be seen: at the end. */
function writeCitation(
  { narrative, items }: CitationInput,
  arranged: readonly { turn: number; asked: Asked }[],
  desk: Desk,
): string {
  const known = arranged.flatMap(({ turn, asked }) => {
    const item = items[turn];
    return item === undefined ? [] : [(narrative ? writeNarrative : writeCite)(item, asked, desk)];
  });
  const unknown = items
    .filter(({ key }) => !desk.items.has(key))
    .map((item) => addWords(item, `${escapeWords(item.key)}?`, item.locator));
  if (narrative) return [...known, ...unknown].join('; ');
  return enclose(
    [...known, ...unknown].join(escapeWords(desk.processor.layout.between)),
    desk.processor,
  );
}

/** Brackets, or raising, around cites. Notes stand in the text in brackets, without their full stop. */
function enclose(html: string, { layout, isNote }: Processor): string {
  const [before, after] = isNote ? ['(', ')'] : [layout.before, layout.after];
  const enclosed = escapeWords(before) + html + escapeWords(after);
  return layout.element === undefined
    ? enclosed
    : `<${layout.element}>${enclosed}</${layout.element}>`;
}

/** `see <a>Budd and Sancino, 2016</a>, p. 4, our emphasis`. */
function writeCite(item: CiteItem, asked: Asked, desk: Desk): string {
  const form =
    item.form === 'no-author' && !desk.processor.isNote ? { 'suppress-author': true } : {};
  return addWords(
    item,
    linkCite(item, { ...asked, ...form }, desk),
    readLocator(item.locator ?? '').words,
  );
}

/** `<a>Budd and Sancino</a> (<a>2016</a>)`; a style that prints no name with its cites gets one before them. */
function writeNarrative(item: CiteItem, asked: Asked, desk: Desk): string {
  const { processor } = desk;
  const bare = processor.cite(item.key, withoutLocator(asked));
  const year = processor.cite(item.key, { ...withoutLocator(asked), 'suppress-author': true });
  const isNamed = year !== '' && bare !== year && bare.endsWith(year);
  const isNameless = processor.isNote || /^(?:numeric|label)$/.test(processor.format);
  if (!isNamed && !isNameless) return writeCite(item, asked, desk); // an Act: "Localism Act 2011"
  const name = isNameless
    ? nameAuthors(desk.items.get(item.key) ?? {}, processor.and)
    : bare.slice(0, -year.length).replace(/[\s,;:(]+$/, '');
  const cite = enclose(
    writeCite({ ...item, form: isNameless ? 'normal' : 'no-author' }, asked, desk),
    processor,
  );
  return `${link(item.key, tidyInline(name), desk)}${processor.layout.element === undefined ? ' ' : ''}${cite}`;
}

/** The cite with the part that names the source as a link, and the locator after it if the style puts it last. */
function linkCite(item: CiteItem, asked: Asked, desk: Desk): string {
  const bare = desk.processor.cite(item.key, withoutLocator(asked)) || `${escapeWords(item.key)}?`;
  if (asked.locator === undefined) return link(item.key, bare, desk);
  const full = desk.processor.cite(item.key, asked) || bare;
  if (full === bare)
    return `${link(item.key, bare, desk)}, ${asked.label} ${escapeWords(asked.locator)}`; // a style without locators
  return full.startsWith(bare)
    ? link(item.key, bare, desk) + full.slice(bare.length)
    : link(item.key, full, desk);
}

function withoutLocator({ locator: _, label: __, ...asked }: Asked): Asked {
  return asked;
}

function link(key: string, html: string, { linked }: Desk): string {
  return linked.has(key) ? linkTo(`#ref-${key}`, html) : html;
}

/** The author's words before and after a cite; those after stand behind a comma unless they bring their own mark. */
function addWords({ prefix }: CiteItem, html: string, after: string | undefined): string {
  const before = prefix === undefined ? '' : `${escapeWords(prefix)} `;
  if (after === undefined || after.trim() === '') return before + html;
  return `${before}${html}${/^[,.:!?)]/.test(after.trim()) ? '' : ', '}${escapeWords(after.trim())}`;
}

/** "Budd and Sancino", "Acuto et al." from four; the title of an Act and of a source without authors. */
function nameAuthors(item: CleanItem, and: string): string {
  if (item.type === 'legislation' || item.type === 'bill') return escapeWords(String(item.title));
  const people = (item.author ?? item.editor ?? []) as readonly Readonly<Record<string, string>>[];
  const names = people.map((person) =>
    escapeWords(
      person.literal ??
        [person['non-dropping-particle'], person.family ?? person.given].filter(Boolean).join(' '),
    ),
  );
  if (names.length === 0) return escapeWords(`'${String(item.title)}'`);
  if (names.length > 3) return `${names[0]} et al.`;
  return names.length === 1
    ? `${names[0]}`
    : `${names.slice(0, -1).join(', ')} ${escapeWords(and)} ${names.at(-1)}`;
}
