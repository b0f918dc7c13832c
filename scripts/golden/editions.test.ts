/**
 * The golden report in the forms an edition can have, printed by a real browser and read back: for both sides of the paper.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../commands/build.ts';
import type { BuildFlags } from '../commands/build-report.ts';
import { OWN_FOLDER } from '../commands/project.ts';
import type { Document, MappedPage } from '../model.ts';
import { type ReadBack, type ReadPage, readBack } from './read-back.ts';

/** What was built in a folder of its own: further keys of report.yaml, and flags. */
interface Built {
  readonly pdf: ReadBack;
  readonly pages: readonly MappedPage[];
  readonly document: Document;
}

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function buildGolden(settings: string, flags: Partial<BuildFlags> = {}): Promise<Built> {
  const root = await mkdtemp(join(tmpdir(), 'edition-'));
  folders.push(root);
  await cp(join(OWN_FOLDER, 'scripts/golden'), root, { recursive: true });
  const file = join(root, 'chapters/golden/report.yaml');
  await writeFile(file, `${await readFile(file, 'utf8')}${settings}\n`);
  const out = join(root, 'output');
  expect(await build(['golden'], { root, out, quiet: true, ...flags })).toBe(0);
  const read = async (name: string) => await readFile(join(out, 'golden', name));
  return {
    pdf: await readBack(await read('golden.pdf')),
    pages: JSON.parse(String(await read('pages.json'))) as MappedPage[],
    document: JSON.parse(String(await read('document.json'))) as Document,
  };
}

describe('an edition for both sides of the paper', () => {
  let built: Built;
  beforeAll(async () => {
    built = await buildGolden('print: duplex');
  }, 60_000);
  const isRecto = (pageIndex: number): boolean => pageIndex % 2 === 0;

  it('begins the contents and each chapter on a right-hand page', () => {
    const { pdf, document } = built;
    const chapters = document.contents.filter(({ level }) => level === 2);
    const starts = [
      pdf.pages.findIndex(({ text }) => / Contents /.test(text)),
      ...chapters.map(({ identifier }) => pdf.destinations.get(identifier) ?? -1),
    ];
    expect(starts.length).toBeGreaterThan(3);
    expect(starts.filter((pageIndex) => !isRecto(pageIndex))).toEqual([]);
  });

  it('has nothing on its blank pages, which are counted', () => {
    const { pdf, pages } = built;
    const blank = pages.flatMap(({ isBlank }, index) => (isBlank ? [index] : []));
    expect(blank.length).toBeGreaterThan(0);
    expect(pdf.pages.flatMap(({ text }, index) => (text.trim() === '' ? [index] : []))).toEqual(
      blank,
    );
    expect(pdf.pages.slice(1).map(({ label }) => label)).toEqual(
      pages.slice(1).map(({ folio }) => folio),
    );
  });

  it('has odd folios on right-hand pages and even ones on left-hand pages, at the outer edge', () => {
    const { pdf } = built;
    pdf.pages.forEach((page, index) => {
      if (index === 0 || page.text.trim() === '') return;
      const isOdd = /^(?:\d*[13579]|(?:x*)(?:i|iii|v|vii|ix))$/.test(page.label);
      expect(isOdd, page.label).toBe(isRecto(index));
      expect(folioAt(page, isRecto(index) ? 'right' : 'left')).toBe(page.label);
    });
  });

  it('has the running head at the outer edge: the report at the left, the chapter at the right', () => {
    const { pdf, document } = built;
    const at = pdf.destinations.get(document.contents[1]?.identifier ?? '') ?? 0;
    expect(headOf(pdf.pages[at])?.x).toBeGreaterThan(300);
    expect(headOf(pdf.pages[at + 1])).toMatchObject({ text: 'Golden report' });
    expect(headOf(pdf.pages[at + 1])?.x).toBeLessThan(60);
  });

  it('has the wider margin at the spine', () => {
    const { pdf, document } = built;
    const at = pdf.destinations.get(document.contents[1]?.identifier ?? '') ?? 0;
    const left = (page: ReadPage | undefined): number =>
      Math.min(...bodyOf(page).map(({ x }) => Math.round(x)));
    expect(left(pdf.pages[at])).toBe(65); // 23 mm
    expect(left(pdf.pages[at + 1])).toBe(57); // 20 mm
  });

  it('leads from contents and outline to the pages that they name', () => {
    const { pdf, document } = built;
    const contents = pdf.pages.find(({ text }) => / Contents /.test(text))?.text ?? '';
    for (const { identifier, title } of document.contents.filter(({ level }) => level === 2)) {
      const label = pdf.pages[pdf.destinations.get(identifier) ?? -1]?.label;
      expect(contents.replace(/ ,/g, ',')).toContain(`${title}, page ${label}`);
    }
    for (const { title, pageIndex } of pdf.outline)
      expect(pdf.pages[pageIndex]?.text.replace(/\s/g, '')).toContain(title.replace(/\s/g, ''));
  });
});

const inked = (page: ReadPage | undefined): ReadPage['runs'] =>
  (page?.runs ?? []).filter(({ text }) => text.trim() !== '');

const bodyOf = (page: ReadPage | undefined): ReadPage['runs'] =>
  inked(page).filter(({ y }) => y > 70 && y < (page?.heightPt ?? 0) - 60);

const headOf = (page: ReadPage | undefined): ReadPage['runs'][number] | undefined =>
  inked(page).find(({ y }) => y > (page?.heightPt ?? 0) - 60);

/** The words at a corner of the page's foot. */
function folioAt(page: ReadPage, side: 'left' | 'right'): string {
  const foot = inked(page).filter(({ y }) => y < 60);
  const isHere = (x: number): boolean =>
    side === 'left' ? x < page.widthPt * 0.15 : x > page.widthPt * 0.85;
  return foot
    .filter(({ x }) => isHere(x))
    .map(({ text }) => text)
    .join('');
}
