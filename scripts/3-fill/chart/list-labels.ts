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
  readonly name?: string;
  readonly role?: string;
  readonly items?: readonly SceneNode[];
  readonly bounds?: Box;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
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
    const text = [item.text ?? ''].flat().join(' ').trim(); // several lines are a list
    if (mark.marktype !== 'text' || text === '' || item.opacity === 0 || !item.bounds) return [];
    const { x1, y1, x2, y2 } = item.bounds;
    return [{ text, box: { x1: x1 + left, y1: y1 + top, x2: x2 + left, y2: y2 + top } }];
  });
}

/** The box around all that is drawn; Vega's own still holds the places that labels were moved from. */
export function findBox(root: SceneNode): Box {
  const boxes = listBoxes(root, 0, 0);
  return {
    x1: Math.min(...boxes.map(({ x1 }) => x1)),
    y1: Math.min(...boxes.map(({ y1 }) => y1)),
    x2: Math.max(...boxes.map(({ x2 }) => x2)),
    y2: Math.max(...boxes.map(({ y2 }) => y2)),
  };
}

function listBoxes(mark: SceneNode, left: number, top: number): Box[] {
  return (mark.items ?? []).flatMap((item) => {
    if (item.items !== undefined) {
      const [x, y] = [left + (item.x ?? 0), top + (item.y ?? 0)];
      const own = { x1: x, y1: y, x2: x + (item.width ?? 0), y2: y + (item.height ?? 0) };
      return [own, ...item.items.flatMap((child) => listBoxes(child, x, y))];
    }
    const isEmpty = mark.marktype === 'text' && (item.text ?? '') === '';
    if (isEmpty || item.opacity === 0 || !item.bounds) return [];
    const { x1, y1, x2, y2 } = item.bounds;
    if (x1 > x2 || y1 > y2) return []; // nothing was drawn
    return [{ x1: x1 + left, y1: y1 + top, x2: x2 + left, y2: y2 + top }];
  });
}

/** True if boxes overlap; a touch of them, which are taller than the letters, is none. */
export function doBoxesCross(a: Box, b: Box): boolean {
  const across = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const down = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  return across > 1 && down > 0.25 * Math.min(a.y2 - a.y1, b.y2 - b.y1);
}
