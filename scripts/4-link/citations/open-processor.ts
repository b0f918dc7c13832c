/**
 * The citation processor (citeproc) behind four plain functions: clean items, a CSL style and a
 * locale in, the HTML of single cites and of the bibliography out. Nothing else imports citeproc; it
 * is loaded when the first citation is formatted.
 */
import type { Cite, Cluster, Engine } from 'citeproc';
import type { CleanItem } from './clean-item.ts';
import { linkTo, tidyInline } from './inline-html.ts';

/** What a style puts around and between the cites of a citation. */
export interface Layout {
  readonly before: string;
  readonly between: string;
  readonly after: string;
  /** `sup` where the style prints raised numbers. */
  readonly element?: string;
}

/** One cite as it is asked for; positions ("ibid.") come from `arrange`. */
export type Asked = Omit<Cite, 'id'>;

export interface Processor {
  readonly layout: Layout;
  readonly isNote: boolean;
  /** How the style cites, from its category; `author-date` if it does not say. */
  readonly format: string;
  /** The word between two authors. */
  readonly and: string;
  /** The order of the style for each citation's keys, with what each cite's place in the report makes of it. */
  arrange(citations: readonly Arranged[]): readonly (readonly { turn: number; asked: Asked }[])[];
  /** A single cite, without what stands around a citation; '' if the style prints nothing for it. */
  cite(key: string, asked: Asked): string;
  /** Entries in the order of the style, their titles linked; empty if the style has no bibliography. */
  readonly bibliography: readonly { key: string; html: string }[];
}

/** The known items of a citation; `isFixed` if their order must stay the author's. */
export interface Arranged {
  readonly items: readonly { key: string; turn: number; asked: Asked }[];
  readonly isFixed: boolean;
}

/**
 * A processor for the items in the order they are first cited in. Throws what citeproc throws, which
 * may be a string, if it cannot read the style or takes offence at an item.
 */
export async function openProcessor(
  items: ReadonlyMap<string, CleanItem>,
  csl: { readonly style: string; readonly locale: string },
): Promise<Processor> {
  const { default: CSL } = await import('citeproc');
  CSL.debug = () => undefined; // its warnings are for authors of styles, and would go to the console
  const keys = [...items.keys()];
  const language = /xml:lang="([^"]+)"/.exec(csl.locale)?.[1] ?? 'en-GB';
  const engine = new CSL.Engine(
    systemOf([...items.values()], csl.locale),
    csl.style,
    language,
    true,
  );
  const ids = new Map(keys.map((key, index) => [key, `r${index}`]));
  const idOf = (key: string) => ids.get(key) ?? '';
  engine.updateItems([...ids.values()]);
  const bibliography = readBibliography(engine, keys);
  const layout = takeLayout(engine);
  return {
    layout,
    isNote: engine.opt.xclass === 'note',
    format: /citation-format="([a-z-]+)"/.exec(csl.style)?.[1] ?? 'author-date',
    and: engine.getTerm('and') ?? 'and',
    bibliography,
    arrange: (citations) =>
      arrange(engine, idOf, citations, engine.opt.update_mode === CSL.POSITION),
    cite: remember((key, asked) => cite(engine, idOf(key), asked)),
  };
}

/** The index of an item from its id; the processor keeps items in plain objects, so keys like `constructor` must not reach it. */
function indexOf(id: string): number {
  return Number(id.slice(1));
}

function systemOf(
  items: readonly CleanItem[],
  locale: string,
): ConstructorParameters<typeof import('citeproc').default.Engine>[0] {
  return {
    retrieveLocale: () => locale,
    retrieveItem: (id) => ({ ...items[indexOf(id)], id, system_id: id }),
    embedBibliographyEntry: (id) => id,
    variableWrapper: ({ context, variableNames, itemData }, before, html, after) => {
      const address = addressOf(items[indexOf(itemData.id)]);
      const isTitle = context === 'bibliography' && variableNames[0] === 'title';
      return before + (isTitle && address !== undefined ? linkTo(address, html) : html) + after;
    },
  };
}

/** Where a source is found: its DOI, which stays, before its address. */
function addressOf(item: CleanItem | undefined): string | undefined {
  if (typeof item?.DOI === 'string')
    return `https://doi.org/${encodeURI(item.DOI).replace(/#/g, '%23').replace(/\?/g, '%3F')}`;
  return typeof item?.URL === 'string' ? item.URL : undefined;
}

