/**
 * For tests: a report of this repository, or of another project, as it is, or with some of its files written otherwise, composed in memory.
 */
import { diskTree, loadShared, type Shared } from '../1-load/index.ts';
import { OWN_FOLDER } from '../commands/project.ts';
import type { Document, FileTree, Tables } from '../model.ts';
import { composeReport } from '../report.ts';

/** Paths from the root and what stands in them; undefined for a file that is not there. */
export type Files = Readonly<Record<string, string | undefined>>;

export interface Draft {
  readonly document: Document;
  readonly tables: Tables;
}

export type ComposeDraft = (report: string, files?: Files) => Promise<Draft>;

/** Composes reports; what reports share is loaded once and again only for drafts that write it otherwise. */
export async function openDrafts(base = diskTree(OWN_FOLDER)): Promise<ComposeDraft> {
  const own = await loadShared(base);
  return async (report, files = {}) => {
    const tree = changedTree(base, files);
    const isShared = Object.keys(files).some((path) => !path.startsWith('chapters/'));
    return await compose(tree, report, isShared ? await loadShared(tree) : own);
  };
}

async function compose(tree: FileTree, report: string, shared: Shared): Promise<Draft> {
  const { document, messages } = await composeReport(tree, report, {
    shared,
    revisionOf: async () => ({ id: 'test', date: '2026-03-01T00:00:00.000Z' }),
    stage: () => () => undefined,
  });
  const errors = messages.filter(({ grade }) => grade === 'error');
  if (document === undefined || errors.length > 0)
    throw new Error(`the draft has errors: ${JSON.stringify(errors, null, 1)}`);
  return { document, tables: shared.tables };
}

/** A file of the repository as text. */
export async function readOwn(path: string): Promise<string> {
  const bytes = await diskTree(OWN_FOLDER).read(path);
  if (typeof bytes === 'string') throw new Error(`${path} is ${bytes}`);
  return new TextDecoder().decode(bytes);
}

/** The chapters of a report, by their path. */
export async function readChapters(report: string): Promise<Map<string, string>> {
  const paths = await diskTree(OWN_FOLDER).list(`chapters/${report}`);
  const chapters = paths.filter((path) => path.endsWith('.md'));
  return new Map(
    await Promise.all(chapters.map(async (path) => [path, await readOwn(path)] as const)),
  );
}

function changedTree(own: FileTree, files: Files): FileTree {
  const isOther = (path: string): boolean => Object.hasOwn(files, path);
  return {
    read: async (path) => {
      if (!isOther(path)) return await own.read(path);
      const text = files[path];
      return text === undefined ? 'missing' : new TextEncoder().encode(text);
    },
    list: async (folder) => {
      const below = folder === '' ? '' : `${folder}/`;
      const added = Object.keys(files).filter((path) => path.startsWith(below));
      const all = new Set([...(await own.list(folder)), ...added]);
      return [...all].filter((path) => !isOther(path) || files[path] !== undefined).sort();
    },
    hash: async (path) => (isOther(path) ? `changed:${files[path]}` : await own.hash(path)),
  };
}
