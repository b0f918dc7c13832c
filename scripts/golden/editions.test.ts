/**
 * The golden report in the forms an edition can have, printed by a real browser and read back: for both sides of the
 * paper, with line numbers, in large print.
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
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly folder: string;
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
  const folder = join(out, 'golden');
  const read = async (name: string) => await readFile(join(folder, name));
  return {
    folder,
    pdf: await readBack(await read('golden.pdf')),
    pages: JSON.parse(String(await read('pages.json'))) as MappedPage[],
    document: JSON.parse(String(await read('document.json'))) as Document,
    manifest: JSON.parse(String(await read('manifest.json'))) as Record<string, unknown>,
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

describe.each([
  ['A5', 420, 595],
  ['letter', 612, 792],
] as const)('an edition on paper of the size %s', (paper, widthPt, heightPt) => {
  let built: Built;
  beforeAll(async () => {
    built = await buildGolden(`paper: ${paper}`);
  }, 60_000);

  it('has pages of that size, upright but for wide tables', () => {
    const sizes = built.pdf.pages.map((page) => [page.widthPt, page.heightPt].map(Math.round));
    const known = [
      [widthPt, heightPt],
      [heightPt, widthPt],
    ];
    expect(sizes.filter((size) => !known.some((one) => String(one) === String(size)))).toEqual([]);
    expect(sizes[0]).toEqual(known[0]);
  });

  it('has every word inside its pages', () => {
    const outside = built.pdf.pages.flatMap((page, index) =>
      page.runs
        .filter(
          ({ x, y, text }) => text.trim() !== '' && (x < 20 || x > page.widthPt - 20 || y < 20),
        )
        .map(({ text }) => `${index}: ${text}`),
    );
    expect(outside).toEqual([]);
  });

  it('stands the notes of each page at its foot', () => {
    const notes = new Set(built.pages.flatMap((page) => page.notes));
    expect(notes.size).toBeGreaterThan(0);
    for (const note of notes) {
      const first = built.pages.findIndex((page) => page.notes.includes(note));
      expect([note, built.pdf.destinations.get(note)]).toEqual([note, first]);
    }
  });
});

describe('a draft with line numbers', () => {
  let plain: Built;
  let numberedDraft: Built;
  beforeAll(async () => {
    plain = await buildGolden('');
    numberedDraft = await buildGolden('', { lineNumbers: true });
  }, 60_000);
  /** By its looks: one or two digits that end where the column left of the words does, 4 mm before it. */
  const isNumber = ({ text, x }: ReadPage['runs'][number]): boolean =>
    /^[1-9]\d?$/.test(text) && Math.abs(x + text.length * 4.47 - 138.9) < 0.5;
  const numbersOf = (page: ReadPage): ReadPage['runs'] => bodyOf(page).filter(isNumber);

  it('has the pages and tags of one without, and says in its manifest what it is', () => {
    expect(numberedDraft.pages).toEqual(plain.pages);
    expect(numberedDraft.pdf.tags).toEqual(plain.pdf.tags);
    expect(numberedDraft.pdf.outline).toEqual(plain.pdf.outline);
    expect(plain.manifest).not.toHaveProperty('lineNumbers');
    expect(numberedDraft.manifest).toMatchObject({ lineNumbers: true });
  });

  it('counts from 1 on each page of a chapter, every number on the baseline of its line', () => {
    const pages = numberedDraft.pdf.pages.filter((page) => numbersOf(page).length > 0);
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages) {
      const numbers = numbersOf(page);
      expect(numbers.map(({ text }) => Number(text))).toEqual(numbers.map((_, at) => at + 1));
      const lines = bodyOf(page).filter((run) => !isNumber(run));
      for (const { text, x, y } of numbers) {
        const beside = lines.filter((run) => run.x > x && Math.abs(run.y - y) < 1.5);
        expect(beside, `${page.label}, line ${text}`).not.toHaveLength(0);
      }
    }
  });

  it('has all else as it was, and its numbers after the words of their page', () => {
    numberedDraft.pdf.pages.forEach((page, index) => {
      const numbers = numbersOf(page);
      const words = inked(page).filter((run) => !numbers.includes(run));
      const placed = (runs: ReadPage['runs']) => runs.map(({ text, x, y }) => ({ text, x, y }));
      expect(placed(words)).toEqual(placed(inked(plain.pdf.pages[index])));
      const last = words.length;
      for (const number of numbers) expect(page.runs.indexOf(number)).toBeGreaterThan(last);
    });
  });

  it('numbers every line of paragraphs, headings, lists and boxes, and none of figures, tables and notes', () => {
    const { pdf, document } = numberedDraft;
    const at = pdf.destinations.get(document.contents[1]?.identifier ?? '') ?? 0;
    const page = pdf.pages[at] as ReadPage;
    const top = Math.max(...bodyOf(page).map(({ y }) => y));
    expect(numbersOf(page)[0]?.y).toBeCloseTo(top, 0);
    const numbered = numbersOf(page).map(({ y }) => y);
    const others = /^(?:Long bridges|Old bridge|Source: Bridge|In prices)/;
    const silent = bodyOf(page).filter(({ text }) => others.test(text));
    expect(silent.length).toBeGreaterThan(3);
    for (const { text, y } of silent)
      expect(
        numbered.filter((at) => Math.abs(at - y) < 3),
        text,
      ).toEqual([]);
  });

  it('is refused for a final', async () => {
    const root = folders.at(-1) ?? '';
    const file = join(root, 'chapters/golden/report.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('status: draft', 'status: final'));
    const flags = { root, out: join(root, 'output'), quiet: true, lineNumbers: true };
    const told = await build(['golden'], flags).catch(({ cause }: Error) => cause);
    expect((told as Error).message).toBe(
      'No line numbers in `golden`: it is final, and they are for drafts',
    );
  });
});

