/**
 * The images of a report and of assets/images/, read once, and the style sheets: files in, bytes and text out.
 */
import type { FileFault, FileTree, Image } from '../model.ts';
import type { Complain } from '../place.ts';
import { readText } from './read-text.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

/** Every image by its path from the root; one that cannot be read has its fault. */
export async function readImages(
  tree: FileTree,
  report: string,
): Promise<ReadonlyMap<string, Image | FileFault>> {
  const files = [...(await tree.list(`chapters/${report}`)), ...(await tree.list('assets/images'))];
  const images = await Promise.all(
    files.flatMap((path) => {
      const mediaType = MEDIA_TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
      return mediaType === undefined ? [] : [readImage(tree, path, mediaType)];
    }),
  );
  return new Map(images);
}

async function readImage(
  tree: FileTree,
  path: string,
  mediaType: string,
): Promise<readonly [string, Image | FileFault]> {
  const bytes = await tree.read(path);
  return [path, typeof bytes === 'string' ? bytes : { path, bytes, mediaType }];
}

/** Every style sheet below assets/styles/ by its path there: "report.css", "blocks/box.css". */
export async function readStyles(
  tree: FileTree,
  complain: Complain,
): Promise<ReadonlyMap<string, string>> {
  const paths = (await tree.list('assets/styles')).filter((path) => path.endsWith('.css'));
  const read = await Promise.all(paths.map((path) => readText(tree, path, complain)));
  return new Map(
    paths.map((path, index) => [path.slice('assets/styles/'.length), read[index] ?? '']),
  );
}
