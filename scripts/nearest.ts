/**
 * The name an author most likely meant: a wrong name and the known ones in, the nearest or nothing out.
 */

/** The known name within a third of the wrong one's length (at least 1, at most 4 edits), or undefined. */
export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(4, Math.max(1, Math.ceil(wrong.length / 3))) + 1;
  for (const name of known) {
    const [typed, right] = [wrong.toLowerCase(), name.toLowerCase()];
    const whole = Math.abs(right.length - typed.length) >= least ? least : countEdits(typed, right);
    const begun = typed.length < 4 ? least : countEdits(typed, right.slice(0, typed.length)) + 1;
    const distance = Math.min(whole, begun); // a name left unfinished counts one edit
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

/** "write `x`" for the nearest name, else a list of what there is (at most eight). */
export function suggest(wrong: string, known: Iterable<string>): string {
  const names = [...known];
  const near = nearest(wrong, names);
  if (near !== undefined) return `write \`${near}\``;
  if (names.length === 0) return 'there is none yet';
  const some = names.slice(0, 8).map((name) => `\`${name}\``);
  return `use one of ${some.join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}`;
}

/** Edits between two words, a swap of neighbours counting as one (optimal string alignment). */
function countEdits(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
