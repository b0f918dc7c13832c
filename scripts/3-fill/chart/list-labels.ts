/**
 * A drawn scene in, its visible texts with the boxes they fill out. Knows Vega's scene graph only.
 */

/** A text and its box in px from the corner of the plot. */
export interface Label {
  readonly text: string;
  readonly box: Box;
}

export interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** A mark of the scene, or an item of one: Vega nests them in turn. */
export interface SceneNode {
  readonly marktype?: string;
  readonly items?: readonly SceneNode[];
  readonly bounds?: Box;
  readonly x?: number;
  readonly y?: number;
  readonly text?: unknown;
  readonly opacity?: number;
}

/** Every text that is not hidden or empty, in drawing order. */
export function listLabels(mark: SceneNode, left = 0, top = 0): Label[] {
  return (mark.items ?? []).flatMap((item) => {
    if (item.items !== undefined) {
      const [x, y] = [left + (item.x ?? 0), top + (item.y ?? 0)];
      return item.items.flatMap((child) => listLabels(child, x, y));
    }
    const text = String(item.text ?? '').trim();
    if (mark.marktype !== 'text' || text === '' || item.opacity === 0 || !item.bounds) return [];
    const { x1, y1, x2, y2 } = item.bounds;
    return [{ text, box: { x1: x1 + left, y1: y1 + top, x2: x2 + left, y2: y2 + top } }];
  });
}
