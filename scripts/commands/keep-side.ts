/**
 * What was made before in, a side of the Documents in it out: the PDF of a draft, a document.json, the folder of an
 * edition or an output folder full of them.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDocument, readDocument } from '../1-load/index.ts';
import { findEmbedded } from '../6-print/pdf/find-embedded.ts';
import { Fault } from '../diagnostics/fault.ts';
import type { Document } from '../model.ts';
import type { Draft, Side } from './side.ts';

/** The PDF of a draft, wherever it has been. */
export async function openPdfSide(file: string): Promise<Side> {
  const pdf = await readFile(file);
  const document = readEmbedded(file, pdf);
  return keptSide(basename(file), [{ document, pdf, messages: [] }]);
}

export async function openDocumentSide(file: string): Promise<Side> {
  return keptSide(file, [{ document: parseDocument(file, await readFile(file)), messages: [] }]);
}

/** The folder of an edition, or a folder of such folders. */
export async function openEditionsSide(folder: string): Promise<Side> {
  const own = await readEdition(folder);
  if (own !== undefined) return keptSide(folder, [own]);
  const names = (await readdir(folder)).sort();
  const drafts = await Promise.all(names.map((name) => readEdition(join(folder, name))));
  return {
    ...keptSide(
      folder,
      drafts.filter((draft) => draft !== undefined),
    ),
    isWhole: true,
  };
}

async function readEdition(folder: string): Promise<Draft | undefined> {
  const file = join(folder, 'document.json');
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const document = parseDocument(file, bytes);
  const pdf = await readFile(join(folder, `${document.report}.pdf`)).catch(() => undefined);
  return { document, messages: [], ...(pdf === undefined ? {} : { pdf }) };
}

function keptSide(label: string, drafts: readonly Draft[]): Side {
  const byReport = new Map(drafts.map((draft) => [draft.document.report, draft]));
  return {
    label,
    reports: [...byReport.keys()],
    isWhole: false,
    draft: async (report) => {
      const draft = byReport.get(report);
      if (draft === undefined) throw new Fault(`No report \`${report}\` in \`${label}\``);
      return draft;
    },
    close: async () => undefined,
  };
}

function parseDocument(file: string, bytes: Uint8Array): Document {
  const read = readDocument(bytes);
  if (isDocument(read)) return read;
  throw new Fault(`Cannot read \`${file}\`: ${read.reason}`, { note: read.note });
}

/** The newest Document in the PDF; somebody else's JSON beside it does not count. */
function readEmbedded(file: string, pdf: Uint8Array): Document {
  const found = findEmbedded(pdf);
  if (found === undefined)
    throw new Fault(`\`${file}\` is not a PDF`, {
      note: 'name the PDF of a draft, a build folder or a git revision',
    });
  const reads = found.files.map((bytes) => readDocument(bytes));
  const document = reads.find(isDocument);
  if (document !== undefined) return document;
  const [first] = reads;
  if (first !== undefined && !isDocument(first))
    throw new Fault(`Cannot read the document.json in \`${file}\`: ${first.reason}`, {
      note: first.note,
    });
  throw describeEmpty(file, found);
}

function describeEmpty(
  file: string,
  { damaged, isEncrypted }: { readonly damaged: number; readonly isEncrypted: boolean },
): Fault {
  if (isEncrypted)
    return new Fault(`\`${file}\` is encrypted, so what it carries cannot be read`, {
      note: 'save a copy without a password, for example `qpdf --decrypt FILE COPY`',
    });
  if (damaged > 0)
    return new Fault(`What \`${file}\` carries cannot be read: it is cut off or damaged`, {
      note: 'ask for the file again, or name the git revision it was made from',
    });
  return new Fault(`\`${file}\` carries no document.json, so it cannot be compared`, {
    note: 'only the PDF of a draft carries one: of a final name its folder, or the git revision it was made from',
  });
}
