/**
 * Pages in; out, each float that leaves its place at the top of its page. Like notes, floats never move in the document:
 * a distance from the top of the first page names any place on any page, and the reading order stays. place-breaks.ts
 * keeps the room. Runs in the page.
 */
import type { BuiltPage } from '../flow.ts';
import type { MeasuredFlow } from './measure-flow.ts';
import type { PageFrame } from './place-notes.ts';
import { listMoved } from './predict-pages.ts';

export function placeFloats(
  flow: MeasuredFlow,
  pages: readonly BuiltPage[],
  frames: readonly PageFrame[],
): void {
  for (const [element, { index, y }] of listMoved(flow, pages)) {
    const { style } = element as HTMLElement;
    const { left, width } = flow.looks.boxOf(element);
    const frame = frames[index];
    const over = (frame?.height ?? 0) * ((pages[index]?.sheets ?? 1) - 1); // a frame is that of the last sheet
    style.position = 'absolute';
    style.boxSizing = 'border-box';
    style.margin = '0';
    style.left = `${left}px`;
    style.width = `${width}px`;
    style.top = `${(frame?.top ?? 0) - over + y}px`;
  }
}
