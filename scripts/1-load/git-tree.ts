/**
 * A git revision in, a FileTree of one folder of it out, read from git's object store: the working tree is neither read
 * nor touched. The bytes are those that were committed: a file that git changes when it is checked out (`autocrlf`, `ident`,
 * filters) has here the bytes of the repository.
 */
import { createHash } from 'node:crypto';
import { Fault } from '../diagnostics/fault.ts';
import type { FileFault, FileTree, Inputs } from '../model.ts';
import { suggest } from '../nearest.ts';
import { compare, isSkipped } from './file-tree.ts';
import { askGit, type ObjectReader, openObjects } from './git-objects.ts';

/** A revision of the repository that a folder lies in. */
export interface GitRevision {
  /** That folder as it was. */
  readonly tree: FileTree;
  readonly revision: Inputs['revision'];
  /** Ends the process that reads; the tree gives nothing after it. */
  close(): Promise<void>;
}

/** True if git knows the name as that of a commit; false too where there is no repository or no git. */
export async function isRevision(folder: string, name: string): Promise<boolean> {
  return (await findCommit(folder, name).catch(() => undefined)) !== undefined;
}

/** Opens `name` ("HEAD~3", a branch, a tag, a hash) for the folder; throws a Fault if it is not there. */
export async function openRevision(folder: string, name: string): Promise<GitRevision> {
  const commit = await findCommit(folder, name);
  if (commit === undefined) throw await describeMissing(folder, name);
  const prefix = (await ask(folder, 'rev-parse', '--show-prefix')).replace(/\/$/, '');
  const [seconds, listing] = await Promise.all([
    ask(folder, '-c', 'log.showSignature=false', 'log', '-1', '--format=%ct', commit),
    askGit(folder, ['ls-tree', '-r', '-z', '--full-tree', `${commit}:${prefix}`]).catch(() => {
      throw new Fault(`Revision \`${name}\` has no folder \`${prefix}\``, {
        note: 'name a revision that has it, or another project with `--root`',
      });
    }),
  ]);
  const objects = openObjects(folder);
  return {
    tree: gitTree(readListing(listing), objects),
    revision: { id: commit.slice(0, 10), date: new Date(Number(seconds) * 1000).toISOString() },
    close: objects.close,
  };
}

async function ask(folder: string, ...words: string[]): Promise<string> {
  return (await askGit(folder, words)).toString('utf8').trim();
}

async function findCommit(folder: string, name: string): Promise<string | undefined> {
  await ask(folder, 'rev-parse', '--git-dir'); // not a repository is another fault than no such name
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const found = await ask(folder, ...words).catch(() => '');
  return /^[0-9a-f]{40,64}$/.test(found) ? found : undefined;
}

async function describeMissing(folder: string, name: string): Promise<Fault> {
  const [isShallow, names] = await Promise.all([
    ask(folder, 'rev-parse', '--is-shallow-repository'),
    ask(folder, 'for-each-ref', '--format=%(refname:short)').catch(() => ''),
  ]);
  const cure = name.includes('..')
    ? 'write both ends apart: `diff FROM TO`'
    : isShallow === 'true'
      ? 'this clone is shallow: run `git fetch --unshallow --tags`, or check out with `fetch-depth: 0`'
      : `${suggest(name, names.split('\n').filter(Boolean))}; \`git log --oneline\` lists revisions`;
  return new Fault(`No revision \`${name}\`, and no file or folder of that name`, { note: cure });
}

/** What stands at a path: a file, a symbolic link, or a folder with its entries. */
type Entry =
  | { readonly kind: 'file'; readonly object: string }
  | { readonly kind: 'link'; readonly object: string }
  | { readonly kind: 'folder'; readonly entries: Map<string, Entry> };
type Folder = Extract<Entry, { kind: 'folder' }>;

