/**
 * What a map is made of when it is drawn: two drawings, words, rows and the cells behind them. Types only, and the land
 * they stand on.
 */
import type { ElementContent } from 'hast';
import type { Inputs, MapLand, Scalar } from '../../model.ts';
import type { ProvisionalCells, RowsColumn } from '../figure-rows.ts';
import { type CellUse, ValueFault } from '../values/operand.ts';
import type { LandName } from './map-planes.ts';

/** Widths a map is drawn for, in CSS px: the measure of an A4 page (164 mm), and a telephone. */
export const [WIDE_PX, NARROW_PX] = [620, 340] as const;

export interface Drawing {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly children: readonly ElementContent[];
}

export interface DrawnMap {
  readonly wide: Drawing;
  readonly narrow: Drawing & { readonly description: string };
  readonly subtitle: string;
  /** Sentences under the drawing that a reader needs to trust it. */
  readonly notes: readonly string[];
  readonly description: string;
  readonly columns: readonly RowsColumn[];
  readonly rows: readonly (readonly Scalar[])[];
  /** Which values of `rows` nobody has checked; positions are no values of the map. */
  readonly provisional: ProvisionalCells;
  readonly cells: readonly CellUse[];
  /** What was asked for, as provenance tells it. */
  readonly expression: string;
  /** Names of the lands that it stands on. */
  readonly lands: readonly string[];
  readonly credit: string;
}

/** The coast of a map; a fault if the project's own folder hides it. */
export function landNamed(name: LandName, { maps }: Pick<Inputs, 'maps'>): MapLand {
  const land = maps.get(name);
  if (land !== undefined) return land;
  throw new ValueFault(
    'map-land-exists',
    `Unexpected map without land, expected \`assets/maps/${name}.json\``,
    'restore the file: it comes with the program',
  );
}
