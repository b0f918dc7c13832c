/**
 * A request that the print origin refused in, a diagnostic at the chapter or template that caused it out.
 */

import type { Diagnostic, Document, Place } from '../model.ts';
import { visit } from '../visit.ts';
import { printOrigin, type RefusedRequest } from './print-origin.ts';

export function describeRefused(
  refused: RefusedRequest,
  document: Document,
): Omit<Diagnostic, 'grade'> {
  const address = refused.url.startsWith(printOrigin)
    ? refused.url.slice(printOrigin.length + 1)
    : refused.url;
  const words = {
    outside: 'from outside the report',
    missing: 'that is not among the files of the report',
    unreadable: 'that the browser cannot read',
  }[refused.reason];
  return {
    rule: 'request-inside',
    reason: `Unexpected ${refused.resourceType} \`${address.slice(0, 80)}\` ${words}, expected a file of the report`,
    place: placeOfAddress(address, document),
    note: 'put the file into the project (assets/images/ or beside the chapter) and name it there',
  };
}

const STYLES: Place = { file: 'assets/styles/report.css', line: 1, column: 1 };

/** The block that names the address, else the style sheets, which name what no block does. */
function placeOfAddress(address: string, document: Document): Place {
  let near: Place = STYLES;
  let found: Place | undefined;
  visit(document.tree, 'element', (element) => {
    if (element.data?.place !== undefined) near = element.data.place;
    const { src, href, srcSet, data } = element.properties;
    const names = [src, href, data].filter((name) => typeof name === 'string');
    const isNamed = names.some((name) => name === address || `${name}/` === address);
    if (found === undefined && (isNamed || String(srcSet ?? '').includes(address))) found = near;
  });
  return found ?? STYLES;
}
