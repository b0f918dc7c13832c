/**
 * A review in, its redline as one page of HTML and the proof of that out.
 */
import { diskTree, readFonts, readStyles } from '../1-load/index.ts';
import { printHtml } from '../5-compose/index.ts';
import { printDocument } from '../6-print/print-document.ts';
import type { PrintBrowser } from '../6-print/print-session.ts';
import { Fault } from '../diagnostics/fault.ts';
import type { Inputs } from '../model.ts';
import { proveRedline } from '../redline/prove-redline.ts';
import { REDLINE_STYLES, redlineDocument } from '../redline/redline-document.ts';
import { redlineHtml, redlineOf } from '../redline/redline-html.ts';
import type { ProofFault } from '../review/prove-comparison.ts';
import type { Addresses } from './find-addresses.ts';
import { OWN_FOLDER } from './project.ts';
import type { Review } from './review-report.ts';
import type { Draft } from './side.ts';

/** The page, and where accepting or rejecting all changes in it does not give the new or the old report. */
export async function drawReview(
  { old, now, comparison, data }: Review,
  addresses: Addresses,
): Promise<{ readonly html: string; readonly faults: readonly ProofFault[] }> {
  const sides = { old: old.document, new: now.document };
  const reviewed = { ...comparison, ...(data && { data }) };
  const html = redlineHtml(reviewed, sides, await looksOf(old, now), {
    ...addresses,
    imageOf: (address, side) => embedImage(address, side === 'old' ? old : now),
  });
  return { html, faults: proveRedline(redlineOf(html), sides) };
}

/**
 * The redline as a PDF, with bars in the margin and a list of the changes with their pages. Throws a Fault for drafts of
 * which only the Document is left, and for a print that is not whole.
 */
export async function printReview(
  { report, old, now, comparison, data }: Review,
  browser: PrintBrowser,
): Promise<Uint8Array> {
  const inputs = now.inputs ?? old.inputs;
  if (inputs === undefined)
    throw new Fault(
      `The redline of \`${report}\` cannot be printed: neither side has its sources`,
      {
        note: 'name a git revision or a project for one of the sides, or leave out `--pdf`',
      },
    );
  const sides = { old: old.document, new: now.document };
  const document = redlineDocument({ ...comparison, ...(data && { data }) }, sides, {
    imageOf: (address, side) => embedImage(address, side === 'old' ? old : now),
  });
  const html = printHtml(document, inputs, {}, REDLINE_STYLES);
  const { pdf, messages } = await printDocument(browser, document, html, inputs);
  const fault = messages.find(({ grade }) => grade === 'error');
  if (fault !== undefined)
    throw new Fault(`The redline of \`${report}\` was not printed whole: ${fault.reason}`, {
      note: 'leave out `--pdf`; the page of the comparison is complete',
    });
  return pdf;
}

/** The new side's own look; what comes out of a PDF has none, and is shown in the program's. */
async function looksOf(old: Draft, now: Draft): Promise<Pick<Inputs, 'styles' | 'fonts'>> {
  const inputs = now.inputs ?? old.inputs;
  if (inputs !== undefined) return inputs;
  const styles = await readStyles(diskTree(OWN_FOLDER), () => undefined);
  return { styles, fonts: await readFonts() };
}

/** The page needs nothing beside itself. */
function embedImage(address: string, { document, inputs }: Draft): string | undefined {
  const image = inputs?.images.get(document.images[address] ?? '');
  if (image === undefined || typeof image === 'string') return undefined;
  return `data:${image.mediaType};base64,${Buffer.from(image.bytes).toString('base64')}`;
}
