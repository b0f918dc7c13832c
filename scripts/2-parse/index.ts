/**
 * Stage 2: the source of a chapter in, its mdast out, every node with its place. Pure: no I/O, no clock, no
 * randomness, and no knowledge of other chapters, of data or of what a block looks like.
 */
import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { listSeries } from '../list-series.ts';
import type { BlockShape, ChapterSource, ParsedChapter } from '../model.ts';
import { openMessages, placeOf } from '../place.ts';
import { attributesFromMarkdown, attributesSyntax } from './attributes.ts';
import { checkBraces } from './check-braces.ts';
import { checkSlips } from './check-slips.ts';
import { citationFromMarkdown, citationSyntax } from './citation.ts';
import { fromMarkdown as directiveFromMarkdown, directiveSyntax } from './directive.ts';
import { captionTables, placeAttributes } from './place-attributes.ts';
import { placeFoundLinks } from './place-found-links.ts';
import { readBlocks } from './read-blocks.ts';
import { readMatter } from './read-matter.ts';
import { readTitle } from './read-title.ts';
import { checkFootnotes, checkHeadings, dropComments, refuseHtml } from './refuse.ts';
import { valueFromMarkdown, valueSyntax } from './value.ts';

export type ParseChapter = (source: ChapterSource) => ParsedChapter;

/** The parser for chapters that may call these blocks; made once for a report. */
export function chapterParser(shapes: ReadonlyMap<string, BlockShape>): ParseChapter {
  const parser = markdownParser(shapes);
  return (source) => parseChapter(parser, shapes, source);
}

function parseChapter(
  parser: Processor<Root>,
  shapes: ReadonlyMap<string, BlockShape>,
  source: ChapterSource,
): ParsedChapter {
  const { messages, complain } = openMessages();
  const tree = parser.parse(source.text);
  placeFoundLinks(tree, source.text);
  const matter = readMatter(tree, source, complain);
  dropComments(tree); // one may stand above the title
  const isUnread = messages.some(
    ({ rule }) => rule === 'matter-parses' || rule === 'matter-closed',
  );
  const complainOfTitle = isUnread ? () => undefined : complain; // it may stand in what was not read
  const title = readTitle(tree, matter, source, (text) => parser.parse(text), complainOfTitle);
  checkBraces(tree, source.path, source.text, complain); // while misplaced attributes and HTML are no text yet
  placeAttributes(tree, source.path, complain);
  captionTables(tree); // after the attributes: a caption's id is on its cell by now
  refuseHtml(tree, source.path, complain);
  checkHeadings(tree, source.path, complain);
  checkFootnotes(tree, source.path, source.text, complain);
  checkSlips(tree, source.path, source.text, complain);
  readBlocks(tree, source.path, source.text, shapes, complain); // last: it hides labels from the tree
  const titlePlace = matter.titlePlace ?? placeOf(source.path, title);
  return { source, matter, title, titlePlace, tree, messages };
}

/** CommonMark and GFM (single tildes are text) with our constructs. */
function markdownParser(shapes: ReadonlyMap<string, BlockShape>): Processor<Root> {
  return unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(remarkFrontmatter)
    .use(ourSyntax, shapes)
    .freeze() as unknown as Processor<Root>;
}

function ourSyntax(this: Processor, shapes: ReadonlyMap<string, BlockShape>): void {
  const data = this.data() as Record<string, unknown[] | undefined>;
  data.micromarkExtensions?.push(
    directiveSyntax(new Set(shapes.keys())),
    citationSyntax,
    attributesSyntax,
    valueSyntax,
  );
  data.fromMarkdownExtensions?.push(
    directiveFromMarkdown,
    ...citationFromMarkdown(listSeries(shapes).keys()),
    attributesFromMarkdown,
    valueFromMarkdown,
  );
}
