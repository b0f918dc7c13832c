/**
 * What peers cost at several lengths in, how the page builder stands to its goals out. Pure: figures to read, never a test.
 */
import type { PeerCost } from './compare-peers.ts';

/** `asked`: about how many pages it was to have. */
export interface MeasuredPeer extends PeerCost {
  readonly asked: number;
}

export interface Goal {
  readonly asked: number;
  readonly what: string;
  readonly ratio: number;
  /** "< 0.40 ×" or "≥ 5.00 ×". */
  readonly goal: string;
  readonly isMet: boolean;
}

/** Of each length those goals whose peers were measured. */
export function listGoals(costs: readonly MeasuredPeer[]): Goal[] {
  const find = (name: string, asked: number) =>
    costs.find((cost) => cost.name === name && cost.asked === asked);
  return [...new Set(costs.map(({ asked }) => asked))].flatMap((asked) => {
    const own = find('this builder', asked);
    if (own === undefined) return [];
    const bare = find('bare browser', asked);
    return [
      ...(bare === undefined ? [] : compareSteps(asked, own, bare)),
      ...PEERS.flatMap(([name, times, from]) => {
        const peer = find(name, asked);
        if (peer === undefined || asked < from) return [];
        return [atLeast(asked, `the time of ${name} by ours`, peer.time / own.time, times)];
      }),
      ...(asked === 600 ? compareLengths(own, find('this builder', 150)) : []),
    ];
  });
}

/** Name, how many times ours must be as fast, and from how many pages on. */
const PEERS = [
  ['Paged.js', 5, 0],
  ['WeasyPrint', 5, 0],
  ['Vivliostyle', 20, 600],
] as const;

function compareSteps(asked: number, own: MeasuredPeer, bare: MeasuredPeer): Goal[] {
  const { build = 0, check = 0, print = 0 } = own.steps;
  const { load = 0, print: barePrint = 0 } = bare.steps;
  return [
    below(
      asked,
      'measure, break, place and check by bare load and print',
      (build + check) / (load + barePrint),
      0.4,
    ),
    below(asked, 'our print by the bare print', print / barePrint, 1.5),
  ];
}

function compareLengths(long: MeasuredPeer, short: MeasuredPeer | undefined): Goal[] {
  if (short === undefined) return [];
  return [below(600, 'our time at 600 pages by that at 150', long.time / short.time, 4.4)];
}

function below(asked: number, what: string, ratio: number, most: number): Goal {
  return { asked, what, ratio, goal: `< ${most.toFixed(1)} ×`, isMet: ratio < most };
}

function atLeast(asked: number, what: string, ratio: number, least: number): Goal {
  return { asked, what, ratio, goal: `≥ ${least.toFixed(1)} ×`, isMet: ratio >= least };
}
