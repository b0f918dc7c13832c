/**
 * The pipeline: a FileTree and the name of a report in, its Document and its Edition out. The only file that knows the
 * order of the stages; each takes one noun and returns the next.
 */
import { loadReport, type Shared } from './1-load/index.ts';
import { chapterParser } from './2-parse/index.ts';
import { chapterFiller, fillPages } from './3-fill/index.ts';
import { linkChapters } from './4-link/index.ts';
import { chooseFonts, composeDocument, prepareScreenHtml, printHtml } from './5-compose/index.ts';
import { printDocument } from './6-print/print-document.ts';
import type { PrintBrowser } from './6-print/print-session.ts';
import type { Diagnostic, Document, Edition, FileTree, Inputs, PrintForm } from './model.ts';
import { once } from './once.ts';
import { openMessages } from './place.ts';
import { exceptionUsed } from './rules/exception-used.ts';
import { checkDocument } from './rules/index.ts';
import { tellOnce } from './tell-once.ts';

/** What a run needs beside the words; `stage` is told of each beginning and gives what is called at its end. */
export interface RunContext {
  readonly shared: Shared;
  readonly revisionOf: (printedDate: string) => Promise<Inputs['revision']>;
  readonly stage: (report: string, name: string) => () => void;
  /** False leaves out the rules, which change nothing in the Document; for a draft that is only compared. */
  readonly isChecked?: boolean;
}

/** A report after stages 1 to 5; without Inputs and Document if report.yaml was not usable. */
export interface Composed {
  readonly inputs?: Inputs;
  readonly document?: Document;
  readonly messages: readonly Diagnostic[];
}

/** Stages 1 to 5: everything that needs no browser. */
export async function composeReport(
  tree: FileTree,
  report: string,
  { shared, revisionOf, stage, isChecked = true }: RunContext,
): Promise<Composed> {
  const loaded = stage(report, 'load');
  const { inputs, messages: loading } = await loadReport(tree, report, shared, revisionOf);
  loaded();
  if (inputs === undefined) return { messages: loading };
  const parsed = stage(report, 'parse');
  const sources = inputs.chapters.map(chapterParser(inputs.shapes));
  parsed();
  const filled = stage(report, 'fill');
  const { complain, messages: filling } = openMessages();
  const { fillChapter, fillTemplate } = chapterFiller(inputs);
  const chapters = await Promise.all(sources.map(fillChapter));
  const pages = fillPages(inputs, fillTemplate, complain);
  filled();
  const linked = stage(report, 'link');
  const apparatus = await linkChapters(chapters, inputs);
  linked();
  const composed = stage(report, 'compose');
  const document = composeDocument(chapters, apparatus, inputs, pages);
  const checks = isChecked ? checkDocument(document, inputs, chapters) : [];
  composed();
  const messages = [
    ...loading,
    ...chapters.flatMap((chapter) => chapter.messages),
    ...filling,
    ...apparatus.messages,
    ...checks,
  ];
  const graded = gradeMessages(tellOnce(messages, shared.messages), inputs.settings);
  return {
    inputs: { ...inputs, fonts: chooseFonts(document, inputs.fonts) },
    document,
    messages: isChecked ? exceptionUsed(graded, inputs) : graded,
  };
}

/** Stage 6: the PDF, and the screen edition that knows its pages. */
export async function printReport(
  { inputs, document }: { readonly inputs: Inputs; readonly document: Document },
  browser: PrintBrowser,
  stage: RunContext['stage'],
  form: PrintForm = {},
): Promise<{ readonly edition: Edition; readonly html: string }> {
  const printed = stage(document.report, 'print');
  const { largePrint: isAsked, ...main } = form;
  const screen = once(() => prepareScreenHtml(document, inputs, isAsked === true));
  const print = (shown: Document, wanted: PrintForm): Promise<Edition> =>
    printDocument(browser, shown, printHtml(shown, inputs, wanted), inputs, screen);
  const edition = await print(document, main);
  // Without line numbers: its lines are others, and what a reviewer cites must be the same for all.
  const large =
    isAsked === true ? await print(onLargePaper(document), { largePrint: true }) : undefined;
  const largePrint = large && { pdf: large.pdf, pages: large.pages, pdfBytes: large.pdf.length };
  const { folioByIdentifier, pages, pdf } = edition;
  const facts = {
    folioByIdentifier,
    pages,
    pdfBytes: pdf.length,
    ...(largePrint && { largePrint }),
  };
  const html = screen()(facts);
  printed();
  const messages = gradePrinted(
    [...edition.messages, ...(large?.messages ?? []).flatMap(ofLargePrint)],
    inputs.settings,
  );
  return { edition: { ...edition, ...(largePrint && { largePrint }), messages }, html };
}

/** A line of 18 pt on A5 has too few words. */
function onLargePaper(document: Document): Document {
  const { settings } = document;
  return settings.paper === 'A5'
    ? { ...document, settings: { ...settings, paper: 'A4' } }
    : document;
}

/** Its looks follow from the tokens, so that an author can mend only what is lost, cut off or too wide. */
function ofLargePrint(message: Diagnostic): Diagnostic[] {
  if (message.grade !== 'error') return [];
  return [{ ...message, reason: `${message.reason}, in large print` }];
}

/** A report may think otherwise of how its pages look, but not of whether they are right. */
function gradePrinted(messages: readonly Diagnostic[], settings: Inputs['settings']): Diagnostic[] {
  const isLook = ({ grade }: Diagnostic): boolean => grade !== 'error';
  return [
    ...messages.filter((message) => !isLook(message)),
    ...gradeMessages(messages.filter(isLook), settings),
  ];
}

/** Grades as report.yaml sets them; `off` drops the message. In a final an error stays one. */
function gradeMessages(
  messages: readonly Diagnostic[],
  { rules, status }: Inputs['settings'],
): Diagnostic[] {
  return messages.flatMap((message) => {
    const isFixed = status === 'final' && message.grade === 'error';
    const grade = isFixed ? 'error' : (rules[message.rule] ?? message.grade);
    return grade === 'off' ? [] : [{ ...message, grade }];
  });
}
