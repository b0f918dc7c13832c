/**
 * What counts together and where it is listed: the shapes of blocks in, one entry for each series out. A series is
 * declared by the blocks that belong to it, so a template can begin a new one.
 */
import type { BlockShape, Series } from './model.ts';

/** What the blocks of a series have in common. */
export interface SeriesFacts {
  /** Where numbers begin again; `none` has none. */
  readonly numbered: NonNullable<BlockShape['numbered']>;
  /** Whether its blocks have words of their own in brackets, so that a list of titles says something. */
  readonly hasLabels: boolean;
  /** The block that lists them: "figures"; absent if none does. */
  readonly register?: string;
}

/** The series in the order of the shapes; what the first block of a series says holds for all. */
export function listSeries(shapes: ReadonlyMap<string, BlockShape>): Map<Series, SeriesFacts> {
  const found = new Map<Series, SeriesFacts>();
  for (const { series, numbered = 'chapter', label, collect } of shapes.values()) {
    if (series === undefined) continue;
    const { register = collect, ...facts } = found.get(series) ?? {
      numbered,
      hasLabels: label !== 'none',
    };
    found.set(series, { ...facts, ...(register === undefined ? {} : { register }) });
  }
  return found;
}
