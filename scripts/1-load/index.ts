/**
 * Stage 1: a FileTree in, the Inputs of a report out. The only stage that reads; after it nothing is read any more.
 */
import type { Diagnostic, FileTree, Font, Inputs } from '../model.ts';
import { type Complain, openMessages } from '../place.ts';
import { lentCharacters, readCompanion, tableTexts } from './read-companion.ts';
import { readFonts } from './read-fonts.ts';
import { readImages } from './read-images.ts';
import { readMaps } from './read-maps.ts';
import { readRecords } from './read-records.ts';
import { readCharts, readReferences, readStyle } from './read-references.ts';
import { readChapters } from './read-report.ts';
import { readSettings } from './read-settings.ts';
import { readStyles } from './read-styles.ts';
import { readTables } from './read-tables.ts';
import { readTemplates } from './read-templates.ts';
import { readText } from './read-text.ts';
import { ABBREVIATIONS_FILE, checkWordsUsed, GLOSSARY_FILE, readWords } from './read-words.ts';

export { diskTree, overlayTree } from './file-tree.ts';
export { type GitRevision, isRevision, openRevision } from './git-tree.ts';
export { type DocumentFault, isDocument, readDocument } from './read-document.ts';
export { readFonts } from './read-fonts.ts';
export { PACKAGE_FILE } from './read-package.ts';
export { listReports } from './read-report.ts';
export { type Commit, readCommit, revisionOf } from './read-revision.ts';
export { readStyles } from './read-styles.ts';

/** What all reports of a project share, read once. */
export interface Shared
  extends Pick<
    Inputs,
    | 'tables'
    | 'templates'
    | 'shapes'
    | 'charts'
    | 'styles'
    | 'references'
    | 'abbreviations'
    | 'glossary'
  > {
  readonly fonts: readonly Font[];
  /** Characters in data, templates, charts and references that only the Chinese companion may have. */
  readonly lent: ReadonlySet<number>;
  readonly messages: readonly Diagnostic[];
}

/** Reads data, templates, charts, styles, references and fonts. */
export async function loadShared(tree: FileTree): Promise<Shared> {
  const { messages, complain } = openMessages();
  const [
    tables,
    { templates, shapes },
    charts,
    styles,
    references,
    abbreviations,
    glossary,
    fonts,
  ] = await Promise.all([
    readTables(tree, complain),
    readTemplates(tree, complain),
    readCharts(tree, complain),
    readStyles(tree, complain),
    readReferences(tree, complain),
    readWords(tree, ABBREVIATIONS_FILE, complain),
    readWords(tree, GLOSSARY_FILE, complain),
    readFonts(),
  ]);
  const lent = lentCharacters([
    ...tableTexts(tables),
    ...[...templates.values()].map(({ text }) => text),
    JSON.stringify([[...charts.values()], [...references.values()]]),
  ]);
  await checkWordsUsed(tree, [abbreviations, glossary], complain);
  const words = { references, abbreviations, glossary };
  return { tables, templates, shapes, charts, styles, ...words, fonts, lent, messages };
}

/** Reads one report; `inputs` is undefined if its report.yaml is not usable. */
export async function loadReport(
  tree: FileTree,
  report: string,
  shared: Shared,
  revisionOf: (printedDate: string) => Promise<Inputs['revision']>,
): Promise<{ inputs: Inputs | undefined; messages: readonly Diagnostic[] }> {
  const { messages, complain } = openMessages();
  const file = `chapters/${report}/report.yaml`;
  const source = await readSource(tree, file, complain);
  const found = source === undefined ? undefined : readSettings(source, file, complain);
  const chapters = await readChapters(tree, report, complain);
  if (found === undefined) return { inputs: undefined, messages };
  const { settings, placeOf } = found;
  const words = [source ?? '', ...chapters.map(({ text }) => text)];
  const [images, maps, records, csl, revision, companion] = await Promise.all([
    readImages(tree, report, complain),
    readMaps(tree, chapters, complain),
    readRecords(tree, report, complain),
    readStyle(tree, settings.citationStyle, settings.language, complain, placeOf),
    revisionOf(settings.date),
    readCompanion(new Set([...shared.lent, ...lentCharacters(words)])),
  ]);
  const { messages: _, lent: __, ...rest } = shared;
  const fonts = [...shared.fonts, ...companion];
  return {
    inputs: { ...rest, report, settings, records, chapters, fonts, images, maps, csl, revision },
    messages,
  };
}

/** The text of report.yaml; a folder of chapters may still lack it. */
async function readSource(
  tree: FileTree,
  file: string,
  complain: Complain,
): Promise<string | undefined> {
  if ((await tree.read(file)) !== 'missing') return await readText(tree, file, complain);
  complain({
    rule: 'report-settings',
    reason:
      'Unexpected folder of chapters without `report.yaml`, expected the settings of its report',
    place: { file, line: 1, column: 1 },
    note: `add \`${file}\` with title, series, kind, authors, date, version, status, licence and description`,
  });
  return undefined;
}
