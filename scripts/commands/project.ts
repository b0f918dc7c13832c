/**
 * Flags in, the project that a command works on out: its tree over the program's own templates and styles, its reports
 * and what they share.
 */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Commit,
  diskTree,
  type GitRevision,
  listReports,
  loadShared,
  overlayTree,
  readCommit,
  revisionOf,
  type Shared,
} from '../1-load/index.ts';
import { Fault } from '../diagnostics/fault.ts';
import type { FileTree, Inputs } from '../model.ts';
import { suggest } from '../nearest.ts';

/** The program's own folder; its templates, styles and citation styles serve projects that have none. */
export const OWN_FOLDER = findOwnFolder(fileURLToPath(import.meta.url));
/** What starts the program, in a new thread too. */
export const LAUNCHER = join(OWN_FOLDER, 'scripts/paper.mjs');
export const CACHE_FOLDER = join(OWN_FOLDER, 'node_modules/.cache/paper');
const SHARED_FOLDERS = [
  'templates/pages',
  'templates/blocks',
  'assets/styles',
  'assets/maps',
  'assets/references/author-date.csl',
  'assets/references/locales-en-GB.xml',
];

export interface Project {
  readonly root: string;
  readonly tree: FileTree;
  /** Those asked for. */
  readonly reports: readonly string[];
  /** All that the project has. */
  readonly known: readonly string[];
  readonly shared: Shared;
  readonly commit: Promise<Commit>;
  readonly revisionOf: (printedDate: string) => Promise<Inputs['revision']>;
}

/** The nearest folder with a package.json: `paper.mjs` runs this file as if it were in scripts/ itself. */
function findOwnFolder(file: string): string {
  const folder = dirname(file);
  return existsSync(join(folder, 'package.json')) ? folder : findOwnFolder(folder);
}

/** Opens the project at a folder with the reports asked for, all if none; throws a Fault for one that is not there. */
export async function openProject(root: string, wanted: readonly string[]): Promise<Project> {
  const project = await openTree(projectTree(root), root, datedBy(readCommit(root)));
  const { known } = project;
  for (const report of wanted) {
    if (!known.includes(report))
      throw new Fault(`No report \`${report}\` in \`${join(root, 'chapters')}\``, {
        note: suggest(report.replace(/^chapters\/|\/$/g, ''), known),
      });
  }
  return { ...project, reports: wanted.length === 0 ? known : [...new Set(wanted)] };
}

/** The project at a folder as it was in a git revision; the program is today's, and so is what the project never had. */
export async function openOldProject(
  { tree, revision }: Pick<GitRevision, 'tree' | 'revision'>,
  root: string,
): Promise<Project> {
  const whole = overlayTree(tree, diskTree(OWN_FOLDER), SHARED_FOLDERS);
  const seconds = String(Date.parse(revision.date) / 1000);
  const commit = Promise.resolve({ id: revision.id, seconds });
  return await openTree(whole, root, { commit, revisionOf: async () => revision });
}

async function openTree(tree: FileTree, root: string, dated: Dated): Promise<Project> {
  const [known, shared] = await Promise.all([listReports(tree), loadShared(tree)]);
  if (known.length > 0) return { root, tree, reports: known, known, shared, ...dated };
  throw new Fault(`No report in \`${root}\`: expected chapters/<report>/report.yaml`, {
    note: (await describeRoot(root)) ?? 'stand in the project, or name it with `--root DIR`',
  });
}

/** The project's files over the program's own. */
function projectTree(root: string): FileTree {
  const own = diskTree(OWN_FOLDER);
  return resolve(root) === OWN_FOLDER ? own : overlayTree(diskTree(root), own, SHARED_FOLDERS);
}

type Dated = Pick<Project, 'commit' | 'revisionOf'>;

/** Git is asked once for all reports. */
function datedBy(commit: Promise<Commit>): Dated {
  return { commit, revisionOf: async (date) => revisionOf(await commit, date) };
}

/** What a thread needs to open the project without reading it again: all but the fonts, whose measures are functions. */
export type OpenedProject = Pick<Project, 'root' | 'known'> & {
  readonly shared: Omit<Shared, 'fonts'>;
  readonly commit: Commit;
};

/** The part of a project that can cross to another thread. */
export async function packProject({ root, known, ...rest }: Project): Promise<OpenedProject> {
  const { fonts: _, ...shared } = rest.shared;
  return { root, known, shared, commit: await rest.commit };
}

/** The project again, on the other side. */
export function unpackProject(opened: OpenedProject, fonts: Shared['fonts']): Project {
  const { root, known } = opened;
  const shared = { ...opened.shared, fonts };
  const commit = Promise.resolve(opened.commit);
  return { root, tree: projectTree(root), reports: known, known, shared, ...datedBy(commit) };
}

/** A report in a folder of its own, as if it stood in the chapters of a project whose data and templates it uses. */
export async function openReport(
  folder: string,
  root: string,
  { name = basename(folder), files = diskTree(folder) } = {},
): Promise<Project> {
  const tree = placeReport(files, `chapters/${name}/`, projectTree(root));
  const commit = readCommit(root);
  const shared = await loadShared(tree);
  return { root, tree, reports: [name], known: [name], shared, ...datedBy(commit) };
}

/** The base without its chapters, and the report's files at their place. */
function placeReport(report: FileTree, place: string, base: FileTree): FileTree {
  const within = (path: string): string | undefined =>
    path.startsWith(place) ? path.slice(place.length) : undefined;
  const ask = <T>(path: string, from: (tree: FileTree, path: string) => Promise<T>): Promise<T> => {
    const own = within(path);
    return own === undefined ? from(base, path) : from(report, own);
  };
  return {
    read: (path) => ask(path, (tree, at) => tree.read(at)),
    hash: (path) => ask(path, (tree, at) => tree.hash(at)),
    list: async (below) => {
      const others = (await base.list(below)).filter((path) => !path.startsWith('chapters/'));
      const own = (await report.list('')).map((path) => place + path);
      const isBelow = (path: string): boolean => below === '' || path.startsWith(`${below}/`);
      return [...others, ...own.filter(isBelow)].sort();
    },
  };
}

/** What is wrong with the folder itself, if something is. */
async function describeRoot(root: string): Promise<string | undefined> {
  const found = await stat(root).catch(() => undefined);
  if (found === undefined) return 'there is no such folder: check what `--root` names';
  return found.isDirectory() ? undefined : '`--root` names a file: name the folder of the project';
}
