/**
 * The text of a JSON file and the steps to a part of it in, where that part begins and ends out. Takes sound JSON only;
 * knows nothing of what it means.
 */
import type { Pointer } from './json-value.ts';

/** Offsets from 0; of a property the name is meant, of an item of a list the item. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** A bracket, a comma, a colon, a text, or a number or word. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/** An object or list that is open while reading. */
interface Open {
  readonly isList: boolean;
  step: string | number;
  isName: boolean;
}

/** The part the pointer leads to, or as much of the way as there is; undefined for the whole file. */
export function findInJson(source: string, pointer: Pointer): Stretch | undefined {
  const open: Open[] = [];
  let best: Stretch | undefined;
  let depth = 0;
  const note = (token: string, offset: number) => {
    const isOnWay =
      open.length > depth &&
      open.length <= pointer.length &&
      open.every(({ step }, index) => step === pointer[index]);
    if (!isOnWay) return;
    best = { offset, length: token.length };
    depth = open.length;
  };
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    const top = open.at(-1);
    if (token === '}' || token === ']') open.pop();
    else if (token === ',' && top !== undefined) nextPart(top);
    else if (token === ':' && top !== undefined) top.isName = false;
    else if (top?.isName === true) {
      top.step = JSON.parse(token) as string;
      note(token, index);
    } else {
      if (top?.isList === true) note(token, index);
      if (token === '{') open.push({ isList: false, step: '', isName: true });
      if (token === '[') open.push({ isList: true, step: 0, isName: false });
    }
  }
  return best;
}

function nextPart(open: Open): void {
  if (open.isList) open.step = Number(open.step) + 1;
  else open.isName = true;
}