describe('an edition with large print', () => {
  let plain: Built;
  let both: Built;
  let large: ReadBack;
  beforeAll(async () => {
    plain = await buildGolden('');
    both = await buildGolden('', { largePrint: true });
    large = await readBack(await readFile(join(both.folder, 'golden-large-print.pdf')));
  }, 60_000);
  const wordsOf = (pdf: ReadBack): string =>
    pdf.pages.map(({ text }) => text.replace(/\s+/g, '')).join('');

  it('has the PDF that it has without, and a second one that all lists name', async () => {
    expect(both.pages).toEqual(plain.pages);
    expect(both.pdf.outline).toEqual(plain.pdf.outline);
    expect(both.manifest).toMatchObject({ largePrintPages: large.pages.length });
    const files = both.manifest['files'] as readonly { readonly path: string }[];
    expect(files.map(({ path }) => path)).toContain('golden-large-print.pdf');
    const link = /href="(?:golden\/)?golden-large-print\.pdf">[^<]*large print/;
    expect(await readFile(join(both.folder, 'index.html'), 'utf8')).toMatch(link);
    expect(await readFile(join(both.folder, '../index.html'), 'utf8')).toMatch(link);
  });

  it('has its words at 18 pt and nothing under 16 pt, running heads, tables, notes and drawings included', () => {
    const runs = large.pages.flatMap((page) => inked(page));
    for (const { text, size } of runs) expect(size, text).toBeGreaterThanOrEqual(15.99);
    const letters = (least: number): number =>
      runs.filter(({ size }) => size > least).reduce((sum, { text }) => sum + text.length, 0);
    expect(letters(17.9)).toBeGreaterThan(letters(0) / 3);
    const drawn = runs.filter(({ text }) => text === 'Long bridge');
    expect(drawn.map(({ size }) => Math.round(size))).toContain(18);
  });

  it('numbers chapters, figures, tables and paragraphs as the other does', () => {
    const titles = ({ outline }: ReadBack) => outline.map(({ title, depth }) => ({ title, depth }));
    expect(titles(large)).toEqual(titles(plain.pdf));
    const text = wordsOf(large);
    for (const { kind, enumerator, title } of plain.document.targets) {
      if (kind !== 'figure' && kind !== 'table') continue;
      const label = `${kind === 'figure' ? 'Figure' : 'Table'}${enumerator}.${title}`;
      expect(text).toContain(label.replace(/\s+/g, ''));
    }
    const numbers = (pdf: ReadBack): string[] =>
      pdf.pages
        .flatMap(bodyOf)
        .flatMap(({ text, x }) => (x < 70 ? (text.match(/^\d\.\d+$/) ?? []) : []));
    expect(numbers(large)).toEqual(numbers(plain.pdf));
  });

  it('begins every line of running text at the same place and leaves the right side ragged', () => {
    const at = large.destinations.get(plain.document.contents[1]?.identifier ?? '') ?? 0;
    const starts = bodyOf(large.pages[at]).filter(({ text }) =>
      /^(?:The longest|Of them)/.test(text),
    );
    expect(starts.length).toBeGreaterThan(0);
    for (const { x } of starts) expect(x).toBeCloseTo(133.2, 0); // 23 mm and 24 mm
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
