/**
 * A date as it is printed in British English, the same in every time zone.
 */
import { once } from './once.ts';

/** Made at the first date: it takes 10 ms. */
const form = once(
  () =>
    new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }),
);

/** "2026-11-22" → "22 November 2026" */
export function sayDate(date: string): string {
  return form().format(new Date(`${date}T00:00:00Z`));
}
