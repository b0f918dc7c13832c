/**
 * The stretches of the globe that maps show: for each file of assets/maps/ its projection and its edges. The files are
 * made for these edges, and drawings are set to scale in them.
 */
import { equalEarth, type Projection, transverseMercator } from './project-points.ts';
import type { Box } from './simplify-line.ts';

/** Edges in km of the projected plane: east of its middle, and downwards, so that the north is negative. */
export interface MapPlane {
  readonly project: Projection;
  readonly edgesKm: Box;
}

export const PLANES = {
  /** About the meridian of the British National Grid; without Orkney and Shetland, where no city lies. */
  'british-isles': {
    project: transverseMercator(-2),
    edgesKm: { left: -590, top: -6532, right: 340, bottom: -5548 },
  },
  /** Without Antarctica. */
  world: {
    project: equalEarth,
    edgesKm: { left: -17300, top: -8400, right: 17300, bottom: 6300 },
  },
  /** From Ireland to Kyiv. */
  europe: {
    project: transverseMercator(11),
    edgesKm: { left: -1750, top: -6950, right: 1550, bottom: -4450 },
  },
} as const satisfies Readonly<Record<string, MapPlane>>;

export type LandName = keyof typeof PLANES;
