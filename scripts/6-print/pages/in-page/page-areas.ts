/**
 * The `@page` rules of the document in, the page areas that Chromium will make of them out, and which of them each page
 * name has. Runs in the page; prints nothing: what the browser rounds is known.
 */
import type { PageArea } from '../flow.ts';
import { px } from './looks.ts';

export interface PageAreas {
  /** Each geometry once. The first is that of pages without a name. */
  readonly areas: readonly PageArea[];
  /** Index of the area of a page name; 'auto' is the page without a name. */
  readonly areaOf: (pageName: string) => number;
}

/** Rules in the order of the cascade; a named one goes over all without a name. Pseudo-pages are not read. */
export function readPageAreas(): PageAreas {
  const rules = [...document.styleSheets].flatMap((sheet) => pageRules(sheet.cssRules));
  const probe = document.documentElement.appendChild(document.createElement('div'));
  probe.style.display = 'none';
  const areas: PageArea[] = [];
  const indexByName = new Map<string, number>();
  const add = (name: string): void => {
    const wanted = rules.filter(({ selectorText }) => ['', name].includes(selectorText));
    const area = { name, ...measureArea(wanted, probe) };
    const known = areas.findIndex(
      ({ width, height }) => width === area.width && height === area.height,
    );
    indexByName.set(name, known < 0 ? areas.push(area) - 1 : known);
  };
  add('');
  for (const { selectorText } of rules) if (/^[\w-]+$/.test(selectorText)) add(selectorText);
  probe.remove();
  return { areas, areaOf: (name) => indexByName.get(name) ?? 0 };
}

function pageRules(rules: CSSRuleList): CSSPageRule[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSPageRule) return [rule];
    if (rule instanceof CSSLayerBlockRule) return pageRules(rule.cssRules);
    if (rule instanceof CSSMediaRule && matchMedia(rule.media.mediaText).matches)
      return pageRules(rule.cssRules);
    return [];
  });
}

const SIDES = ['top', 'right', 'bottom', 'left'] as const;
type Side = (typeof SIDES)[number];

/**
 * Chromium counts in 64ths of a pixel, rounds the sheet to the nearest and margins down, and makes an area of whole
 * pixels by rounding up. Found by printing 360 geometries, portrait and landscape, on A4, A5 and letter, half of them
 * with whole pixels to begin with: all agree (Chromium 147).
 */
function measureArea(
  rules: readonly CSSPageRule[],
  probe: HTMLElement,
): { width: number; height: number } {
  let size = 'auto';
  const margins: Record<Side, number> = { top: 0, right: 0, bottom: 0, left: 0 };
  for (const { style } of rules) {
    size = style.getPropertyValue('size') || size;
    for (const side of SIDES) margins[side] = readMargin(style, side, probe) ?? margins[side];
  }
  const [width, height] = sheetSize(size, probe);
  return {
    width: roundArea(width, margins.left, margins.right),
    height: roundArea(height, margins.top, margins.bottom),
  };
}

function roundArea(sheet: number, before: number, after: number): number {
  const down = (length: number): number => Math.floor(length * 64) / 64;
  return Math.ceil(Math.round(sheet * 64) / 64 - down(before) - down(after));
}

/** A shorthand with variables has no longhands; the probe resolves both. */
function readMargin(
  style: CSSStyleDeclaration,
  side: Side,
  probe: HTMLElement,
): number | undefined {
  const long = style.getPropertyValue(`margin-${side}`);
  const short = style.getPropertyValue('margin');
  if (long === '' && short === '') return undefined;
  probe.style.margin = '';
  if (long === '') probe.style.setProperty('margin', short);
  else probe.style.setProperty(`margin-${side}`, long);
  return px(getComputedStyle(probe).getPropertyValue(`margin-${side}`));
}

const MM = 96 / 25.4;
/** Width and height in px, portrait. Source: CSS Paged Media 3, section 7.1. */
const SHEETS: Readonly<Record<string, readonly [number, number]>> = {
  a3: [297 * MM, 420 * MM],
  a4: [210 * MM, 297 * MM],
  a5: [148 * MM, 210 * MM],
  b5: [176 * MM, 250 * MM],
  letter: [816, 1056],
  legal: [816, 1344],
};

function sheetSize(size: string, probe: HTMLElement): readonly [number, number] {
  const words = size.toLowerCase().split(/\s+/);
  const named = words.map((word) => SHEETS[word]).find((sheet) => sheet !== undefined);
  const lengths = words.filter((word) => /^[\d.]/.test(word)).map((word) => lengthOf(word, probe));
  const [width = 816, height = width] = named ?? (lengths.length > 0 ? lengths : [816, 1056]);
  const isTurned = words.includes('landscape')
    ? width < height
    : words.includes('portrait') && width > height;
  return isTurned ? [height, width] : [width, height];
}

function lengthOf(word: string, probe: HTMLElement): number {
  probe.style.width = word;
  return px(getComputedStyle(probe).width);
}
