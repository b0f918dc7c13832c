/**
 * A report's HTML for print in, the HTML of a longer or shorter one out: its own chapters over and over, up to a length,
 * without the pages before and after them.
 */

/** `characters` is of HTML; the last chapter is not cut, so it becomes a little longer. */
export function repeatChapters(html: string, characters: number): string {
  const { before, chapters } = splitChapters(html);
  const repeated: string[] = [];
  let length = 0;
  for (let turn = 0; length < characters; turn++) {
    const chapter = chapters[turn % chapters.length] ?? '';
    repeated.push(renameIds(chapter, `r${Math.floor(turn / chapters.length)}-`));
    length += chapter.length;
  }
  return `${before}${repeated.join('')}</body></html>`;
}

/** How many characters the chapters have. */
export function chapterCharacters(html: string): number {
  return splitChapters(html).chapters.join('').length;
}

const CHAPTER = '<section class="chapter';

function splitChapters(html: string) {
  const start = html.indexOf(CHAPTER);
  const end = html.lastIndexOf('</section>') + '</section>'.length;
  const chapters = html.slice(start, end).split(new RegExp(`(?=${CHAPTER})`));
  const body = html.indexOf('<body');
  return { before: html.slice(0, html.indexOf('>', body) + 1), chapters };
}

/** Each repetition has ids of its own, and its links and labels lead to these. */
function renameIds(html: string, prefix: string): string {
  return html
    .replace(/ (id|headers|for|data-page-of)="([^"]+)"/g, ` $1="${prefix}$2"`)
    .replace(/ (aria-labelledby|aria-describedby)="([^"]+)"/g, ` $1="${prefix}$2"`)
    .replace(/href="#([^"]+)"/g, `href="#${prefix}$1"`)
    .replace(/url\((["']?)#/g, `url($1#${prefix}`);
}
