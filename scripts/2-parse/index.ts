/**
 * Stage 2: the source of a chapter in, its mdast out, every node with its place. Pure: no I/O, no clock, no
 * randomness, and no knowledge of other chapters, of data or of what a block looks like.
 */
import type { Heading, PhrasingContent, Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { BlockShape, ChapterMatter, ChapterSource, ParsedChapter, Place } from '../model.ts';
import { openMessages, placeOf } from '../place.ts';
import { attributesFromMarkdown, attributesSyntax } from './attributes.ts';
import { citationFromMarkdown, citationSyntax } from './citation.ts';
import { fromMarkdown as directiveFromMarkdown, directiveSyntax } from './directive.ts';
import { captionTables, placeAttributes } from './place-attributes.ts';
import { readBlocks } from './read-blocks.ts';
import { readMatter } from './read-matter.ts';
import { checkFootnotes, checkHeadings, refuseHtml } from './refuse.ts';
import { valueFromMarkdown, valueSyntax } from './value.ts';

export type ParseChapter = (source: ChapterSource) => ParsedChapter;

/** The parser for chapters that may call these blocks; made once for a report. */
export function chapterParser(shapes: ReadonlyMap<string, BlockShape>): ParseChapter {
  const parser = markdownParser(new Set(shapes.keys()));
  return (source) => parseChapter(parser, shapes, source);
}

function parseChapter(
  parser: Processor<Root>,
  shapes: ReadonlyMap<string, BlockShape>,
  source: ChapterSource,
): ParsedChapter {
  const { messages, complain } = openMessages();
  const tree = parser.parse(source.text);
  const matter = readMatter(tree, source.path, complain);
  readBlocks(tree, source.path, source.text, shapes, complain);
  placeAttributes(tree, source.path, complain);
  captionTables(tree); // after the attributes: a caption's id is on its cell by now
  refuseHtml(tree, source.path, complain);
  const title = readTitle(parser, tree, matter, source, complain);
  checkHeadings(tree, source.path, complain);
  checkFootnotes(tree, source.path, source.text, complain);
  const titlePlace = matter.titlePlace ?? placeOf(source.path, title);
  return { source, matter, title, titlePlace, tree, messages };
}

/** The heading of depth 1 that opens the chapter; made from the matter's title unless the text has one. */
function readTitle(
  parser: Processor<Root>,
  tree: Root,
  matter: ChapterMatter,
  source: ChapterSource,
  complain: ReturnType<typeof openMessages>['complain'],
): Heading {
  const first = tree.children[0];
  if (matter.title === undefined && first?.type === 'heading' && first.depth === 1) return first;
  if (matter.title === undefined) {
    complain({
      rule: 'chapter-title',
      reason: 'Unexpected chapter without a title, expected one at its head',
      place: { file: source.path, line: 1, column: 1 },
      note: 'begin the file with `---`, `title: …`, `---`',
    });
  }
  const title: Heading = {
    type: 'heading',
    depth: 1,
    children: parseInline(parser, matter.title ?? source.slug, matter.titlePlace),
    ...(matter.id === undefined ? {} : { data: { identifier: matter.id } }),
  };
  tree.children.unshift(title);
  return title;
}

/** The words of a title from the matter, with values and emphasis, placed where the matter has them. */
function parseInline(
  parser: Processor<Root>,
  title: string,
  place: Place | undefined,
): PhrasingContent[] {
  const paragraph = parser.parse(title).children[0];
  if (paragraph?.type !== 'paragraph') return [{ type: 'text', value: title }];
  visit(paragraph, (node) => {
    if (node.position === undefined) return;
    for (const point of [node.position.start, node.position.end]) {
      point.line = place?.line ?? 1;
      point.column += (place?.column ?? 1) - 1;
      delete point.offset;
    }
  });
  return paragraph.children;
}

/** CommonMark and GFM (single tildes are text) with our constructs. */
function markdownParser(names: ReadonlySet<string>): Processor<Root> {
  return unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(remarkFrontmatter)
    .use(ourSyntax, names)
    .freeze() as unknown as Processor<Root>;
}

function ourSyntax(this: Processor, names: ReadonlySet<string>): void {
  const data = this.data() as Record<string, unknown[] | undefined>;
  data.micromarkExtensions?.push(
    directiveSyntax(names),
    citationSyntax,
    attributesSyntax,
    valueSyntax,
  );
  data.fromMarkdownExtensions?.push(
    directiveFromMarkdown,
    citationFromMarkdown,
    attributesFromMarkdown,
    valueFromMarkdown,
  );
}
