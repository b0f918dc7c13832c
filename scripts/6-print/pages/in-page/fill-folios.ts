/**
 * Page numbers in, written into the elements that ask for one. Runs in the page.
 */
import { joinPageRuns } from './join-page-runs.ts';

/** True if what was measured is no longer so: a line more or less, or a note's call in another line. */
export function fillFolios(folioByName: Readonly<Record<string, string>>): boolean {
  const elements = [...document.querySelectorAll<HTMLElement>('[data-page-of]')];
  const blocks = new Set(elements.map((element) => element.closest(BLOCKS) ?? document.body));
  const watched = [...blocks].flatMap((block) => [
    block,
    ...block.querySelectorAll('[id],.footnote-call'),
  ]);
  const before = watched.map(extentOf);
  for (const element of elements)
    element.textContent = folioByName[element.dataset['pageOf'] ?? ''] ?? '';
  joinPageRuns();
  return watched.some((element, index) => {
    const [top, bottom] = extentOf(element);
    const [oldTop, oldBottom] = before[index] ?? [0, 0];
    return Math.abs(top - oldTop) > 0.01 || Math.abs(bottom - oldBottom) > 0.01;
  });
}

const BLOCKS = 'p,li,td,th,dd,dt,figcaption,caption,h1,h2,h3,h4,h5,h6';

function extentOf(element: Element): readonly [number, number] {
  const { top, bottom } = element.getBoundingClientRect();
  return [top, bottom];
}
