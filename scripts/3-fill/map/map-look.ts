/**
 * How every map looks: shapes, sizes and greys. Colours are those of charts. Knows no data.
 */
import { ink, palette, quietGrey, textSizePx } from '../chart/chart-theme.ts';

export { boldWeight, gridGrey, ink, palette, textSizePx } from '../chart/chart-theme.ts';

/** The UK is darker than its neighbours, which are only there to be recognised; marks stand out from both. */
export const LAND_FILL = '#E6E6E6';
export const CONTEXT_FILL = '#F3F3F3';
export const LEADER_STROKE = '#6B6B6B';
/** Land of the world, under lines. */
export const WORLD_FILL = '#E0E0E0';

/** A place that has no value for the colour: a ring. */
export const NO_VALUE = { fill: '#FFFFFF', stroke: ink } as const;
export const MARK_STROKE = '#FFFFFF';
export const LEGEND_STROKE = ink;
export const COUNTRY_STROKE = quietGrey;

/** Height of a line of labels. */
export const LINE_PX = textSizePx + 2;
/** Radius of a mark where no column gives it one. */
export const PLAIN_RADIUS_PX = 6;

export const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'cross', 'wedge'] as const;
export type Shape = (typeof SHAPES)[number];

/** The look of the n-th category: colour and shape differ, so that a greyscale print keeps them apart. */
export function lookOf(index: number): { readonly fill: string; readonly shape: Shape } {
  return { fill: palette[index] ?? ink, shape: SHAPES[index] ?? 'circle' };
}

/** How far a shape reaches from its middle, for a circle of radius 1 of the same area. */
export const REACH: Readonly<Record<Shape, number>> = {
  circle: 1,
  square: 1.1,
  triangle: 1.3,
  diamond: 1.15,
  cross: 1.15,
  wedge: 1.3,
};

/** A length for a path or an attribute: tenths of a pixel. */
export function px(value: number): number {
  return Math.round(value * 10) / 10 + 0; // no negative zero
}

/** The outline of a shape about a point, its area that of a circle of the radius. */
export function shapePath(shape: Shape, [x, y]: readonly [number, number], radius: number): string {
  const line = (points: readonly (readonly [number, number])[]): string =>
    `M${points.map(([dx, dy]) => `${px(x + dx)} ${px(y + dy)}`).join('L')}Z`;
  switch (shape) {
    case 'circle': {
      const r = px(radius);
      return `M${px(x - radius)} ${px(y)}a${r} ${r} 0 1 0 ${px(2 * radius)} 0a${r} ${r} 0 1 0 ${px(-2 * radius)} 0Z`;
    }
    case 'square': {
      const half = (radius * Math.sqrt(Math.PI)) / 2;
      return line([[-half, -half], [half, -half], [half, half], [-half, half]]); // biome-ignore format: as it lies
    }
    case 'diamond': {
      const half = radius * Math.sqrt(Math.PI / 2);
      return line([[0, -half], [half, 0], [0, half], [-half, 0]]); // biome-ignore format: as it lies
    }
    case 'triangle':
    case 'wedge': {
      const reach = radius * Math.sqrt((4 * Math.PI) / (3 * Math.sqrt(3)));
      const [up, side] = [shape === 'triangle' ? -1 : 1, (reach * Math.sqrt(3)) / 2];
      return line([[0, up * reach], [side, (-up * reach) / 2], [-side, (-up * reach) / 2]]); // biome-ignore format: as it lies
    }
    case 'cross': {
      const arm = radius * Math.sqrt(Math.PI / 5); // five squares of this side
      const [near, far] = [arm / 2, arm * 1.5];
      return line([[-near, -far], [near, -far], [near, -near], [far, -near], [far, near], [near, near], [near, far], [-near, far], [-near, near], [-far, near], [-far, -near], [-near, -near]]); // biome-ignore format: as it lies
    }
  }
}
