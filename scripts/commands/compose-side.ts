/**
 * Sources in, a side whose reports are composed by today's program out: a git revision, a project's folder, the folder of
 * one report, or a folder of Markdown and nothing else.
 */
import { diskTree, openRevision } from '../1-load/index.ts';
import { Fault } from '../diagnostics/fault.ts';
import type { FileTree } from '../model.ts';
import { composeReport } from '../report.ts';
import { sayDate } from '../say-date.ts';
import { openOldProject, openProject, openReport, type Project } from './project.ts';
import type { Draft, Side } from './side.ts';

/** The project at `root` as it was in a revision. */
export async function openRevisionSide(root: string, name: string): Promise<Side> {
  const opened = await openRevision(root, name);
  const { id, date } = opened.revision;
  const label = `${name} (${id} of ${sayDate(date.slice(0, 10))})`;
  try {
    const project = await openOldProject(opened, root);
    return { ...composedSide(project, label), close: opened.close };
  } catch (error) {
    await opened.close();
    if (!(error instanceof Fault) || !error.message.startsWith('No report in')) throw error;
    throw new Fault(`${label} has no report: expected chapters/<report>/report.yaml`, {
      note: 'name a later revision',
    });
  }
}

export async function openProjectSide(root: string, label: string): Promise<Side> {
  return composedSide(await openProject(root, []), label);
}

/** A folder with the chapters of one report; without a report.yaml it gets the plainest one. */
export async function openReportSide(
  folder: string,
  root: string,
  { name, isPlain }: { readonly name: string; readonly isPlain: boolean },
): Promise<Side> {
  const files = diskTree(folder);
  const options = { name, files: isPlain ? plainReport(files, name) : files };
  const project = await openReport(folder, root, options);
  return { ...composedSide(project, folder), isWhole: false };
}

function composedSide(project: Project, label: string): Side {
  return {
    label,
    reports: project.known,
    isWhole: true,
    draft: async (report) => await composeDraft(project, report, label),
    close: async () => undefined,
  };
}

/** Errors do not stop it: what is faulty is a gap, as in a draft that is built with `--keep-going`. */
async function composeDraft(project: Project, report: string, label: string): Promise<Draft> {
  const stage = () => () => undefined;
  const composed = await composeReport(project.tree, report, {
    ...project,
    stage,
    isChecked: false,
  });
  const { document, inputs } = composed;
  const messages = [...project.shared.messages, ...composed.messages];
  if (document !== undefined && inputs !== undefined)
    return { document, inputs, tables: inputs.tables, messages };
  const [first] = messages.filter(({ grade }) => grade === 'error');
  throw new Fault(
    `The report \`${report}\` of ${label} cannot be composed: ${first?.reason ?? ''}`,
    { exitCode: 1, note: first?.note ?? 'see what `check` says of it' },
  );
}

const MARKDOWN = /\.(?:md|markdown)$/i;

/** Folders of Markdown that no report.yaml makes a report: one chapter a file, those in subfolders too. */
function plainReport(files: FileTree, title: string): FileTree {
  const settings = Buffer.from(plainSettings(title));
  const nameOf = (path: string): string => path.replaceAll('/', '-').replace(MARKDOWN, '.md');
  const chapters = files.list('').then((paths) => {
    const found = paths.filter((path) => MARKDOWN.test(path));
    return new Map(found.map((path) => [nameOf(path), path]));
  });
  const pathOf = async (path: string): Promise<string> => (await chapters).get(path) ?? path;
  return {
    read: async (path) =>
      path === 'report.yaml' ? settings : await files.read(await pathOf(path)),
    hash: async (path) =>
      path === 'report.yaml' ? plainSettings(title) : await files.hash(await pathOf(path)),
    list: async () => {
      const others = (await files.list('')).filter((path) => !MARKDOWN.test(path));
      return ['report.yaml', ...(await chapters).keys(), ...others].sort();
    },
  };
}

/** The same for both sides, so that nothing but the chapters differs. */
function plainSettings(title: string): string {
  return `title: ${JSON.stringify(title)}
series: Chapters without a report.yaml
kind: working-paper
authors: [{name: Not stated}]
date: "2000-01-01"
version: "0"
status: draft
licence: {name: Not stated, url: "https://example.org/", holder: Not stated}
description: Chapters that were compared as they stand.
`;
}
