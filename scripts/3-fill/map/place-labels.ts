/**
 * Names and their marks in, a place for each name out: beside its mark if there is room, else at the end of a thin
 * line, else nowhere. No two names, lines or marks meet. Pixels; the same names give the same places.
 */
import {
  type Candidate,
  listTiers,
  type PlacedLabel,
  type Tier,
  type Wish,
} from './label-candidates.ts';
import { AIR_PX, cross, crossesBox, openRoom, overlap, type Room } from './label-room.ts';

type Layout = (Candidate | undefined)[];
type Tiers = readonly Tier[];

/** How often all names look for a better place, and how many others one name may push aside. */
const [MOST_PASSES, MOST_GIVING_WAY] = [3, 2];
const NOBODY: readonly number[] = [];

/** Places for as many names as there is room for; earlier wishes come first where not all fit. */
export function placeLabels(wishes: readonly Wish[], room: Room): readonly PlacedLabel[] {
  const index = openRoom(room);
  const choices = wishes.map((wish) => listTiers(wish, room, index));
  const all = choices.map((_, at) => at);
  const layout = settle(all, choices);
  for (const at of all) if (layout[at] === undefined) makeRoom(at, layout, choices);
  return layout.filter((one) => one !== undefined);
}

/** Takes the cheapest free place of each name in turn, and again until nothing gets better. */
function settle(order: readonly number[], choices: readonly Tiers[]): Layout {
  const layout: Layout = choices.map(() => undefined);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let isSettled = true;
    for (const at of order) {
      const found = findFree(choices[at] ?? [], layout, at);
      if (found !== layout[at]) isSettled = false;
      layout[at] = found;
    }
    if (isSettled) break;
  }
  return layout;
}

/** The cheapest place of a name that no other name takes. */
function findFree(tiers: Tiers, layout: Layout, at: number): Candidate | undefined {
  let best: Candidate | undefined;
  for (const { leastCost, list } of tiers) {
    if (best !== undefined && best.cost <= leastCost) break;
    for (const one of list()) {
      if (best !== undefined && best.cost <= one.cost) break;
      if (listClashes(one, layout, at, 0) === undefined) continue;
      best = one;
      break;
    }
  }
  return best;
}

/** Puts a name that is left out where others can give way to it and still stand elsewhere. */
function makeRoom(index: number, layout: Layout, choices: readonly Tiers[]): void {
  for (const { list } of choices[index] ?? [])
    for (const candidate of list()) {
      const inTheWay = listClashes(candidate, layout, index, MOST_GIVING_WAY);
      if (inTheWay === undefined) continue;
      const trial = [...layout];
      trial[index] = candidate;
      for (const at of inTheWay) trial[at] = undefined;
      for (const at of inTheWay) trial[at] = findFree(choices[at] ?? [], trial, at);
      if (inTheWay.some((at) => trial[at] === undefined)) continue;
      layout.splice(0, layout.length, ...trial);
      return;
    }
}

/** Which other names a place would meet, or undefined if they are more than `most`. */
function listClashes(
  one: Candidate,
  layout: Layout,
  index: number,
  most: number,
): readonly number[] | undefined {
  const { left, right, top, bottom } = one.extent;
  let found: number[] | undefined;
  for (let at = 0; at < layout.length; at++) {
    const other = layout[at];
    if (other === undefined || at === index) continue;
    const extent = other.extent;
    if (extent.top >= bottom || extent.bottom <= top) continue; // most are far away, and this is asked very often
    if (extent.left >= right + 2 * AIR_PX || extent.right + 2 * AIR_PX <= left) continue;
    if (!clash(one, other)) continue;
    if (most === 0) return undefined;
    found ??= [];
    found.push(at);
    if (found.length > most) return undefined;
  }
  return found ?? NOBODY;
}

/** True if two names with their lines would meet. */
function clash(a: Candidate, b: Candidate): boolean {
  if (overlap(a.box, b.box)) return true;
  if (a.leader && crossesBox(a.leader, b.box)) return true;
  if (b.leader && crossesBox(b.leader, a.box)) return true;
  return a.leader !== undefined && b.leader !== undefined && cross(a.leader, b.leader);
}
