/**
 * The pictures of a report in, each known by its bytes too: an address stays the same when the picture behind it is another.
 */
import type { Element, ElementData } from 'hast';
import type { Document, Inputs } from '../model.ts';
import { visit } from '../visit.ts';

/** Writes `data.hash` on each image whose file is known. */
export function hashImages(
  sections: readonly Element[],
  addresses: Document['images'],
  { images }: Pick<Inputs, 'images'>,
): void {
  for (const section of sections)
    visit(section, 'element', (element: Element) => {
      if (element.tagName !== 'img') return;
      const image = images.get(addresses[decodeURIComponent(String(element.properties.src))] ?? '');
      if (image === undefined || typeof image === 'string') return;
      element.data = { ...element.data, hash: image.hash } as ElementData;
    });
}
