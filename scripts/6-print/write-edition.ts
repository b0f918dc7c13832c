/**
 * The files of one report's edition, with a manifest that names each with size and hash: Document, Edition and HTML in,
 * file contents by path out. Writing them is output-folder.ts's affair.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Document, Edition, EditionFacts, Inputs, PrintForm, Table } from '../model.ts';
import { toCsv } from '../to-csv.ts';
import type { BrowserFacts } from './browser.ts';
import { documentBytes } from './document-bytes.ts';
import { placeFolder } from './output-folder.ts';

/** manifest.json: what was made, from what, by which browser. */
export interface Manifest extends EditionFacts {
  readonly format: 1;
  readonly revision: Inputs['revision'];
  /** Who signed which check, and when. */
  readonly signOffs: readonly Omit<Document['signOffs'][number], 'place' | 'question'>[];
  /** Set for a draft whose PDF has line numbers. */
  readonly lineNumbers?: boolean;
  readonly browser: BrowserFacts;
  readonly counts: Document['counts'];
  readonly faults: number;
  readonly files: readonly (EditionFacts['files'][number] & { readonly sha256: string })[];
}

/** Puts a complete edition in the place of the previous one; until then the previous one stands. */
export async function writeEdition(
  folder: string,
  parts: {
    document: Document;
    edition: Edition;
    html: string;
    inputs: Inputs;
    form: PrintForm;
    browser: BrowserFacts;
    faults: number;
  },
): Promise<Manifest> {
  const files = editionFiles(parts);
  const manifest = makeManifest(parts, files);
  files.set('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  await placeFolder(folder, async (scratch) => {
    await Promise.all(
      [...files].map(async ([path, bytes]) => {
        await mkdir(dirname(join(scratch, path)), { recursive: true });
        await writeFile(join(scratch, path), bytes);
      }),
    );
  });
  return manifest;
}

function editionFiles({
  document,
  edition,
  html,
  inputs,
}: Parameters<typeof writeEdition>[1]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([
    [`${document.report}.pdf`, edition.pdf],
    ...(edition.largePrint
      ? [[`${document.report}-large-print.pdf`, edition.largePrint.pdf] as const]
      : []),
    ['index.html', Buffer.from(html)],
    ['document.json', documentBytes(document)],
    ['pages.json', Buffer.from(`${JSON.stringify(edition.pageMap, null, 1)}\n`)],
  ]);
  for (const font of inputs.fonts) files.set(`fonts/${font.file}`, font.bytes);
  for (const [address, path] of Object.entries(document.images)) {
    const image = inputs.images.get(path);
    if (image !== undefined && typeof image !== 'string') files.set(address, image.bytes);
  }
  for (const [identifier, csv] of Object.entries(document.csv))
    files.set(`data/${identifier}.csv`, Buffer.from(csv));
  const read = new Set(document.provenance.flatMap(({ reads }) => reads.map(({ table }) => table)));
  for (const name of [...read].sort()) {
    const table = inputs.tables.get(name);
    if (table !== undefined) files.set(`data/${name}.csv`, Buffer.from(tableCsv(table)));
  }
  return files;
}

function tableCsv(table: Table): string {
  const names = [...table.columns.keys()];
  return toCsv(
    names,
    table.rows.map((row) => names.map((name) => row.values[name] ?? null)),
  );
}

function makeManifest(
  { document, edition, form, browser, faults }: Parameters<typeof writeEdition>[1],
  files: ReadonlyMap<string, Uint8Array>,
): Manifest {
  const { settings } = document;
  return {
    format: 1,
    report: document.report,
    kind: settings.kind,
    title: settings.title,
    ...(settings.subtitle === undefined ? {} : { subtitle: settings.subtitle }),
    series: settings.series,
    description: settings.description,
    version: settings.version,
    status: settings.status,
    date: settings.date,
    revision: document.revision,
    signOffs: document.signOffs.map(({ place: _, question: __, ...signed }) => signed),
    ...(form.lineNumbers === true ? { lineNumbers: true } : {}),
    browser,
    pages: edition.pages,
    ...(edition.largePrint && { largePrintPages: edition.largePrint.pages }),
    counts: document.counts,
    faults,
    files: [...files].map(([path, bytes]) => ({
      path,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  };
}
