/**
 * Some stretches of words that went and came in, what happened in them out: words, a value, an image, a call of a note, or
 * only what stands behind the words.
 */
import type { Element, ElementContent } from 'hast';
import type { Cause, Stretch } from './comparison.ts';
import { findCauses } from './find-causes.ts';
import { atomClass, isDerivedAtom } from './read-inline.ts';
import type { Finding, Teller } from './tell.ts';

type Hunk = readonly Stretch[];

/** The words of one side; numbers that follow from elsewhere are none. */
export function wordsOf(hunk: Hunk, op: Stretch['op']): string {
  return hunk
    .filter((one) => one.op === op && one.break === undefined)
    .flatMap(({ text, atom }) => (atom !== undefined && isDerivedAtom(atom) ? [] : [text]))
    .join('');
}

export function describeHunk(hunk: Hunk, teller: Teller): Finding {
  const gone = hunk.filter(({ op }) => op === 'delete');
  const come = hunk.filter(({ op }) => op === 'insert');
  const words = { deleted: wordsOf(hunk, 'delete'), inserted: wordsOf(hunk, 'insert') };
  const causes = causesOf(gone, come, teller);
  if (isOneValue(gone) && isOneValue(come)) return { ...words, kind: 'value', causes };
  const atoms = hunk.flatMap(({ atom }) => (atom?.type === 'element' ? [atom] : []));
  const isAtoms =
    atoms.length > 0 && hunk.every(({ atom, text }) => atom !== undefined || text.trim() === '');
  const special = isAtoms ? describeAtoms(atoms, gone.length, come.length) : undefined;
  if (special !== undefined) return { ...words, ...special };
  const isSame = words.deleted.trim() === words.inserted.trim() && words.deleted.trim() !== '';
  return isSame
    ? { ...words, ...describeSource(words.inserted.trim(), gone, come) }
    : { ...words, kind: 'words', causes };
}

/** Images, and calls of notes, have no words to show. */
function describeAtoms(
  atoms: readonly Element[],
  gone: number,
  come: number,
): Omit<Finding, 'deleted'> | undefined {
  const deed = gone === 0 ? 'inserted' : come === 0 ? 'deleted' : 'replaced';
  if (atoms.every(({ tagName }) => tagName === 'img'))
    return { kind: 'figure', subject: 'image', says: `image ${deed}` };
  if (atoms.every((atom) => atomClass(atom) === 'provisional'))
    return { kind: 'standing', says: gone === 0 ? 'now provisional' : 'no longer provisional' };
  const isCall = atoms.every((atom) => atomClass(atom) === 'footnote-call');
  return isCall ? { kind: 'words', says: `call of a note ${deed}` } : undefined;
}

/** The same words, and something else behind them. */
function describeSource(words: string, gone: Hunk, come: Hunk): Pick<Finding, 'kind' | 'says'> {
  const [was, is] = [gone, come].map((side) => side.some(({ atom }) => isValue(atom)));
  if (is === true && was === false)
    return { kind: 'look', says: `“${words}” now comes from the data` };
  if (is === false && was === true)
    return { kind: 'look', says: `“${words}” no longer comes from the data` };
  return { kind: 'link', says: `“${words}” now refers to something else` };
}

function isOneValue(stretches: readonly Stretch[]): boolean {
  const [only] = stretches;
  return stretches.length === 1 && isValue(only?.atom);
}

function isValue(atom: ElementContent | undefined): boolean {
  return atom?.type === 'element' && atomClass(atom) === 'value';
}

/** Values that went and values that came belong together in their order, if they are as many. */
export function causesOf(
  deleted: readonly Stretch[],
  inserted: readonly Stretch[],
  { provenance }: Teller,
): Cause[] {
  const [olds, nows] = [valuesOf(deleted), valuesOf(inserted)];
  if (olds.length !== nows.length) return [];
  return olds.flatMap((old, index) => {
    const now = nows[index] ?? '';
    return findCauses(provenance.old.get(old), provenance.new.get(now));
  });
}

/** Keys of the provenance of values. */
function valuesOf(stretches: readonly Stretch[]): string[] {
  return stretches.flatMap(({ atom }) =>
    atom?.type === 'element' && isValue(atom) ? [atom.data?.provenance ?? ''] : [],
  );
}
