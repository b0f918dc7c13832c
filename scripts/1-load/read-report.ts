/**
 * The words of a report: chapters in order, and which reports a project has. Knows nothing of Markdown.
 */
import type { ChapterSource, FileTree, Matter } from '../model.ts';
import type { Complain } from '../place.ts';
import { isReservedIdentifier } from '../reserved-identifier.ts';
import { readText } from './read-text.ts';

const LIMIT = 2 * 1024 * 1024;
const README = /^readme\.md$/i;
const MARKDOWN = /\.(?:md|markdown|mdown|mkdn?|mdx)$/i;

/** The names of the folders below chapters/ that hold a report.yaml or, by oversight, chapters alone; in order. */
export async function listReports(tree: FileTree): Promise<readonly string[]> {
  const files = await tree.list('chapters');
  const names = files.flatMap((file) => {
    const [, name, inside] = /^chapters\/([^/]+)\/([^/]+)$/s.exec(file) ?? [];
    return name !== undefined && inside !== undefined && isOfReport(inside) ? [name] : [];
  });
  return [...new Set(names)];
}

function isOfReport(file: string): boolean {
  return file === 'report.yaml' || (/\.md$/i.test(file) && !README.test(file));
}

/** The chapters of a report in the order of their numbers; README.md is not a chapter. */
export async function readChapters(
  tree: FileTree,
  report: string,
  complain: Complain,
): Promise<readonly ChapterSource[]> {
  const folder = `chapters/${report}`;
  const names = (await tree.list(folder)).map((path) => path.slice(folder.length + 1));
  for (const name of names) if (MARKDOWN.test(name)) checkPlace(name, folder, complain);
  const chapters = names.filter(
    (name) => isOfReport(name) && /\.md$/i.test(name) && !name.includes('/'),
  );
  if (chapters.length === 0) {
    complain({
      rule: 'report-chapters',
      reason: `Unexpected report without a chapter, expected Markdown files in \`${folder}\``,
      place: { file: `${folder}/report.yaml`, line: 1, column: 1 },
      note: `add \`${folder}/10-first-chapter.md\``,
    });
  }
  const paths = chapters.map((name) => `${folder}/${name}`).sort(compareNumbered);
  const read = await Promise.all(paths.map((path) => readChapter(tree, path, complain)));
  return distinguishSlugs(read.filter((chapter) => chapter !== undefined));
}

/** Markdown that lies or is named so that it is no chapter must not be lost in silence. */
function checkPlace(name: string, folder: string, complain: Complain): void {
  const isDeep = name.includes('/');
  if ((!isDeep && /\.md$/i.test(name)) || README.test(name.slice(name.lastIndexOf('/') + 1)))
    return;
  complain({
    rule: 'chapter-place',
    grade: 'warning',
    reason: `Unexpected Markdown file ${isDeep ? 'in a folder of its own' : 'with another ending'}, which is left out, expected \`${folder}/….md\``,
    place: { file: `${folder}/${name}`, line: 1, column: 1 },
    note: `move or rename it to \`${folder}/${name.slice(name.lastIndexOf('/') + 1).replace(MARKDOWN, '.md')}\` if it is a chapter`,
  });
}

/** A slug names its chapter in addresses, so the second of two equal ones gets a turn. */
function distinguishSlugs(chapters: readonly ChapterSource[]): ChapterSource[] {
  const taken = new Set(chapters.map(({ slug }) => slug));
  const seen = new Set<string>();
  return chapters.map((chapter) => {
    let slug = chapter.slug;
    for (let turn = 2; seen.has(slug) || (turn > 2 && taken.has(slug)); turn++)
      slug = `${chapter.slug}-${turn}`;
    seen.add(slug);
    return slug === chapter.slug ? chapter : { ...chapter, slug };
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
  if (text === undefined || isTangled(text, path, complain)) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
  return { path, text, slug: slugOf(name), matter: matterOf(name) };
}

/** Levels of lists and quotations beyond which reading takes minutes. */
const TOO_DEEP =
  /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){40,}|^[ \t]{120,}(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])/;
const RULE_LINE = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/;
/** Brackets or signs of emphasis on one line beyond which it can only be a slip. */
const MOST = { brackets: 500, signs: 1000 } as const;

/** True after a complaint of a line that nobody could read either. */
function isTangled(text: string, path: string, complain: Complain): boolean {
  let blocks = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^[ \t]*:{3,}/.test(line)) blocks = Math.max(0, blocks + (/:[ \t]*$/.test(line) ? -1 : 1));
    const isDeep = blocks > 40 || (TOO_DEEP.test(line) && !RULE_LINE.test(line));
    if (!isDeep && !hasTooMany(line)) continue;
    complain({
      rule: 'chapter-tangle',
      reason: `Unexpected line ${isDeep ? 'within 40 lists, quotations or blocks' : 'of 500 brackets or 1,000 signs of emphasis'}, expected one that can be read`,
      place: { file: path, line: index + 1, column: 1 },
      note: isDeep
        ? 'take it out of them, indent it less, or close the blocks above with `:::`'
        : 'divide it into paragraphs; to print a sign, write `\\` before it',
    });
    return true;
  }
  return false;
}

function hasTooMany(line: string): boolean {
  if (line.length < MOST.brackets) return false;
  const signs = line.match(/[*_]+/g)?.length ?? 0;
  return line.split('[').length > MOST.brackets || signs > MOST.signs;
}

function slugOf(name: string): string {
  const [slug, whole] = [name.replace(/^\d+[-_. ]*/, ''), name].map((words) =>
    words
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, ''),
  ) as [string, string];
  return slug === '' || isReservedIdentifier(slug) ? `chapter-${whole}` : slug;
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
