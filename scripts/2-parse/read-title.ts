/**
 * The heading of depth 1 that opens a chapter: its own, or one made from the matter's title and placed there.
 * Knows nothing of numbers or of other headings.
 */
import type { Heading, PhrasingContent, Root } from 'mdast';
import type { ChapterMatter, ChapterSource, Place } from '../model.ts';
import type { Complain } from '../place.ts';
import { visit } from '../visit.ts';

/** Gives the title, which is the tree's first node afterwards; a chapter without one is named by its slug. */
export function readTitle(
  tree: Root,
  matter: ChapterMatter,
  source: ChapterSource,
  parse: (text: string) => Root,
  complain: Complain,
): Heading {
  const first = tree.children[0];
  if (matter.title === undefined) {
    if (first?.type === 'heading' && first.depth === 1) return first;
    complain({
      rule: 'chapter-title',
      reason: 'Unexpected chapter without a title, expected one at its head',
      place: { file: source.path, line: 1, column: 1 },
      note: 'begin the file with `---`, `title: …`, `---`',
    });
  }
  const words = matter.title ?? source.slug;
  const place = matter.titlePlace ?? { file: source.path, line: 1, column: 1 };
  const title: Heading = {
    type: 'heading',
    depth: 1,
    children: parseInline(parse, words, place, source.text),
    position: positionOf(place),
    ...(matter.id === undefined ? {} : { data: { identifier: matter.id } }),
  };
  tree.children.unshift(title);
  return title;
}

/** The words of a title with values and emphasis, each placed where the matter has it. */
function parseInline(
  parse: (text: string) => Root,
  title: string,
  place: Place,
  source: string,
): PhrasingContent[] {
  const paragraph = parse(title).children[0];
  if (paragraph?.type !== 'paragraph')
    return [{ type: 'text', value: title, position: positionOf(place) }];
  const line = source.split('\n', place.line)[(place.line ?? 1) - 1] ?? '';
  const shift = line.indexOf(title, (place.column ?? 1) - 1); // behind a quotation mark, if there is one
  visit(paragraph, (node) => {
    if (shift === -1 || node.position === undefined) {
      node.position = positionOf(place); // the YAML has the words in another form
      return;
    }
    for (const point of [node.position.start, node.position.end]) {
      point.line = place.line ?? 1;
      point.column += shift;
      delete point.offset;
    }
  });
  return paragraph.children;
}

/** A position without offsets: the words are not at these of the tree's own text. */
function positionOf({ line = 1, column = 1, endLine = line, endColumn = column }: Place): {
  start: { line: number; column: number };
  end: { line: number; column: number };
} {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}
