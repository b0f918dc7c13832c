/**
 * A word of the command line in, the side it names out: a file or folder that is there, else a git revision.
 */
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isRevision } from '../1-load/index.ts';
import { describeSystemError, Fault } from '../diagnostics/fault.ts';
import { openProjectSide, openReportSide, openRevisionSide } from './compose-side.ts';
import { openDocumentSide, openEditionsSide, openPdfSide } from './keep-side.ts';
import type { Side } from './side.ts';

/** Where words are looked up: paths from where the user stands, revisions in the project's repository. */
export interface Where {
  readonly root: string;
  readonly here: string;
}

type Kind = 'revision' | 'pdf' | 'document' | 'editions' | 'project' | 'report' | 'plain';

/** A word and what it names. */
export interface Source {
  readonly kind: Kind;
  readonly word: string;
  readonly path: string;
}

/** True if a word names a side at all; a report's name does not. */
export async function isSource(word: string, { root, here }: Where): Promise<boolean> {
  return existsSync(resolve(here, word)) || (await isRevision(root, word));
}

/** What a word names; throws a Fault for what cannot be compared, and for a name that is both. */
export async function findSource(word: string, { root, here }: Where): Promise<Source> {
  const path = resolve(here, word);
  const kind = await findKind(path);
  const isName = !/[/\\.]/.test(word);
  const isBoth = kind !== undefined && isName && (await isRevision(root, word));
  if (kind === undefined || (isBoth && kind === 'nothing'))
    return { kind: 'revision', word, path: root };
  if (kind === 'nothing')
    throw new Fault(`Nothing in \`${path}\` can be compared`, {
      note: 'name a git revision, the PDF of a draft, a build folder, or a folder with chapters',
    });
  if (!isBoth) return { kind, word, path };
  throw new Fault(`\`${word}\` is both a git revision and a folder`, {
    note: `write \`./${word}\` for what lies here, or \`refs/heads/${word}\` for the revision`,
  });
}

/** The kind of what is there; undefined if nothing is. */
async function findKind(path: string): Promise<Exclude<Kind, 'revision'> | 'nothing' | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as { code?: unknown }).code)))
      return undefined;
    const words = describeSystemError(error)?.message ?? 'it cannot be read';
    throw new Fault(`Cannot use \`${path}\`: ${words}`, { cause: error });
  });
  if (found === undefined) return undefined;
  if (found.isFile()) return /\.json$/i.test(path) ? 'document' : 'pdf';
  const names = found.isDirectory() ? await readdir(path) : [];
  if (names.includes('chapters')) return 'project';
  if (names.includes('report.yaml')) return 'report';
  if (names.some((name) => existsSync(join(path, name, 'document.json')))) return 'editions';
  if (names.includes('document.json')) return 'editions';
  return (await holdsMarkdown(path)) ? 'plain' : 'nothing';
}

async function holdsMarkdown(folder: string): Promise<boolean> {
  const names = await readdir(folder, { recursive: true });
  return names.some((name) => /\.(?:md|markdown)$/i.test(name));
}

/** The name for reports that have none but their folder's: the same on both sides, or nothing would be paired. */
export function nameFolders(old: Source, now: Source, wanted: readonly string[]): string {
  const [only, ...others] = wanted;
  if (only !== undefined && others.length === 0) return only;
  const folder = [now, old].find(({ kind }) => kind === 'report' || kind === 'plain');
  return basename((folder ?? now).path);
}

export async function openSide(source: Source, { root }: Where, name: string): Promise<Side> {
  const { kind, word, path } = source;
  switch (kind) {
    case 'revision':
      return await openRevisionSide(root, word);
    case 'pdf':
      return await openPdfSide(path);
    case 'document':
      return await openDocumentSide(path);
    case 'editions':
      return await openEditionsSide(path);
    case 'project':
      return await openProjectSide(path, path === root ? 'the working tree' : word);
    default:
      return await openReportSide(path, root, { name, isPlain: kind === 'plain' });
  }
}