/** An entry is followed by the id that `embedBibliographyEntry` gave; entries without words are left out. */
function readBibliography(
  engine: Engine,
  keys: readonly string[],
): { key: string; html: string }[] {
  const made = engine.makeBibliography();
  if (made === false) return [];
  return made[1].flatMap((entry) => {
    const [, html, id] =
      /^\s*<div class="csl-entry">([\s\S]*)<\/div>\s*(r\d+)\s*$/.exec(entry) ?? [];
    const key = id === undefined ? undefined : keys[indexOf(id)];
    if (key === undefined || html === undefined || html.includes(NOTHING)) return [];
    return [{ key, html: tidyInline(html) }];
  });
}

/** How the processor says that a style prints nothing for an item. */
const NOTHING = '[CSL STYLE ERROR';

/** Takes brackets and raising out of the engine: they belong around all cites, and we ask for single ones. */
function takeLayout(engine: Engine): Layout {
  const { opt } = engine.citation;
  const isRaised = opt.layout_decorations.some(([, value]) => value === 'sup');
  const layout = {
    before: opt.layout_prefix,
    between: opt.layout_delimiter || '; ',
    after: opt.layout_suffix,
  };
  opt.layout_prefix = '';
  opt.layout_suffix = '';
  opt.layout_decorations = opt.layout_decorations.filter(([, value]) => value !== 'sup');
  return isRaised ? { ...layout, element: 'sup' } : layout;
}

/** Most sources are cited more than once, in the same way; a cite takes the processor about a millisecond. */
function remember(write: Processor['cite']): Processor['cite'] {
  const written = new Map<string, string>();
  return (key, asked) => {
    const name = JSON.stringify([key, asked]);
    const html = written.get(name) ?? write(key, asked);
    written.set(name, html);
    return html;
  };
}

/**
 * The processor sees no plural in "3.1-3.4", so a range of such numbers is asked for as 1-2 and put in
 * the place of what that prints.
 */
function cite(engine: Engine, id: string, asked: Asked): string {
  const isDotted = asked.locator !== undefined && /\..*(?:-|,|&| and )/.test(asked.locator);
  const html = engine.makeCitationCluster([
    { ...asked, id, ...(isDotted ? { locator: '1-2' } : {}) },
  ]);
  if (html.includes(NOTHING) || html === '[NO_PRINTED_FORM]') return '';
  const printed = isDotted
    ? html.replace(/1[-–]2(?!.*1[-–]2)/s, asked.locator?.replace(/-/g, '–') ?? '')
    : html;
  return tidyInline(printed);
}

/** Only styles that sort or say "ibid." need the whole report worked through; it takes a while. */
function arrange(
  engine: Engine,
  idOf: (key: string) => string,
  citations: readonly Arranged[],
  hasPositions: boolean,
): ReturnType<Processor['arrange']> {
  const isSorted = engine.citation_sort.tokens.length > 0;
  if (!hasPositions && !isSorted)
    return citations.map(({ items }) => items.map(({ turn, asked }) => ({ turn, asked })));
  const clusters = citations.map(
    (citation, index): Cluster => ({
      citationID: `c${index}`,
      citationItems: citation.items.map(({ key, turn, asked }) => ({
        ...asked,
        id: idOf(key),
        turn,
      })),
      properties: {
        noteIndex: engine.opt.xclass === 'note' ? index + 1 : 0,
        unsorted: citation.isFixed,
      },
    }),
  );
  engine.rebuildProcessorState(
    clusters.filter(({ citationItems }) => citationItems.length > 0),
    'html',
    [],
  );
  return clusters.map(({ sortedItems = [] }) =>
    sortedItems.map(([, found]) => ({ turn: found.turn ?? 0, asked: askedOf(found) })),
  );
}

function askedOf(found: Cite): Asked {
  const { locator, label, position } = found;
  return {
    ...(locator === undefined ? {} : { locator }),
    ...(label === undefined ? {} : { label }),
    ...(position === undefined ? {} : { position }),
    ...(found['near-note'] === undefined ? {} : { 'near-note': found['near-note'] }),
    ...(found['first-reference-note-number'] === undefined
      ? {}
      : { 'first-reference-note-number': found['first-reference-note-number'] }),
  };
}
