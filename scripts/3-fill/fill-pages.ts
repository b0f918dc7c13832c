/**
 * The pages of a report that its settings make: cover, title verso, document control, closing pages. Templates in
 * templates/pages/ in, hast trees out.
 */
import type { Root } from 'hast';
import type { Inputs, Records } from '../model.ts';
import type { Complain } from '../place.ts';
import { sayDate } from '../say-date.ts';
import type { FillTemplate } from './fill-template.ts';
import { TemplateFault } from './template-fault.ts';

/** Every page template of the report by its name: "cover", "verso". */
export function fillPages(
  inputs: Inputs,
  fillTemplate: FillTemplate,
  complain: Complain,
): ReadonlyMap<string, Root> {
  const pages = new Map<string, Root>();
  for (const template of inputs.templates.values()) {
    if (!template.name.startsWith('pages/')) continue;
    try {
      const { tree } = fillTemplate(template, {
        options: {},
        facts: pageFacts(inputs),
        record: refuseValue,
      });
      pages.set(template.name.slice('pages/'.length), tree);
    } catch (error) {
      if (!(error instanceof TemplateFault)) throw error;
      complain({ rule: error.rule, reason: error.message, place: error.place, note: error.note });
    }
  }
  return pages;
}

function refuseValue(tracked: { value: unknown }): never {
  throw new Error(`expected no data in a page, got ${String(tracked.value)}`);
}

/** The settings as page templates see them, with dates as they are printed and names for what is not there. */
function pageFacts(inputs: Inputs): Record<string, unknown> {
  const { settings, revision } = inputs;
  return {
    report: {
      ...settings,
      subtitle: settings.subtitle ?? '',
      marking: settings.marking ?? '',
      contact: settings.contact ?? '',
      funding: settings.funding ?? '',
      acknowledgements: settings.acknowledgements ?? '',
      id: inputs.report,
      isDraft: settings.status === 'draft',
      isWhitePaper: settings.kind === 'white-paper',
      printedDate: sayDate(settings.date),
      monthAndYear: sayDate(settings.date).replace(/^\d+ /, ''),
      year: settings.date.slice(0, 4),
      history: settings.history.map((entry) => ({ ...entry, date: sayDate(entry.date) })),
      authors: settings.authors.map((author) => ({
        name: author.name,
        affiliation: author.affiliation ?? '',
      })),
      revision: revision.id,
      sources: dataSources(inputs),
      hasNumberedParagraphs: settings.numberedParagraphs,
      ...recordFacts(inputs.records),
    },
  };
}

/** What stands where nobody has signed. */
const OPEN = 'Not yet';

/** What people have decided, as a reader is told it. */
function recordFacts({ signOffs, peerReview }: Records): Record<string, unknown> {
  const signed = signOffs.map(({ check, question, isOpen, by = '', date = '', note = '' }) => ({
    check,
    question,
    note: note.replace(/\.$/, ''),
    state: isOpen ? OPEN : `${by}, ${sayDate(date)}`,
  }));
  const readingOrder = signed.find(({ check }) => check === 'H05')?.state ?? OPEN;
  return {
    signOffs: signed,
    signOffCount: signed.length,
    signedCount: signed.filter(({ state }) => state !== OPEN).length,
    readingOrderSigned: readingOrder === OPEN ? '' : readingOrder,
    hasReview: peerReview.length > 0,
    reviews: peerReview.map(({ comment, by, paragraph, disposition, reason }, index) => ({
      number: index + 1,
      comment,
      by: by ?? '',
      paragraph: paragraph ?? '',
      disposition,
      reason: reason ?? '',
    })),
  };
}

/** Each source of the data package that lies outside it, once. */
function dataSources({ tables }: Inputs): { title: string }[] {
  const outside = [...tables.values()]
    .flatMap(({ sources }) => sources)
    .filter(({ path }) => path?.startsWith('https://') === true);
  return [...new Set(outside.map(({ title }) => title))].map((title) => ({ title }));
}
