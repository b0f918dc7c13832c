/**
 * assets/references/: CSL-JSON items, the citation style and its locale, and chart specifications beside them in
 * spirit: JSON files in, plain data out, each fault at its own line.
 */
import type { FileTree, Reference } from '../model.ts';
import { type Complain, placeAtOffset } from '../place.ts';
import { readText } from './read-text.ts';

const FILE = 'assets/references/references.json';

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
  for (const item of items as {
    id?: unknown;
    type?: unknown;
    custom?: { provisional?: unknown };
  }[]) {
    const id = String(item.id ?? '');
    const place = places.get(id)?.shift() ?? { file: FILE, line: 1, column: 1 };
    const first = references.get(id);
    if (id === '' || typeof item.type !== 'string') {
      complain({
        rule: 'references-valid',
        reason: 'Unexpected reference without `id` or `type`, expected both',
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
      references.set(id, {
        item: item as Reference['item'],
        provisional: item.custom?.provisional === true,
        place,
      });
    }
  }
  return references;
}

/** Places of `"id": "…"` by id, in order. */
function placesOfIds(source: string): Map<string, Reference['place'][]> {
  const places = new Map<string, Reference['place'][]>();
  let line = 1;
  for (const text of source.split('\n')) {
    const found = /"id"\s*:\s*"([^"]+)"/.exec(text);
    if (found?.[1] !== undefined) {
      const place = {
        file: FILE,
        line,
        column: found.index + 1,
        endLine: line,
        endColumn: found.index + 1 + found[0].length,
      };
      places.set(found[1], [...(places.get(found[1]) ?? []), place]);
    }
    line++;
  }
  return places;
}

/** A style of assets/references/ and the locale of the report's language, as XML. */
export async function readStyle(
  tree: FileTree,
  style: string,
  language: string,
  complain: Complain,
): Promise<{ style: string; locale: string }> {
  const read = async (path: string) => (await readText(tree, path, complain)) ?? '';
  return {
    style: await read(`assets/references/${style}.csl`),
    locale: await read(`assets/references/locales-${language}.xml`),
  };
}

/** Every specification in assets/charts/ by its name. */
export async function readCharts(
  tree: FileTree,
  complain: Complain,
): Promise<ReadonlyMap<string, { file: string; spec: unknown }>> {
  const paths = (await tree.list('assets/charts')).filter((path) => path.endsWith('.json'));
  const read = await Promise.all(
    paths.map(async (file) => {
      const source = await readText(tree, file, complain);
      const spec = source === undefined ? undefined : readJson(source, file, complain);
      return spec === undefined
        ? []
        : ([[file.slice('assets/charts/'.length, -'.json'.length), { file, spec }]] as const);
    }),
  );
  return new Map(read.flat());
}

function readJson(source: string, file: string, complain: Complain): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch (error) {
    const offset = Number(/position (\d+)/.exec(String(error))?.[1] ?? source.length);
    complain({
      rule: 'json-parses',
      reason: 'Unexpected character, expected JSON',
      place: placeAtOffset(source, file, offset, 1),
      note: 'look for a missing comma or quotation mark just before this place',
    });
    return undefined;
  }
}
