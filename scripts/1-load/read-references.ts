/**
 * assets/references/: CSL-JSON items, the citation style and its locale, and chart specifications beside them in
 * spirit: JSON files in, plain data out, each fault at its own line.
 */
import type { ChartFile, FileTree, Place, Reference } from '../model.ts';
import { suggest } from '../nearest.ts';
import type { Complain } from '../place.ts';
import { readJson } from './read-json.ts';
import { readText } from './read-text.ts';

const FILE = 'assets/references/references.json';

interface CslItem {
  readonly DOI?: unknown;
  readonly URL?: unknown;
  readonly id?: unknown;
  readonly type?: unknown;
  readonly custom?: { readonly provisional?: unknown } | null;
}

/** Every reference by its key; an empty map if the project has none. */
export async function readReferences(
  tree: FileTree,
  complain: Complain,
): Promise<ReadonlyMap<string, Reference>> {
  if ((await tree.read(FILE)) === 'missing') return new Map();
  const source = await readText(tree, FILE, complain);
  const items = source === undefined ? undefined : readJson(source, FILE, complain);
  if (source === undefined || items === undefined) return new Map();
  if (!Array.isArray(items)) {
    complain({
      rule: 'references-valid',
      reason: 'Unexpected JSON, expected a list of CSL-JSON items',
      place: { file: FILE, line: 1, column: 1 },
      note: 'export the library as CSL-JSON',
    });
    return new Map();
  }
  const places = placesOfIds(source);
  const references = new Map<string, Reference>();
  for (const [index, entry] of (items as unknown[]).entries()) {
    const item = (typeof entry === 'object' && entry !== null ? entry : {}) as CslItem;
    const id = typeof item.id === 'string' || typeof item.id === 'number' ? String(item.id) : '';
    const place = places.get(id)?.shift() ?? { file: FILE, line: 1, column: 1 };
    const first = references.get(id);
    if (id === '' || typeof item.type !== 'string') {
      complain({
        rule: 'references-valid',
        reason: `Unexpected reference${id === '' ? `, the ${index + 1}. of the list,` : ` \`${id}\``} without ${id === '' ? '`id`' : '`type`'}, expected both`,
        place,
        note: 'add `"id": "…"` and `"type": "report"` (or another CSL type)',
      });
    } else if (first !== undefined) {
      complain({
        rule: 'references-unique',
        reason: `Unexpected second reference \`${id}\`, expected one for a key`,
        place,
        cause: { reason: 'the first is here', place: first.place },
        note: 'remove one, or give it another key',
      });
    } else {
      checkAddresses(item, id, place, complain);
      references.set(id, {
        item: { ...item, id } as Reference['item'],
        provisional: item.custom?.provisional === true,
        place,
      });
    }
  }
  return references;
}

/** A DOI and an address that a reader can follow; the DOI's form is that of the DOI Handbook, section 2.2. */
function checkAddresses(item: CslItem, id: string, place: Place, complain: Complain): void {
  const tell = (name: string, value: string, expected: string, note: string): void =>
    complain({
      rule: 'reference-address',
      grade: 'warning',
      reason: `Unexpected \`${name}\` of \`${id}\`, \`${value.slice(0, 60)}\`, expected ${expected}`,
      place,
      note,
    });
  const { DOI, URL: address } = item;
  if (typeof DOI === 'string' && !/^10\.\d{4,9}(?:\.\d+)*\/\S+$/.test(DOI)) {
    const bare = /10\.\d{4,9}\/\S+/.exec(DOI)?.[0];
    const note =
      bare === undefined ? 'copy it from the title page, or leave it out' : `write \`${bare}\``;
    tell('DOI', DOI, 'one such as `10.1000/182`', note);
  }
  if (typeof address === 'string' && !isWebAddress(address))
    tell(
      'URL',
      address,
      'an address that begins with `https://`',
      'copy it whole from the browser',
    );
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+\.[^\s/]+/.test(text) && URL.canParse(text) && !/\s/.test(text);
}

/** Places of `"id": "…"` by id, in order. */
function placesOfIds(source: string): Map<string, Reference['place'][]> {
  const places = new Map<string, Reference['place'][]>();
  let line = 1;
  for (const text of source.split('\n')) {
    for (const { 0: words, 1: id = '', index } of text.matchAll(/"id"\s*:\s*"([^"]+)"/g)) {
      const column = index + 1;
      const place = { file: FILE, line, column, endLine: line, endColumn: column + words.length };
      const others = places.get(id);
      if (others === undefined) places.set(id, [place]);
      else others.push(place);
    }
    line++;
  }
  return places;
}

const FOLDER = 'assets/references/';
const DEFAULT_LOCALE = 'locales-en-GB.xml';

/**
 * A style of assets/references/ and the locale of the report's language, as XML; `placeOf` is the place of a setting.
 * Citations in a language that has no locale are written in English.
 */
export async function readStyle(
  tree: FileTree,
  citationStyle: string,
  language: string,
  complain: Complain,
  placeOf: (key: string) => Place = () => ({ file: FOLDER }),
): Promise<{ style: string; locale: string }> {
  const files = (await tree.list(FOLDER.slice(0, -1))).map((path) => path.slice(FOLDER.length));
  const known = (form: RegExp) => files.flatMap((file) => form.exec(file)?.[1] ?? []);
  const read = async (file: string) => (await readText(tree, FOLDER + file, complain)) ?? '';
  const [style, locale] = [`${citationStyle}.csl`, `locales-${language}.xml`];
  const [hasStyle, hasLocale] = await Promise.all(
    [style, locale].map(async (file) => (await tree.read(FOLDER + file)) !== 'missing'),
  );
  if (!hasStyle) {
    complain({
      rule: 'citation-style-exists',
      reason: `Unexpected citation style \`${citationStyle}\`, expected one in ${FOLDER}`,
      place: placeOf('citation-style'),
      note: `${suggest(citationStyle, known(/^([^/]+)\.csl$/))}, or add \`${FOLDER}${style}\``,
    });
  }
  if (!hasLocale) {
    complain({
      rule: 'language-locale',
      grade: 'warning',
      reason: `Unexpected language \`${language}\` without words for citations, which will be in English, expected its locale`,
      place: placeOf('language'),
      note: `add \`${FOLDER}${locale}\` from the locales of citationstyles.org, or ${suggest(language, known(/^locales-([^/]+)\.xml$/))}`,
    });
  }
  return {
    style: hasStyle ? await read(style) : '',
    locale: await read(hasLocale ? locale : DEFAULT_LOCALE),
  };
}

/** Every specification in assets/charts/ by its name; undefined for one that has its complaint. */
export async function readCharts(
  tree: FileTree,
  complain: Complain,
): Promise<ReadonlyMap<string, ChartFile>> {
  const paths = (await tree.list('assets/charts')).filter((path) => path.endsWith('.json'));
  const read = await Promise.all(
    paths.map(async (file) => {
      const source = await readText(tree, file, complain);
      const spec = source === undefined ? undefined : readJson(source, file, complain);
      return [
        file.slice('assets/charts/'.length, -'.json'.length),
        { file, source: source ?? '', spec },
      ] as const;
    }),
  );
  return new Map(read);
}
