/**
 * What a number counts: a column's declared unit in, the unit that helpers reckon and print with out. Knows nothing of
 * values.
 */
import type { Column, Row, Table, Tables } from '../../model.ts';

export const PERCENT = '%';
export const POUNDS = '£';
export const POINTS = 'percentage points';

/**
 * The unit of a cell: "%" and "£" where the declaration begins so, else its words before the first comma.
 * `see series.unit` stands for the cell `unit` of the row of `series` that this row's column `series` names.
 */
export function unitOfCell(
  table: Table,
  row: Row,
  column: Column,
  tables: Tables | undefined,
): string | undefined {
  const seen = /^see (\w+)\.(\w+)$/.exec(column.unit ?? '');
  if (seen === null) return readUnit(column.unit);
  const [, other = '', name = ''] = seen;
  const key = table.columns.has(other) ? row.values[other] : undefined;
  const unit = tables?.get(other)?.rowByKey.get(String(key ?? ''))?.values[name];
  return typeof unit === 'string' ? readUnit(unit) : undefined;
}

function readUnit(declared: string | undefined): string | undefined {
  if (declared === undefined) return undefined;
  if (/^(%|per cent\b)/.test(declared)) return PERCENT;
  if (/^(£|GBP\b|pounds\b)/.test(declared)) return POUNDS;
  return declared.split(',')[0];
}
