/**
 * The document before its pages are known in, about where each element with a name will stand out: page numbers written
 * from it are so near that lines seldom change when the true ones are known and need not be measured again. Runs in the
 * page.
 */
import type { PredictedPlace } from '../prediction.ts';

/** Pages are not filled quite. */
const FILLED = 0.95;

/** Each part of the report begins a page, and is as much longer as it has notes. */
export function guessPlaces(pageHeight: number): Readonly<Record<string, PredictedPlace>> {
  const places: Record<string, PredictedPlace> = {};
  let page = 0;
  for (const part of document.body.children) {
    const { top, height } = part.getBoundingClientRect();
    const notes = [...part.querySelectorAll('.note')];
    const noted = notes.reduce((sum, note) => sum + note.getBoundingClientRect().height, 0);
    const stretch = (height === 0 ? 1 : 1 + noted / height) / (pageHeight * FILLED);
    for (const element of [part, ...part.querySelectorAll('[id],[data-key]')]) {
      const down = Math.max(0, element.getBoundingClientRect().top - top) * stretch;
      const place = { pageIndex: page + Math.floor(down), y: 0 };
      for (const name of [element.id, element.getAttribute('data-key') ?? ''])
        if (name !== '') places[name] ??= place;
    }
    page += Math.ceil(height * stretch);
  }
  return places;
}
