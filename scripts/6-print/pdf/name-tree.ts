// A name tree of an open PDF in, its entries out (ISO 32000-1, 7.9.6).
import { isArray, isDictionary, isKind, type PdfValue } from './object.ts';
import type { PdfFile } from './reader.ts';

/** Lists a name tree's entries as [key bytes, value] in the tree's order. */
export function readNameTree(
  file: PdfFile,
  root: PdfValue | undefined,
): readonly (readonly [string, PdfValue])[] {
  const entries: (readonly [string, PdfValue])[] = [];
  const seen = new Set<number>();
  const visit = (node: PdfValue | undefined) => {
    if (isKind(node, 'ref') && seen.size === seen.add(node.number).size) {
      throw new Error(`Unexpected name tree, expected object ${node.number} in it once`);
    }
    const dictionary = file.resolve(node);
    if (!isDictionary(dictionary)) return;
    const names = file.resolve(dictionary.get('Names'));
    const kids = file.resolve(dictionary.get('Kids'));
    if (isArray(kids)) kids.forEach(visit);
    if (isArray(names)) for (const pair of readPairs(names)) entries.push(pair);
  };
  visit(root);
  return entries;
}

function* readPairs(names: readonly PdfValue[]): Iterable<readonly [string, PdfValue]> {
  for (let index = 0; index + 1 < names.length; index += 2) {
    const [key, value] = [names[index], names[index + 1]];
    if (isKind(key, 'text') && value !== undefined) yield [key.bytes, value];
  }
}
