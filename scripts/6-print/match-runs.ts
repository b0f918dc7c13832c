/**
 * Two sequences of words in, the longest common one out, as pairs of places. The greedy algorithm of E. W. Myers ("An
 * O(ND) Difference Algorithm and Its Variations", Algorithmica 1, 1986): quick where little differs. Pure.
 */

/** Undefined if more than `most` words differ. */
export function matchRuns(
  a: readonly string[],
  b: readonly string[],
  most: number,
): readonly (readonly [number, number])[] | undefined {
  const reached: Int32Array[] = [];
  let ends = new Int32Array(2 * most + 3);
  for (let edits = 0; edits <= most; edits++) {
    reached.push(ends.slice());
    for (let line = -edits; line <= edits; line += 2) {
      const at = most + 1 + line;
      const isDown = comesDown(ends, at, line, edits);
      let x = isDown ? (ends[at + 1] ?? 0) : (ends[at - 1] ?? 0) + 1;
      while (x < a.length && x - line < b.length && a[x] === b[x - line]) x++;
      ends[at] = x;
      if (x >= a.length && x - line >= b.length)
        return traceBack(reached, a.length, b.length, most);
    }
    ends = ends.slice();
  }
  return undefined;
}

/** Whether the furthest way to a diagonal comes from the one above it, by a word of `b`. */
function comesDown(ends: Int32Array, at: number, line: number, edits: number): boolean {
  return line === -edits || (line !== edits && (ends[at - 1] ?? 0) < (ends[at + 1] ?? 0));
}

function traceBack(
  reached: readonly Int32Array[],
  lengthA: number,
  lengthB: number,
  most: number,
): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [lengthA, lengthB];
  for (let edits = reached.length - 1; edits >= 0; edits--) {
    const ends = reached[edits] ?? new Int32Array(0);
    const line = x - y;
    const at = most + 1 + line;
    const isDown = edits > 0 && comesDown(ends, at, line, edits);
    const before = edits === 0 ? 0 : isDown ? (ends[at + 1] ?? 0) : (ends[at - 1] ?? 0);
    const begin = edits === 0 ? 0 : isDown ? before : before + 1;
    while (x > begin) pairs.push([--x, --y]);
    if (edits > 0) [x, y] = isDown ? [x, y - 1] : [x - 1, y];
  }
  return pairs.reverse();
}
