/**
 * The words of a report: chapters in order, and which reports a project has. Knows nothing of Markdown.
 */
import type { ChapterSource, FileTree, Matter } from '../model.ts';
import type { Complain } from '../place.ts';
import { readText } from './read-text.ts';

const LIMIT = 2 * 1024 * 1024;

/** The names of the folders below chapters/ that hold a report.yaml, in order. */
export async function listReports(tree: FileTree): Promise<readonly string[]> {
  const files = await tree.list('chapters');
  return files.flatMap((file) => /^chapters\/([^/]+)\/report\.yaml$/.exec(file)?.[1] ?? []);
}

/** The chapters of a report in the order of their numbers; README.md is not a chapter. */
export async function readChapters(
  tree: FileTree,
  report: string,
  complain: Complain,
): Promise<readonly ChapterSource[]> {
  const folder = `chapters/${report}`;
  const paths = (await tree.list(folder)).filter((path) =>
    /^[^/]+\.md$/i.test(path.slice(folder.length + 1)),
  );
  const chapters = paths.filter((path) => !/\/readme\.md$/i.test(path)).sort(compareNumbered);
  if (chapters.length === 0) {
    complain({
      rule: 'report-chapters',
      reason: `Unexpected report without a chapter, expected Markdown files in \`${folder}\``,
      place: { file: `${folder}/report.yaml` },
      note: `add \`${folder}/10-first-chapter.md\``,
    });
  }
  const read = await Promise.all(chapters.map((path) => readChapter(tree, path, complain)));
  const found = read.filter((chapter) => chapter !== undefined);
  return found.map((chapter, index) => {
    const earlier = found.slice(0, index).filter((other) => other.slug === chapter.slug).length;
    return earlier === 0 ? chapter : { ...chapter, slug: `${chapter.slug}-${earlier + 1}` };
  });
}

async function readChapter(
  tree: FileTree,
  path: string,
  complain: Complain,
): Promise<ChapterSource | undefined> {
  const bytes = await tree.read(path);
  if (typeof bytes !== 'string' && bytes.length > LIMIT) {
    complain({
      rule: 'chapter-size',
      reason: `Unexpected chapter of ${(bytes.length / 1024 / 1024).toFixed(1)} MiB, expected at most 2 MiB`,
      place: { file: path, line: 1, column: 1 },
      note: 'divide it into several numbered files',
    });
    return undefined;
  }
  const text = await readText(tree, path, complain);
  if (text === undefined) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
  return { path, text, slug: slugOf(name), matter: matterOf(name) };
}

function slugOf(name: string): string {
  const slug = name
    .replace(/^\d+[-_. ]*/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? `chapter-${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}` : slug;
}

/** Two digits decide: 00 to 09 front, 90 to 99 back; every other name is body. */
function matterOf(name: string): Matter {
  const number = /^(\d\d)(?!\d)/.exec(name)?.[1];
  if (number?.startsWith('0')) return 'front';
  return number?.startsWith('9') ? 'back' : 'body';
}

/** By the numbers in the names, then by code unit: 2 comes before 10. */
function compareNumbered(a: string, b: string): number {
  const [left, right] = [a.split(/(\d+)/), b.split(/(\d+)/)];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [x, y] = [left[index] ?? '', right[index] ?? ''];
    if (x === y) continue;
    const isNumber = index % 2 === 1 && Number(x) !== Number(y);
    return isNumber ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return left.length - right.length;
}
