/**
 * The program's own fonts as Inputs: static TrueType faces of Source Sans 3 and Source Serif 4, one file for a
 * face and a range of characters. Package files in, `Font`s out.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { FileTree, Font } from '../model.ts';
import { diskTree } from './file-tree.ts';
import { readFont } from './read-font.ts';

/** The families of a report and the names of their packages. */
export const FAMILIES = [
  { family: 'Source Sans 3', name: 'source-sans-3' },
  { family: 'Source Serif 4', name: 'source-serif-4' },
] as const;
/** The faces of each family; a style may ask for no other. */
export const FACES = [
  { weight: 400, style: 'normal' },
  { weight: 400, style: 'italic' },
  { weight: 600, style: 'normal' },
] as const;
const RANGES = ['latin', 'latin-ext'] as const;

/** Every face of every family; throws if a package lacks one (they are pinned by the lock file). */
export async function readFonts(): Promise<readonly Font[]> {
  const families = await Promise.all(FAMILIES.map(readFamily));
  return families.flat();
}

async function readFamily({ family, name }: (typeof FAMILIES)[number]): Promise<Font[]> {
  const tree = packageTree(`@fontsource/${name}`);
  const ranges = JSON.parse(
    new TextDecoder().decode(await needFile(tree, 'unicode.json')),
  ) as Record<string, string>;
  const wanted = RANGES.flatMap((range) => FACES.map((face) => ({ range, ...face })));
  return await Promise.all(
    wanted.map(async ({ range, weight, style }) => {
      const file = `${name}-${range}-${weight}-${style}.woff`;
      const bytes = await needFile(tree, `files/${file}`);
      const { isTrueType, ...facts } = readFont(bytes);
      if (!isTrueType) throw new Error(`expected TrueType outlines in ${file}`);
      const unicodeRange = ranges[range];
      return {
        family,
        weight,
        style,
        file,
        bytes,
        mediaType: 'font/woff',
        ...(unicodeRange ? { unicodeRange } : {}),
        ...facts,
      };
    }),
  );
}

/** The files of a package of ours. */
export function packageTree(name: string): FileTree {
  return diskTree(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)));
}

/** A file of a package; throws if it is not there. */
export async function needFile(tree: FileTree, path: string): Promise<Uint8Array> {
  const file = await tree.read(path);
  if (typeof file === 'string') throw new Error(`expected the font file ${path}`);
  return file;
}