/** `<mode> <type> <hash>\t<path>\0`. What a submodule holds is in another repository: it is an empty folder. */
function readListing(listing: Buffer): Folder {
  const root: Folder = { kind: 'folder', entries: new Map() };
  for (const line of listing.toString('utf8').split('\0')) {
    const [, mode, object = '', path] = /^(\d+) \w+ ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    if (path === undefined) continue;
    const names = path.split('/');
    const name = names.pop() ?? '';
    let folder = root;
    for (const part of names) folder = openFolder(folder, part);
    if (mode === '160000') openFolder(folder, name);
    else folder.entries.set(name, { kind: mode === '120000' ? 'link' : 'file', object });
  }
  return root;
}

function openFolder(folder: Folder, name: string): Folder {
  const known = folder.entries.get(name);
  if (known?.kind === 'folder') return known;
  const made: Folder = { kind: 'folder', entries: new Map() };
  folder.entries.set(name, made);
  return made;
}

function gitTree(root: Folder, objects: ObjectReader): FileTree {
  const find = pathFinder(root, objects);
  const read = async (path: string): Promise<Uint8Array | FileFault> => {
    const found = await find(path);
    if (typeof found === 'string') return found;
    if (found.path === '') return 'outside'; // the folder does not lie in itself
    return found.entry.kind === 'file'
      ? await readObject(found.entry.object, objects)
      : 'unreadable';
  };
  return {
    read,
    list: async (below) => (await listFiles(find, below, [])).sort(compare),
    hash: async (path) => {
      const bytes = await read(path);
      return typeof bytes === 'string' ? bytes : createHash('sha256').update(bytes).digest('hex');
    },
  };
}

async function readObject(name: string, objects: ObjectReader): Promise<Buffer> {
  const bytes = await objects.read(name);
  if (bytes !== undefined) return bytes;
  throw new Fault(`Git's object ${name.slice(0, 10)} is not in this clone`, {
    note: 'the clone is partial or damaged: run `git fetch --refetch`, or see what `git fsck` says',
  });
}

/** An entry and where it really is, links followed. */
interface Found {
  readonly entry: Exclude<Entry, { kind: 'link' }>;
  readonly path: string;
}
type Find = (path: string) => Promise<Found | FileFault>;

/** As many links as Linux follows for one path. */
const MOST_LINKS = 40;

/** Follows a path as the system would; a link that leads above the folder or to the root of the disk is outside. */
function pathFinder(root: Folder, objects: ObjectReader): Find {
  return async (path) => {
    const way: { readonly name: string; readonly entry: Found['entry'] }[] = [];
    const ahead = path.split('/').reverse();
    let links = 0;
    for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
      if (name === '' || name === '.') continue;
      if (name === '..') {
        if (way.pop() === undefined) return 'outside';
        continue;
      }
      const here: Found['entry'] = way.at(-1)?.entry ?? root;
      const next = here.kind === 'folder' ? here.entries.get(name) : undefined;
      if (next === undefined) return 'missing';
      if (next.kind !== 'link') {
        way.push({ name, entry: next });
        continue;
      }
      const target = (await readObject(next.object, objects)).toString('utf8');
      if (target.startsWith('/')) return 'outside';
      if (++links > MOST_LINKS) return 'unreadable';
      ahead.push(...target.split('/').reverse());
    }
    const entry = way.at(-1)?.entry ?? root;
    return { entry, path: way.map(({ name }) => name).join('/') };
  };
}

/** As diskTree lists: links to folders are entered, unless they lead back to a folder on the way. */
async function listFiles(find: Find, below: string, above: readonly string[]): Promise<string[]> {
  const found = await find(below);
  if (typeof found === 'string' || above.includes(found.path)) return [];
  if (found.entry.kind === 'file') return [below];
  const names = [...found.entry.entries].filter(([name]) => !isSkipped(name, below));
  const lists = await Promise.all(
    names.map(async ([name, entry]) => {
      const path = below === '' ? name : `${below}/${name}`;
      if (entry.kind === 'file') return [path];
      const target = entry.kind === 'link' ? await find(path) : undefined;
      const isFile =
        entry.kind === 'link' && (typeof target === 'string' || target?.entry.kind === 'file');
      return isFile ? [path] : await listFiles(find, path, [...above, found.path]);
    }),
  );
  return lists.flat();
}
