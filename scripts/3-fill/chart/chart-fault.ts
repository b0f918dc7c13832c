/**
 * What can be wrong with a chart specification: the rules by name, and the fault that names one.
 * Where the specification's file stands and how a fault is printed is the caller's affair.
 */
import type { Grade } from '../../model.ts';

/**
 * How much each fault weighs unless the report says otherwise.
 * Sources: Government Analysis Function, "Data visualisation: charts"; WCAG 2.2, 1.4.1 and 1.4.11.
 */
export const gradeByChartRule = {
  'chart-specification': 'error',
  'chart-data-known': 'error',
  'chart-data-local': 'error',
  'chart-field-known': 'error',
  'chart-repeatable': 'error',
  'chart-expression-quick': 'error',
  'chart-series-at-most-six': 'error',
  'chart-series-few': 'warning',
  'chart-subtitle': 'error',
  'chart-date': 'error',
  'chart-unit': 'error',
  'chart-text-size': 'error',
  'chart-colour': 'error',
  'chart-colour-order': 'error',
  'chart-contrast': 'error',
  'chart-narrow': 'warning',
  'chart-labels-apart': 'warning',
} as const satisfies Record<string, Grade>;

export type ChartRule = keyof typeof gradeByChartRule;

/**
 * A fault of the specification's author. `reason` is "Unexpected …, expected …" without a full
 * stop, `note` the cure, `pointer` the steps to the faulty part. What only the drawing shows has none: `words` are the
 * texts of the file, the likeliest first, at one of which an author mends it.
 */
export interface ChartFault {
  readonly rule: ChartRule;
  readonly reason: string;
  readonly note?: string;
  readonly pointer?: (string | number)[];
  readonly words?: readonly string[];
}

export type Complain = (fault: ChartFault) => void;
