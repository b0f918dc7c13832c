// The reader and its parts: values, files by hand that need no browser, damaged files, and a real
// print read before and after it is finished.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDestinations, readOutline } from './destinations.ts';
import { finishPdf } from './finish.ts';
import { decodeText, isDictionary, isKind, text, writeValue } from './object.ts';
import { pageLabels } from './page-labels.ts';
import { readPages } from './pages.ts';
import { parseValue } from './parse-value.ts';
import { launchSamplePrinter, sampleReport } from './print-sample.ts';
import { type PdfFile, readPdf } from './reader.ts';
import { skipValue } from './skip-value.ts';

const facts = {
  title: 'Title',
  author: '',
  subject: '',
  keywords: [],
  language: 'en-GB',
  creator: 'a test',
  date: new Date('2026-01-02T03:04:05Z'),
  pageLabels: [],
};

/** A file of the shape Skia writes: `objects` are the texts of the objects from 1 on. */
function handMade(objects: readonly string[], trailer = ''): string {
  let file = '%PDF-1.4\n';
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const [index, object] of objects.entries()) {
    table += `${String(file.length).padStart(10, '0')} 00000 n \n`;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = file.length;
  const head = `/Size ${objects.length + 1}\n/Root 1 0 R\n/Info 2 0 R${trailer}`;
  return `${file}${table}trailer\n<<${head}>>\nstartxref\n${start}\n%%EOF\n`;
}

const smallObjects = [
  '<</Type /Catalog\n/Pages 3 0 R\n/Dests <</caf#C3#A9 [4 0 R /XYZ 0 700 0]>>\n/Outlines 6 0 R>>',
  '<</Producer (Skia/PDF m1)>>',
  '<</Type /Pages\n/Kids [4 0 R]\n/Count 1\n/MediaBox [0 0 595 842]>>',
  '<</Type /Page\n/Parent 3 0 R\n/Contents 5 0 R>>',
  '<</Length 9>> stream\n% nothing\nendstream',
  '<</First 7 0 R\n/Last 7 0 R>>',
  '<</Title (One \\(1\\))\n/Parent 6 0 R\n/Dest [4 0 R /XYZ 0 650 0]>>',
];
const small = handMade(smallObjects);
const bytesOf = (file: string) => Buffer.from(file, 'latin1');

describe('values', () => {
  const check = (written: string, expected: string) => {
    const bytes = Buffer.from(written, 'latin1');
    const cursor = { bytes, at: 0, within: '' };
    expect(writeValue(parseValue(cursor))).toBe(expected);
    const skipped = { bytes, at: 0, within: '' };
    skipValue(skipped, () => undefined);
    expect(skipped.at).toBe(cursor.at);
  };

  it('are read and written again', () => {
    check(
      '<</A [1 -2.5 .5 true null]/B<</C 7 0 R>>>>',
      '<</A [1 -2.5 0.5 true null]/B <</C 7 0 R>>>>',
    );
    check('  % a comment\n/A#20B#23', '/A#20B#23');
    check('[7 0 R 8 0 9 0 R]', '[7 0 R 8 0 9 0 R]');
    check('()', '()');
    check('[]', '[]');
  });

  it('keep every byte of a string, however it was escaped', () => {
    check('(a\\(b\\) (c) \\\\ \\101\\n)', '<612862292028632920 5C20410A>'.replace(' ', ''));
    check('(a\\\nb)', '(ab)');
    check('(a\\) \\[)', '(a\\) [)');
    check('<48 65 6C6>', '(Hel`)');
  });

  it('hold any words in a string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const bytes = bytesOf(writeValue(text(words)));
        const value = parseValue({ bytes, at: 0, within: '' });
        expect(decodeText(value as ReturnType<typeof text>)).toBe(words);
      }),
    );
  });

  it('are refused with the byte where they go wrong', () => {
    const refuse = (written: string, message: string) =>
      expect(() => check(written, '')).toThrow(message);
    refuse('[1 2', 'Unexpected end at byte 4, expected a value');
    refuse('<</A 1>', 'Unexpected `>` at byte 6, expected `>>`');
    refuse('<</A 5 1 R>>', 'Unexpected `1` at byte 7, expected `/`');
    refuse('[5 1 R]', 'Unexpected `R` at byte 5, expected a value');
    refuse('(open', 'Unexpected string without an end at byte 0, expected a closing parenthesis');
    refuse('['.repeat(9999), 'expected at most 100 levels');
  });
});

describe('a file by hand', () => {
  it('gives its pages, destinations and outline', () => {
    const file = readPdf(bytesOf(small));
    expect(readPages(file)).toMatchObject([{ objectNumber: 4, widthPt: 595, heightPt: 842 }]);
    expect(readDestinations(file)).toEqual(new Map([['café', { pageIndex: 0, y: 700 }]]));
    expect(readOutline(file)).toEqual([{ title: 'One (1)', pageIndex: 0, children: [] }]);
  });

  it('gives the same after it is finished, without what nothing refers to', async () => {
    const withGarbage = handMade([...smallObjects, '(nobody asks for this)']);
    const file = readPdf(await finishPdf(bytesOf(withGarbage), facts));
    expect(readDestinations(file)).toEqual(readDestinations(readPdf(bytesOf(small))));
    expect(readOutline(file)).toEqual(readOutline(readPdf(bytesOf(small))));
    expect(file.has(7)).toBe(true);
    expect(file.has(8)).toBe(false);
  });

  it('reads a name tree with kids', () => {
    const objects = smallObjects.with(0, '<</Pages 3 0 R\n/Names <</Dests <</Kids [8 0 R]>>>>>>');
    const file = readPdf(bytesOf(handMade([...objects, '<</Names [(x) [4 0 R /XYZ 0 1 0]]>>'])));
    expect(readDestinations(file)).toEqual(new Map([['x', { pageIndex: 0, y: 1 }]]));
  });
});

