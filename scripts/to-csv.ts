/**
 * Column names and rows in, a CSV file's text out (RFC 4180, but lines end in LF as everywhere here).
 */
import type { Scalar } from './model.ts';

/** Head and rows; numbers unrounded, empty cells empty. Ends with a line end. */
export function toCsv(columns: readonly string[], rows: readonly (readonly Scalar[])[]): string {
  const records = [columns, ...rows];
  return records.map((record) => `${record.map(quoteCell).join(',')}\n`).join('');
}

function quoteCell(value: Scalar): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
