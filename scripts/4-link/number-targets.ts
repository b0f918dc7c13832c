/**
 * The numbers of a report: chapters 1…n, annexes A…, sections, figures, tables, boxes, recommendations and
 * paragraphs. Chapters in, targets out; the trees stay as they are. Numbers come from here, never from CSS.
 */
import type { Heading, Nodes, Paragraph, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { listSeries } from '../list-series.ts';
import type { BlockNode, Chapter, Inputs, Series, Target, TargetKind } from '../model.ts';
import { placeOf } from '../place.ts';
import { visit } from '../visit.ts';

/** Every target of the report in reading order. */
export function numberTargets(
  chapters: readonly Chapter[],
  inputs: Pick<Inputs, 'settings' | 'shapes'>,
): Target[] {
  const count = { body: 0, back: 0 };
  const blocks = blockCounter(inputs.shapes);
  return chapters.flatMap((chapter) => {
    const number = numberChapter(chapter, count);
    return numberChapterTargets(chapter, number, inputs, blocks(number));
  });
}

/** "3", "A" or "" for an unnumbered chapter. */
function numberChapter(chapter: Chapter, count: { body: number; back: number }): string {
  if (!chapter.numbered) return '';
  if (chapter.matter === 'back') return String.fromCharCode(64 + ++count.back);
  return chapter.matter === 'body' ? String(++count.body) : '';
}

/** Counts the blocks of each series, in a chapter or through the report; gives the next number as text. */
function blockCounter(shapes: Inputs['shapes']): (chapter: string) => (series: Series) => string {
  const facts = listSeries(shapes);
  const inReport = new Map<Series, number>();
  return (chapter) => {
    const inChapter = new Map<Series, number>();
    return (series) => {
      const numbered = facts.get(series)?.numbered ?? 'chapter';
      if (numbered === 'none') return '';
      const counts = numbered === 'report' ? inReport : inChapter;
      const turn = (counts.get(series) ?? 0) + 1;
      counts.set(series, turn);
      return numbered === 'report' ? String(turn) : within(chapter, turn);
    };
  };
}

/** "2.3", or "3" in a chapter without a number. */
function within(chapter: string, turn: number): string {
  return chapter === '' ? String(turn) : `${chapter}.${turn}`;
}

function numberChapterTargets(
  chapter: Chapter,
  number: string,
  { settings, shapes }: Pick<Inputs, 'settings' | 'shapes'>,
  nextOf: (series: Series) => string,
): Target[] {
  const targets: Target[] = [];
  const turns = { section: 0, subsection: 0, paragraph: 0 };
  const add = (node: Nodes, kind: TargetKind, enumerator: string, title: string): void => {
    const identifier = node.data?.identifier ?? '';
    const key = node.data?.key ?? identifier;
    targets.push({
      identifier,
      key,
      kind,
      enumerator,
      title,
      level: node.type === 'heading' ? node.depth + 1 : 0,
      chapter: chapter.slug,
      place: placeOf(chapter.path, node),
    });
  };
  const numberHeading = (node: Heading): void => {
    if (node.depth === 1) {
      add(node, 'chapter', number, chapter.title);
      return;
    }
    if (node.depth === 2) turns.subsection = 0;
    turns[node.depth === 2 ? 'section' : 'subsection']++;
    const isNumbered = number !== '' && !settings.numberedParagraphs;
    const own = node.depth === 2 ? String(turns.section) : `${turns.section}.${turns.subsection}`;
    add(node, 'section', isNumbered ? `${number}.${own}` : '', textOf(node));
  };
  visit(chapter.tree, (node, _, parent) => {
    if (node.type === 'heading') numberHeading(node);
    if (node.type === 'block') {
      // a block that could not be filled has its number all the same: one fault, not two
      const series = node.filled?.series ?? shapes.get(node.name)?.series;
      if (series !== undefined) add(node, series, nextOf(series), labelOf(node));
    }
    if (node.type === 'table' && node.data?.caption !== undefined) {
      add(node, 'table', nextOf('table'), node.data.caption.map((part) => textOf(part)).join(''));
    }
    if (node.type === 'paragraph' && (parent?.type === 'root' || node.data?.isNamed)) {
      const isNumbered = settings.numberedParagraphs && number !== '' && parent?.type === 'root';
      if (isNumbered || node.data?.isNamed) {
        add(
          node,
          'paragraph',
          isNumbered ? within(number, ++turns.paragraph) : '',
          firstWords(node),
        );
      }
    }
  });
  return targets;
}

function labelOf(block: BlockNode): string {
  if (block.label.length === 0) return firstWords(block);
  return block.label.map((part) => textOf(part)).join('');
}

function firstWords(node: Paragraph | BlockNode): string {
  const text = textOf(node).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, text.lastIndexOf(' ', 60))} …` : text;
}

/** Plain words of a node with its values filled; citations and notes are left out. */
export function textOf(node: Nodes | RootContent): string {
  if (node.type === 'value') return node.text ?? '';
  if (
    node.type === 'citation' ||
    node.type === 'crossReference' ||
    node.type === 'footnoteReference'
  )
    return '';
  if ('children' in node) return (node.children as Nodes[]).map((child) => textOf(child)).join('');
  return plainText(node);
}
