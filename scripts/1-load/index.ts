/**
 * Stage 1: a FileTree in, the Inputs of a report out. The only stage that reads; after it nothing is read any more.
 */
import type { Diagnostic, FileTree, Font, Inputs } from '../model.ts';
import { openMessages } from '../place.ts';
import { readFonts } from './read-fonts.ts';
import { readImages, readStyles } from './read-images.ts';
import { readCharts, readReferences, readStyle } from './read-references.ts';
import { readChapters } from './read-report.ts';
import { readSettings } from './read-settings.ts';
import { readTables } from './read-tables.ts';
import { readTemplates } from './read-templates.ts';
import { readText } from './read-text.ts';

export { diskTree, overlayTree } from './file-tree.ts';
export { listReports } from './read-report.ts';
export { readRevision } from './read-revision.ts';

/** What all reports of a project share, read once. */
export interface Shared
  extends Pick<Inputs, 'tables' | 'templates' | 'shapes' | 'charts' | 'styles' | 'references'> {
  readonly fonts: readonly Font[];
  readonly messages: readonly Diagnostic[];
}

/** Reads data, templates, charts, styles, references and fonts. */
export async function loadShared(tree: FileTree): Promise<Shared> {
  const { messages, complain } = openMessages();
  const [tables, { templates, shapes }, charts, styles, references, fonts] = await Promise.all([
    readTables(tree, complain),
    readTemplates(tree, complain),
    readCharts(tree, complain),
    readStyles(tree, complain),
    readReferences(tree, complain),
    readFonts(),
  ]);
  return { tables, templates, shapes, charts, styles, references, fonts, messages };
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
  const source = await readText(tree, file, complain);
  const settings = source === undefined ? undefined : readSettings(source, file, complain);
  const chapters = await readChapters(tree, report, complain);
  if (settings === undefined) return { inputs: undefined, messages };
  const [images, csl, revision] = await Promise.all([
    readImages(tree, report),
    readStyle(tree, settings.citationStyle, settings.language, complain),
    revisionOf(settings.date),
  ]);
  const { messages: _, ...rest } = shared;
  return { inputs: { ...rest, report, settings, chapters, images, csl, revision }, messages };
}
