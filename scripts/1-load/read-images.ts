/**
 * The images of a report and of assets/images/, read once: files in, bytes out. An SVG must be a picture and nothing
 * more.
 */
import { createHash } from 'node:crypto';
import type { FileFault, FileTree, Image } from '../model.ts';
import { type Complain, placeAtOffset } from '../place.ts';

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['svg', 'image/svg+xml'],
]);

/** Every image by its path from the root; one that cannot be read has its fault. */
export async function readImages(
  tree: FileTree,
  report: string,
  complain: Complain,
): Promise<ReadonlyMap<string, Image | FileFault>> {
  const files = [...(await tree.list(`chapters/${report}`)), ...(await tree.list('assets/images'))];
  const images = await Promise.all(
    files.flatMap((path) => {
      const mediaType = MEDIA_TYPES.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
      return mediaType === undefined ? [] : [readImage(tree, path, mediaType, complain)];
    }),
  );
  return new Map(images);
}

async function readImage(
  tree: FileTree,
  path: string,
  mediaType: string,
  complain: Complain,
): Promise<readonly [string, Image | FileFault]> {
  const bytes = await tree.read(path);
  if (typeof bytes !== 'string' && mediaType === 'image/svg+xml') checkSvg(bytes, path, complain);
  if (typeof bytes === 'string') return [path, bytes];
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return [path, { path, bytes, mediaType, hash }];
}

/** What makes an SVG more than a picture: it runs when somebody opens the file, or asks another server. */
const ACTIVE_SVG =
  /<(?:script|foreignObject|iframe|object|embed)\b|\son[a-z]+\s*=|(?:href|src)\s*=\s*["']\s*(?:(?!data:image\/)[a-z][a-z0-9+.-]*:|\/\/)|<!ENTITY|@import|url\(\s*["']?(?:https?:)?\/\//gi;

function checkSvg(bytes: Uint8Array, path: string, complain: Complain): void {
  const text = new TextDecoder().decode(bytes);
  for (const { 0: words, index } of text.matchAll(ACTIVE_SVG)) {
    complain({
      rule: 'image-passive',
      reason: `Unexpected \`${words.trim().slice(0, 40)}\` in an SVG image, expected a drawing that runs and fetches nothing`,
      place: placeAtOffset(text, path, index + words.search(/\S/), words.trim().length),
      note: 'delete it, or export the drawing as “plain SVG”',
    });
  }
}
