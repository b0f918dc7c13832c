// A print's tags in, stable table-header ids out. Chromium names header cells `node00000123` after
// a counter that runs on from one navigation to the next, so the same page prints other bytes.

import { readNameTree } from './name-tree.ts';
import { isDictionary, isKind, type PdfValue, text, writeValue } from './object.ts';
import type { PdfFile } from './reader.ts';
import type { OutputObject } from './writer.ts';

/** How to rename: `objects` are rewritten whole, `rename` mends any other object's text. */
export interface HeaderIds {
  readonly objects: ReadonlyMap<number, OutputObject>;
  rename(source: string): string;
}

const counterId = /^node\d{8,}$/;

/**
 * Numbers the header cells h1, h2 … in tree order; Skia numbers the objects of the tags in that
 * order. The id tree is written anew, flat and sorted, because the new ids sort otherwise.
 */
export function renumberHeaderIds(file: PdfFile): HeaderIds {
  const tree = file.resolve(file.catalog.get('StructTreeRoot'));
  const idTree = isDictionary(tree) ? tree.get('IDTree') : undefined;
  const entries = readNameTree(file, idTree);
  if (entries.length === 0) return noHeaderIds;
  if (!isKind(idTree, 'ref')) throw new Error('Unexpected /IDTree, expected it by reference');

  const newIds = chooseIds(entries);
  const pairs = entries
    .map(([id, element]) => [newIds.get(id) ?? id, element] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([id, element]): readonly PdfValue[] => [text(id), element]);
  const idTreeSource = writeValue(new Map([['Names', pairs]]));
  return {
    objects: new Map([[idTree.number, { text: idTreeSource }]]),
    rename: (source) => renameIn(source, newIds),
  };
}

const noHeaderIds: HeaderIds = { objects: new Map(), rename: (source) => source };

function chooseIds(entries: readonly (readonly [string, PdfValue])[]): ReadonlyMap<string, string> {
  const taken = new Set(entries.map(([id]) => id));
  const newIds = new Map<string, string>();
  let count = 0;
  for (const [id] of [...entries].sort(byObjectNumber)) {
    if (!counterId.test(id)) continue;
    do count += 1;
    while (taken.has(`h${count}`));
    newIds.set(id, `h${count}`);
  }
  return newIds;
}

type IdEntry = readonly [string, PdfValue];

const byObjectNumber = ([, one]: IdEntry, [, other]: IdEntry): number =>
  numberOf(one) - numberOf(other);

const numberOf = (element: PdfValue): number => (isKind(element, 'ref') ? element.number : 0);

/** Only where an id stands: a text that happens to look like one is somebody's words. */
function renameIn(source: string, newIds: ReadonlyMap<string, string>): string {
  if (!source.includes('(node')) return source;
  return source.replace(/\/ID \(node\d+\)|\/Headers \[[^\]]*\]/g, (place) =>
    place.replace(/\((node\d+)\)/g, (found, id: string) => {
      const newId = newIds.get(id);
      return newId === undefined ? found : `(${newId})`;
    }),
  );
}
