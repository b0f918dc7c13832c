/**
 * A date as it is printed in British English, the same in every time zone.
 */
let form: Intl.DateTimeFormat | undefined; // made at the first date: it takes 10 ms

/** "2026-11-22" → "22 November 2026" */
export function sayDate(date: string): string {
  form ??= new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return form.format(new Date(`${date}T00:00:00Z`));
}
