/**
 * Runs in a page of the browser: opens PDFs that the page is served, measures what is printed where, and draws pages side
 * by side. Leaves `window.pagePictures` behind.
 */
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import { WorkerMessageHandler } from 'pdfjs-dist/build/pdf.worker.mjs';
import { drawPage } from './draw-page.ts';
import { type DrawnSide, drawSides } from './draw-sides.ts';
import { measureBands } from './measure-bands.ts';

// A page of ours starts no workers; with the handler at hand pdf.js asks for none.
Object.assign(globalThis, { pdfjsWorker: { WorkerMessageHandler } });

const opened = new Map<string, Promise<PDFDocumentProxy>>();

function open(address: string): Promise<PDFDocumentProxy> {
  const known = opened.get(address) ?? openPdf(address);
  opened.set(address, known);
  return known;
}

async function openPdf(address: string): Promise<PDFDocumentProxy> {
  const data = new Uint8Array(await (await fetch(address)).arrayBuffer());
  // Glyphs as paths: what is drawn depends on no font of the machine.
  const options = { data, disableFontFace: true, isEvalSupported: false, useSystemFonts: false };
  return await getDocument({ ...options, verbosity: 0 }).promise;
}

const pagePictures = {
  /** What a reader calls each page: "iv", "12", or its turn where the file says nothing. */
  labels: async (address: string): Promise<string[]> => {
    const pdf = await open(address);
    const labels = await pdf.getPageLabels();
    return Array.from({ length: pdf.numPages }, (_, index) => labels?.[index] || `${index + 1}`);
  },
  /** Page indexes count from 0. */
  measure: async (address: string, pageIndex: number) =>
    measureBands(await drawPage(await open(address), pageIndex, 1)),
  /** A PNG as a data address. */
  picture: async (sides: readonly [DrawnSide, DrawnSide]) => await drawSides(sides, open),
};

export type PagePictures = typeof pagePictures;

declare global {
  interface Window {
    pagePictures: PagePictures;
  }
}

window.pagePictures = pagePictures;
