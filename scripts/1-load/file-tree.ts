/**
 * Folders on disk as FileTrees, and trees laid over one another. The only file that reads the project's files;
 * knows nothing of what they mean.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FileFault, FileTree } from '../model.ts';

/** A folder on disk. What a symbolic link leads to counts only if it lies inside the folder. */
export function diskTree(folder: string): FileTree {
  const root = realpath(folder);
  const read = async (path: string): Promise<Uint8Array | FileFault> => {
    try {
      const real = await realpath(join(folder, path));
      const inside = real.startsWith((await root) + sep);
      if (!inside) return 'outside';
      return (await stat(real)).isFile() ? await readFile(real) : 'unreadable'; // a pipe would never end
    } catch (error) {
      return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'missing' : 'unreadable';
    }
  };
  return {
    read,
    list: async (below) =>
      (await listFiles(await root.catch(() => folder), below, [])).sort(compare),
    hash: async (path) => hashOf(await read(path)),
  };
}

/** Files below a folder of the root, or the file itself; `above` are the real folders on the way, which a link may not lead back to. */
async function listFiles(root: string, below: string, above: readonly string[]): Promise<string[]> {
  const real = await realpath(join(root, below)).catch(() => undefined);
  const isInside = real !== undefined && (real === root || real.startsWith(root + sep));
  if (!isInside || above.includes(real)) return [];
  if ((await stat(real)).isFile()) return [below];
  const entries = await readdir(real, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (isSkipped(entry.name, below)) return [];
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const isFolder = entry.isSymbolicLink()
        ? await leadsToFolder(join(real, entry.name))
        : entry.isDirectory();
      return isFolder ? await listFiles(root, path, [...above, real]) : [path];
    }),
  );
  return found.flat();
}

/** What no input lies in; `output` only where we put it, so that a report may have that name. */
export function isSkipped(name: string, below: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || (below === '' && name === 'output');
}

async function leadsToFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * A project over the program's own files: what the project does not have in `folders` comes from the
 * program, so that a foreign manuscript needs no templates or styles of its own.
 */
export function overlayTree(
  project: FileTree,
  own: FileTree,
  folders: readonly string[],
): FileTree {
  const shared = (path: string) =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const read: FileTree['read'] = async (path) => {
    const found = await project.read(path);
    return found === 'missing' && shared(path) ? await own.read(path) : found;
  };
  return {
    read,
    list: async (below) => {
      const mine = await project.list(below);
      const theirs = below === '' ? [] : (await own.list(below)).filter(shared);
      return [...new Set([...mine, ...theirs])].sort(compare);
    },
    hash: async (path) => hashOf(await read(path)),
  };
}

function hashOf(file: Uint8Array | FileFault): string {
  return typeof file === 'string' ? file : createHash('sha256').update(file).digest('hex');
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code);
}

/** By code unit, so that the order is the same in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
