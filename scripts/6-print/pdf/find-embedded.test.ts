// The PDF of a draft read back: as we wrote it, after other tools saved it again, damaged, and made to do harm.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { composeBase } from '../../fixtures/compose-base.ts';
import { printReport } from '../../report.ts';
import { documentBytes } from '../document-bytes.ts';
import { cacheFolder } from '../print-fixture.ts';
import { openPrintBrowser } from '../print-session.ts';
import { findEmbedded, MOST_EMBEDDED } from './find-embedded.ts';
import { isDictionary } from './object.ts';
import { readPdf } from './reader.ts';

const scratch = mkdtempSync(join(tmpdir(), 'embedded-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const stage = () => () => undefined;
const { document, inputs } = await composeBase();
const final = { ...document, settings: { ...document.settings, status: 'final' as const } };
const browser = await openPrintBrowser({ cacheFolder }).catch((error: Error) => error);
const printed = browser instanceof Error ? undefined : await printAll(browser);
const why = browser instanceof Error ? ` NOT RUN, no browser: ${browser.message}` : '';
const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;

async function printAll(open: Exclude<typeof browser, Error>) {
  try {
    const [draft, again, done] = await Promise.all(
      [document, document, final].map((one) => printReport({ inputs, document: one }, open, stage)),
    );
    return { draft: draft?.edition.pdf, again: again?.edition.pdf, final: done?.edition.pdf };
  } finally {
    await open.close();
  }
}

/** The file holds exactly this Document's bytes. */
function check(pdf: Uint8Array): void {
  const found = findEmbedded(pdf);
  expect(found?.files.map(String)).toEqual([Buffer.from(documentBytes(document)).toString()]);
}

function qpdf(pdf: Uint8Array, ...words: string[]): Uint8Array {
  const [from, to] = [join(scratch, 'from.pdf'), join(scratch, 'to.pdf')];
  writeFileSync(from, pdf);
  execFileSync('qpdf', [...words, from, to]);
  return readFileSync(to);
}

/** One object of a PDF that is not even whole: an embedded file as somebody might have written it. */
const carrying = (bytes: Uint8Array, entries = '/Filter /FlateDecode'): Buffer =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n7 0 obj\n<</Params <<>> /Type /EmbeddedFile ${entries}>>\nstream\r\n`),
    bytes,
    Buffer.from('\nendstream\nendobj\n'),
  ]);

describe.skipIf(printed === undefined)(`the PDF of a draft${why}`, () => {
  const draft = printed?.draft ?? new Uint8Array();

  it('carries its document.json as an associated file of the catalog; a final carries none', () => {
    check(draft);
    const { catalog } = readPdf(draft);
    expect(catalog.has('AF') && isDictionary(catalog.get('Names'))).toBe(true);
    expect(findEmbedded(printed?.final ?? new Uint8Array())?.files).toEqual([]);
    expect(readPdf(printed?.final ?? new Uint8Array()).catalog.has('AF')).toBe(false);
  });

  it('is the same in every byte when it is printed again', () => {
    expect(Buffer.from(draft).equals(printed?.again ?? new Uint8Array())).toBe(true);
  });

  const saved = `is read after qpdf saved it again${hasQpdf ? '' : ' NOT RUN, no qpdf'}`;
  it.skipIf(!hasQpdf)(saved, () => {
    check(qpdf(draft, '--linearize'));
    check(qpdf(draft, '--object-streams=generate', '--recompress-flate'));
    check(qpdf(draft, '--object-streams=disable', '--stream-data=uncompress'));
    check(qpdf(draft, '--qdf'));
    check(qpdf(qpdf(draft, '--qdf'), '--linearize', '--compression-level=1', '--recompress-flate'));
    const locked = findEmbedded(qpdf(draft, '--encrypt', '', 'owner', '256', '--'));
    expect(locked).toMatchObject({ files: [], isEncrypted: true });
  });

  it('is read after a reader added notes and saved it, by an update at its end', async () => {
    const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
    const address = pathToFileURL(join(folder, 'legacy/build/pdf.mjs')).href;
    const { getDocument, AnnotationEditorType } = await import(address);
    const opened = await getDocument({ data: Uint8Array.from(draft), verbosity: 0 }).promise;
    opened.annotationStorage.setValue('pdfjs_internal_editor_0', {
      annotationType: AnnotationEditorType.FREETEXT,
      rect: [50, 700, 200, 720],
      rotation: 0,
      fontSize: 10,
      color: [0, 0, 0],
      value: 'who said this?',
      pageIndex: 1,
    });
    const updated = (await opened.saveDocument()) as Uint8Array;
    expect(updated.length).toBeGreaterThan(draft.length);
    check(updated);
  });

  it('is read after mail put lines before it, and bytes behind it', () => {
    check(Buffer.concat([Buffer.from('X-Mail: 1\r\n\r\n'), draft, Buffer.alloc(500)]));
  });

  it('that is cut off gives what is whole and says what is not', () => {
    const start = Buffer.from(draft).lastIndexOf('/Type /EmbeddedFile');
    expect(start).toBeGreaterThan(0);
    expect(findEmbedded(draft.subarray(0, start + 400))).toMatchObject({ files: [], damaged: 1 });
    expect(findEmbedded(draft.subarray(0, 3000))).toMatchObject({ files: [] });
  });
});

describe('any other file', () => {
  it('that is no PDF is none', () => {
    expect(findEmbedded(new Uint8Array())).toBeUndefined();
    expect(findEmbedded(Buffer.from('{"format":1}'))).toBeUndefined();
    expect(findEmbedded(Buffer.from('%PDF-1.7\n'))).toEqual({
      files: [],
      damaged: 0,
      isEncrypted: false,
    });
  });

  it('gives JSON however it was packed, and nothing of another kind', () => {
    const json = Buffer.from('{"a":1}');
    const text = (pdf: Uint8Array): string | undefined => findEmbedded(pdf)?.files[0]?.toString();
    expect(text(carrying(deflateSync(json)))).toBe('{"a":1}');
    expect(text(carrying(deflateSync(json), '/Filter [/FlateDecode]'))).toBe('{"a":1}');
    expect(text(carrying(json, '/Length 9 0 R'))?.trim()).toBe('{"a":1}');
    expect(
      text(carrying(deflateSync(json), '/Filter/FlateDecode/Subtype/text#2Fxml')),
    ).toBeUndefined();
    expect(text(carrying(json, '/Filter /LZWDecode'))).toBeUndefined();
  });

  it('that inflates without end stops at a limit, however often it is in it', () => {
    const bomb = carrying(deflateSync(Buffer.alloc(50_000_000), { level: 9 }));
    expect(bomb.length).toBeLessThan(60_000);
    const many = Buffer.concat(Array.from({ length: 50 }, () => bomb));
    expect(findEmbedded(many, 1_000_000)).toMatchObject({ files: [], damaged: 20 });
    const large = carrying(deflateSync(Buffer.alloc(MOST_EMBEDDED + 1), { level: 1 }));
    expect(findEmbedded(large)).toMatchObject({ files: [], damaged: 1 });
  });

  it('with a million marks is read to its end', () => {
    const marks = Buffer.from(`%PDF-1.7\n1 0 obj <<${'/A [/EmbeddedFile '.repeat(300_000)}`);
    const objects = Buffer.from(`%PDF-1.7\n${'1 0 obj <</Type /EmbeddedFile '.repeat(100_000)}`);
    expect([marks, objects].map((file) => findEmbedded(file)?.files)).toEqual([[], []]);
  });
});
