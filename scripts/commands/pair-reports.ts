/**
 * Two sides in, which report of the one is compared with which of the other out.
 */
import { Fault } from '../diagnostics/fault.ts';
import { suggest } from '../nearest.ts';
import type { Side } from './side.ts';

export interface Pairing {
  readonly pairs: readonly { readonly old: string; readonly now: string }[];
  /** Reports that only one side has, where both are whole. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

type Reports = Pick<Side, 'label' | 'reports' | 'isWhole'>;

/** All that both have, or those asked for; throws a Fault where there is none. */
export function pairReports(old: Reports, now: Reports, wanted: readonly string[]): Pairing {
  if (wanted.length > 0) {
    for (const report of wanted)
      for (const side of [old, now]) if (!side.reports.includes(report)) refuse(report, side);
    const pairs = [...new Set(wanted)].map((report) => ({ old: report, now: report }));
    return { pairs, removed: [], added: [] };
  }
  const both = now.reports.filter((report) => old.reports.includes(report));
  const [was, is] = [old.reports[0], now.reports[0]];
  const isSingle = old.reports.length === 1 && now.reports.length === 1;
  if (both.length === 0 && isSingle && was !== undefined && is !== undefined)
    return { pairs: [{ old: was, now: is }], removed: [], added: [] }; // it was renamed
  if (both.length === 0)
    throw new Fault(`${old.label} and ${now.label} have no report in common`, {
      note: `they have ${listNames(old.reports)}, and ${listNames(now.reports)}`,
    });
  const areWhole = old.isWhole && now.isWhole;
  const onlyIn = (one: Reports, other: Reports): string[] =>
    areWhole ? one.reports.filter((report) => !other.reports.includes(report)) : [];
  return {
    pairs: both.map((report) => ({ old: report, now: report })),
    removed: onlyIn(old, now),
    added: onlyIn(now, old),
  };
}

function refuse(report: string, { label, reports }: Reports): never {
  throw new Fault(`No report \`${report}\` in ${label}`, {
    note: `${suggest(report, reports)}; no revision, file or folder has that name either`,
  });
}

function listNames(reports: readonly string[]): string {
  return reports.length === 0 ? 'none' : reports.map((report) => `\`${report}\``).join(', ');
}
