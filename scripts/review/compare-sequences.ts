/**
 * Two sequences in, the longest common one out, by Myers' algorithm ("An O(ND) Difference Algorithm and Its Variations",
 * Algorithmica 1, 1986). Knows nothing of words or blocks.
 */

/** Indexes of an item on both sides. */
export type Match = readonly [old: number, now: number];

/** More differences than this are not worth the search: the rest counts as different. */
const MOST_STEPS = 2000;

/** Pairs of equal items in order, as many as there can be. Items are compared by `===`. */
export function compareSequences<T>(old: readonly T[], now: readonly T[]): Match[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let [oldEnd, nowEnd] = [old.length, now.length];
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) {
    oldEnd--;
    nowEnd--;
  }
  const matches: Match[] = [];
  for (let at = 0; at < start; at++) matches.push([at, at]);
  matches.push(...compareMiddles(old, now, start, oldEnd, nowEnd));
  for (let at = 0; oldEnd + at < old.length; at++) matches.push([oldEnd + at, nowEnd + at]);
  return matches;
}

/** What stands between a common beginning and a common end; items that only one side has are left out at once. */
function compareMiddles<T>(
  old: readonly T[],
  now: readonly T[],
  start: number,
  oldEnd: number,
  nowEnd: number,
): Match[] {
  if (start === oldEnd || start === nowEnd) return [];
  const onOld = new Set(old.slice(start, oldEnd));
  const onNow = new Set(now.slice(start, nowEnd));
  const oldAt: number[] = [];
  for (let at = start; at < oldEnd; at++) if (onNow.has(old[at] as T)) oldAt.push(at);
  const nowAt: number[] = [];
  for (let at = start; at < nowEnd; at++) if (onOld.has(now[at] as T)) nowAt.push(at);
  const matches = search(
    oldAt.map((at) => old[at] as T),
    nowAt.map((at) => now[at] as T),
  );
  return matches.map(([a, b]) => [oldAt[a] as number, nowAt[b] as number]);
}

/** Myers' greedy search forward, each state of it kept to go back by. */
function search<T>(old: readonly T[], now: readonly T[]): Match[] {
  const most = Math.min(old.length + now.length, MOST_STEPS);
  const trail: Int32Array[] = [];
  let reach = new Int32Array(3);
  for (let steps = 0; steps <= most; steps++) {
    trail.push(reach);
    const next = new Int32Array(2 * steps + 5);
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let at = startOf(reach, steps, diagonal);
      let to = at - diagonal;
      while (at < old.length && to < now.length && old[at] === now[to]) {
        at++;
        to++;
      }
      next[diagonal + steps + 2] = at;
      if (at >= old.length && to >= now.length) return goBack(old, now, trail, steps);
    }
    reach = next;
  }
  return [];
}

/** Where a diagonal begins at a step, from the states of the step before; `reach` has its diagonal 0 in the middle. */
function startOf(reach: Int32Array, steps: number, diagonal: number): number {
  if (steps === 0) return 0;
  const middle = steps + 1;
  const down = reach[middle + diagonal + 1] ?? 0;
  const right = (reach[middle + diagonal - 1] ?? 0) + 1;
  return isDown(reach, steps, diagonal) ? down : right;
}

function isDown(reach: Int32Array, steps: number, diagonal: number): boolean {
  if (diagonal === -steps) return true;
  if (diagonal === steps) return false;
  const middle = steps + 1;
  return (reach[middle + diagonal - 1] ?? 0) < (reach[middle + diagonal + 1] ?? 0);
}

function goBack<T>(
  old: readonly T[],
  now: readonly T[],
  trail: readonly Int32Array[],
  steps: number,
): Match[] {
  const matches: Match[] = [];
  let [at, to] = [old.length, now.length];
  for (let step = steps; step >= 0; step--) {
    const reach = trail[step] as Int32Array;
    const diagonal = at - to;
    const start = startOf(reach, step, diagonal);
    while (at > start) matches.push([--at, --to]);
    if (step === 0) break;
    if (isDown(reach, step, diagonal)) to--;
    else at--;
  }
  return matches.reverse();
}
