/**
 * The HTML of a redline and the two reports it claims to show in, where it is wrong out: with every change accepted it
 * must be the HTML of the new report to the last character, with every change rejected that of the old one.
 */
import type { Document } from '../model.ts';
import type { ProofFault } from '../review/prove-comparison.ts';
import { type Face, reportHtml } from './report-html.ts';
import { acceptHtml, rejectHtml } from './take-html.ts';

/** `redline` is what stands between the marks of `redlineOf`. No faults: it is proved. At most one for each side. */
export function proveRedline(
  redline: string,
  { old, new: now }: { readonly old: Pick<Document, 'tree'>; readonly new: Pick<Document, 'tree'> },
  face: Face = 'screen',
): ProofFault[] {
  return [
    ...proveSide('old', reportHtml(old, face), rejectHtml(redline)),
    ...proveSide('new', reportHtml(now, face), acceptHtml(redline)),
  ];
}

/** How many characters on either side of a difference are shown. */
const AROUND = 120;

function proveSide(side: ProofFault['side'], expected: string, found: string): ProofFault[] {
  if (expected === found) return [];
  let at = 0;
  while (expected[at] === found[at]) at++;
  const around = (html: string): string => html.slice(Math.max(0, at - AROUND), at + AROUND);
  return [{ side, path: placeIn(expected, at), expected: around(expected), found: around(found) }];
}

/** The last element with an id before an offset: "after #sec-tools, at character 12,345". */
function placeIn(html: string, offset: number): string {
  const id = [...html.slice(0, offset).matchAll(/ id="([^"]*)"/g)].at(-1)?.[1];
  const near = id === undefined ? '' : `after #${id}, `;
  return `${near}at character ${offset.toLocaleString('en-GB')} of the HTML`;
}
