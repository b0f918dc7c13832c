/**
 * A number as British English writes it: 1,234,567.5 and −3. Knows nothing of units.
 */

/** Grouped by comma, a true minus sign; exactly `decimals` of them, or at most `most`. */
export function sayNumber(value: number, decimals: number | undefined, most: number): string {
  const text = formatOf(decimals ?? 0, decimals ?? most).format(value);
  return /^-[0.]+$/.test(text) ? text.slice(1) : text.replace('-', '\u2212');
}

/** Formats that were made: to make one takes a hundred times as long as to use it, and a report says hundreds of numbers. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(fewest: number, most: number): Intl.NumberFormat {
  const key = `${fewest} ${most}`;
  const made =
    formats.get(key) ??
    new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: fewest,
      maximumFractionDigits: most,
    });
  formats.set(key, made);
  return made;
}
