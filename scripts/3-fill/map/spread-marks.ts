/**
 * Marks that would hide one another in, the same marks moved apart out. Pixels; the same marks give the same places.
 */
import type { Point } from './simplify-line.ts';

export interface Mark {
  readonly at: Point;
  readonly radius: number;
}

/** Air between two marks, and the furthest that one may stand from its place. */
const [GAP_PX, MOST_PX] = [1, 14];

/** Each mark's place: its own where nothing is in the way, else as near to it as the others let it. */
export function spreadMarks(marks: readonly Mark[]): readonly Point[] {
  const places = marks.map(({ at }): [number, number] => [at[0], at[1]]);
  for (let round = 0; round < 80; round++) {
    let moved = 0;
    marks.forEach((mark, index) => {
      for (let other = index + 1; other < marks.length; other++) {
        const [a, b] = [places[index], places[other]];
        if (a !== undefined && b !== undefined) moved += push(a, b, mark, marks[other] ?? mark);
      }
    });
    if (moved < 0.01) break;
  }
  return places;
}

/** Moves two overlapping marks half of what is missing each; the larger one moves less. */
function push(a: [number, number], b: [number, number], one: Mark, two: Mark): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const distance = Math.hypot(dx, dy);
  const missing = one.radius + two.radius + GAP_PX - distance;
  if (missing <= 0.01) return 0;
  const [x, y] = distance < 0.01 ? [1, 0] : [dx / distance, dy / distance];
  const share = two.radius / (one.radius + two.radius);
  shift(a, one.at, [-x * missing * share, -y * missing * share]);
  shift(b, two.at, [x * missing * (1 - share), y * missing * (1 - share)]);
  return missing;
}

/** Moves a place, but not further than it may stand from home. */
function shift(place: [number, number], home: Point, [dx, dy]: Point): void {
  const [x, y] = [place[0] + dx - home[0], place[1] + dy - home[1]];
  const scale = Math.min(1, MOST_PX / Math.max(Math.hypot(x, y), 1e-9));
  place[0] = home[0] + x * scale;
  place[1] = home[1] + y * scale;
}
