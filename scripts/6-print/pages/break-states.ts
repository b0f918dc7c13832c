/**
 * The ways to have filled pages up to a cut: what they cost and what still waits to be set. Keeps of two equal ones the
 * cheaper, and of many the cheapest few. Knows nothing of heights.
 */

/** Pages are filled up to `cut`: notes in order of call up to `note` and its `line`, floats in order of place up to `float`. */
export interface Filled {
  readonly cut: number;
  readonly note: number;
  readonly line: number;
  readonly float: number;
}

/** With the pages that led there, last page first. */
export interface State extends Filled {
  readonly cost: number;
  readonly before: State | undefined;
}

/**
 * At a cut, ways that differ in what waits. Few are ever worth keeping, for one in which nothing waits is rarely beaten;
 * more than these arise only where long notes and floats crowd within a few lines. So time and memory grow with the flow
 * alone, and pages are of least cost as long as no cut has more.
 */
const MOST_STATES = 32;

/** Adds a way to those of its cut, unless it is no better. `make` is asked only if it is. */
export function offerState(states: State[], filled: Filled, cost: number, before: State): void {
  let worst = 0;
  for (let index = 0; index < states.length; index++) {
    const state = states[index];
    if (state === undefined) continue;
    if (isSame(state, filled)) {
      if (cost < state.cost) states[index] = extend(filled, cost, before);
      return;
    }
    if (state.cost > (states[worst]?.cost ?? 0)) worst = index;
  }
  if (states.length < MOST_STATES) states.push(extend(filled, cost, before));
  else if (cost < (states[worst]?.cost ?? 0)) states[worst] = extend(filled, cost, before);
}

function extend({ cut, note, line, float }: Filled, cost: number, before: State): State {
  return { cut, note, line, float, cost, before };
}

/** Takes out the way that has come least far; pages without text lead only from it to others. */
export function takeLeast(states: State[]): State | undefined {
  const first = states.reduce<State | undefined>(
    (least, state) => (least === undefined || isBehind(state, least) ? state : least),
    undefined,
  );
  if (first !== undefined) states.splice(states.indexOf(first), 1);
  return first;
}

function isSame(a: Filled, b: Filled): boolean {
  return a.note === b.note && a.line === b.line && a.float === b.float;
}

function isBehind(a: Filled, b: Filled): boolean {
  return (a.note - b.note || a.line - b.line || a.float - b.float) < 0;
}