describe('a file Skia would not write', () => {
  const refuse = (file: string, message: string | RegExp) =>
    expect(finishPdf(bytesOf(file), facts)).rejects.toThrow(message);

  it('is refused with what was unexpected, and where', async () => {
    await refuse('', 'Unexpected end at byte 0, expected `%PDF-1.`');
    await refuse(small.slice(0, -30), /^Unexpected end at byte \d+, expected `startxref`/);
    await refuse(handMade(smallObjects, '/Encrypt 3 0 R'), 'Unexpected /Encrypt in the trailer');
    await refuse(handMade(smallObjects, '/Prev 17'), 'Unexpected /Prev in the trailer');
    await refuse(
      small.replace('00000 n', '00001 n'),
      'Unexpected entry `0000000009 00001 n` at byte 506, expected an offset of generation 0',
    );
    await refuse(small.replace('/Pages 3 0 R', '/Pages 9 0 R'), 'Unexpected reference to object 9');
    await refuse(small.replace('/Length 9', '/Length 8'), /^Unexpected `g.*expected `endstream`$/);
    await refuse(small.replace('0 8\n', '0 800000000\n'), 'Unexpected 800000000 entries');
  });

  it('may not lead the readers round in a ring', () => {
    const ring = smallObjects.with(6, '<</Title (x)\n/Next 7 0 R>>').with(2, '<</Kids [3 0 R]>>');
    const file = readPdf(bytesOf(handMade(ring)));
    expect(() => readPages(file)).toThrow('expected each node once');
    const outlineRing = smallObjects.with(6, '<</Title (x)\n/Next 7 0 R>>');
    const other = readPdf(bytesOf(handMade(outlineRing)));
    expect(() => readOutline(other)).toThrow('Unexpected outline, expected object 7 in it once');
  });

  it('may only carry labels that begin at the first page', () => {
    const at = (pageIndex: number) => ({ pageIndex, style: 'decimal' }) as const;
    expect(() => pageLabels([at(1)], 9)).toThrow('Unexpected page label at 1');
    expect(() => pageLabels([at(0), at(0)], 9)).toThrow('Unexpected page label at 0');
    expect(() => pageLabels([at(0), at(9)], 9)).toThrow('Unexpected page label at 9');
  });
});

const printer = await launchSamplePrinter().catch((error: Error) => error);
const print = printer instanceof Error ? undefined : await printer.print(sampleReport(1));
if (!(printer instanceof Error)) await printer.close();
const why = printer instanceof Error ? `NOT RUN, no browser: ${printer.message}` : '';

describe.skipIf(!print)(`a real print ${why}`, () => {
  const given = print as Uint8Array;

  it('has A4 pages, the ids that links point to, and the headings as outline', () => {
    const file = readPdf(given);
    const pages = readPages(file);
    expect(pages.length).toBeGreaterThan(8);
    for (const page of pages) {
      expect(page.widthPt).toBeCloseTo(595.28, 0);
      expect(page.heightPt).toBeCloseTo(841.89, 0);
    }
    const destinations = readDestinations(file);
    expect([...destinations.keys()].sort()).toEqual(['ch1', 'f1', 't1']);
    expect(destinations.get('ch1')?.pageIndex).toBe(1);
    const [top] = readOutline(file);
    expect(top?.title).toBe('City leadership – a sample');
    expect(top?.children[0]?.title).toMatch(/^1 .*, Llŷn$/);
    expect(top?.children[0]?.children).toHaveLength(4);
  });

  it('is read back from our own output value by value', async () => {
    const before = readPdf(given);
    const after = readPdf(await finishPdf(given, facts));
    const renamed = idTreeOf(before);
    let compared = 0;
    for (let number = 1; number < before.size; number += 1) {
      const one = writeValue(before.value(number));
      const isOurs = number === renamed || /\/(Catalog|Creator|Limits)\b/.test(one);
      if (isOurs) continue; // made anew; finish.test.ts reads them
      const ids = /\((node\d{8}|h\d+)\)/g;
      expect(writeValue(after.value(number)).replace(ids, 'id')).toBe(one.replace(ids, 'id'));
      expect(after.stream(number)?.bytes).toEqual(before.stream(number)?.bytes);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(400);
  });

  it('throws an Error or reads on, however it is damaged', async () => {
    const finished = await finishPdf(given, facts);
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.nat(),
        fc.nat(7),
        fc.boolean(),
        async (ours, at, bit, cut) => {
          const whole = ours ? finished : given;
          const place = at % whole.length;
          const damaged = cut ? whole.slice(0, place) : Uint8Array.from(whole);
          if (!cut) damaged[place] = (damaged[place] ?? 0) ^ (1 << bit);
          const outcome = await finishPdf(damaged, facts).catch((error: unknown) => error);
          if (outcome instanceof Error) expect(outcome.message).toMatch(/^Unexpected /);
          else expect(cut).toBe(false);
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });
});

/** The object number of the tree that finds table heads by id. */
function idTreeOf(file: PdfFile): number | undefined {
  const tags = file.resolve(file.catalog.get('StructTreeRoot'));
  const tree = isDictionary(tags) ? tags.get('IDTree') : undefined;
  return isKind(tree, 'ref') ? tree.number : undefined;
}
