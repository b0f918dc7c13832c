// An open PDF in, where its ids and its outline entries point to out (ISO 32000-1, 12.3). Chromium
// writes only the ids that some link on paper points to.

import { readNameTree } from './name-tree.ts';
import {
  decodeName,
  decodeText,
  isArray,
  isDictionary,
  isKind,
  type Name,
  type PdfValue,
  type Text,
} from './object.ts';
import { readPages } from './pages.ts';
import type { PdfFile } from './reader.ts';

/** A place on paper: page from 0, `y` in points upwards from the foot of the sheet. */
export interface Destination {
  readonly pageIndex: number;
  readonly y: number;
}

/** An outline entry; `pageIndex` is undefined where the entry leads nowhere. */
export interface OutlineEntry {
  readonly title: string;
  readonly pageIndex: number | undefined;
  readonly children: readonly OutlineEntry[];
}

/** Reads the named destinations by id, from /Dests or from the name tree that replaced it. */
export function readDestinations(file: PdfFile): ReadonlyMap<string, Destination> {
  const pageIndexOf = pageIndexer(file);
  const destinations = new Map<string, Destination>();
  for (const [id, value] of namedValues(file)) {
    const destination = readDestination(file, value, pageIndexOf);
    if (destination) destinations.set(id, destination);
  }
  return destinations;
}

/** Reads the outline, nested as in the file. Throws if its entries form a ring. */
export function readOutline(file: PdfFile): readonly OutlineEntry[] {
  const pageIndexOf = pageIndexer(file);
  const named = new Map(namedValues(file));
  const seen = new Set<number>();
  const target = (value: PdfValue | undefined): number | undefined => {
    const id = isKind(value, 'name') || isKind(value, 'text') ? idOf(value) : undefined;
    return readDestination(file, id === undefined ? value : named.get(id), pageIndexOf)?.pageIndex;
  };
  const readChildren = (parent: PdfValue | undefined): readonly OutlineEntry[] => {
    const entries: OutlineEntry[] = [];
    let next = isDictionary(parent) ? parent.get('First') : undefined;
    while (isKind(next, 'ref')) {
      const entry = file.value(next.number);
      if (!isDictionary(entry) || seen.size === seen.add(next.number).size) {
        throw new Error(`Unexpected outline, expected object ${next.number} in it once`);
      }
      const title = file.resolve(entry.get('Title'));
      const action = file.resolve(entry.get('A'));
      entries.push({
        title: isKind(title, 'text') ? decodeText(title) : '',
        pageIndex: target(
          file.resolve(entry.get('Dest')) ??
            (isDictionary(action) ? file.resolve(action.get('D')) : undefined),
        ),
        children: readChildren(entry),
      });
      next = entry.get('Next');
    }
    return entries;
  };
  return readChildren(file.resolve(file.catalog.get('Outlines')));
}

/** [id, destination] from the old dictionary or from the name tree. */
function namedValues(file: PdfFile): readonly (readonly [string, PdfValue])[] {
  const old = file.resolve(file.catalog.get('Dests'));
  if (isDictionary(old)) return [...old].map(([key, value]) => [decodeName(key), value]);
  const names = file.resolve(file.catalog.get('Names'));
  const tree = isDictionary(names) ? names.get('Dests') : undefined;
  return readNameTree(file, tree).map(([key, value]) => [decodeName(key), value]);
}

const idOf = (value: Name | Text): string =>
  decodeName(value.kind === 'name' ? value.name : value.bytes);

type PageIndexOf = (objectNumber: number) => number | undefined;

function pageIndexer(file: PdfFile): PageIndexOf {
  const indexes = new Map(readPages(file).map((page, index) => [page.objectNumber, index]));
  return (objectNumber) => indexes.get(objectNumber);
}

/** `[12 0 R /XYZ x y zoom]`, or a dictionary that has it as /D. */
function readDestination(
  file: PdfFile,
  value: PdfValue | undefined,
  pageIndexOf: PageIndexOf,
): Destination | undefined {
  const given = file.resolve(value);
  const array = isDictionary(given) ? file.resolve(given.get('D')) : given;
  if (!isArray(array)) return undefined;
  const [page, , , y] = array;
  const pageIndex = isKind(page, 'ref') ? pageIndexOf(page.number) : undefined;
  return pageIndex === undefined ? undefined : { pageIndex, y: typeof y === 'number' ? y : 0 };
}
