/**
 * The numbers of a report: chapters 1…n, annexes A…, sections, figures, tables, boxes, recommendations and
 * paragraphs. Chapters in, targets out; the trees stay as they are. Numbers come from here, never from CSS.
 */
import type { Heading, Nodes, Paragraph, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { BlockNode, Chapter, Inputs, Target, TargetKind } from '../model.ts';
import { placeOf } from '../place.ts';

/** Every target of the report in reading order. */
export function numberTargets(
  chapters: readonly Chapter[],
  inputs: Pick<Inputs, 'settings' | 'shapes'>,
): Target[] {
  const count = { body: 0, back: 0, recommendation: 0 };
  return chapters.flatMap((chapter) => {
    const number = numberChapter(chapter, count);
    return numberChapterTargets(chapter, number, inputs, count);
  });
}

/** "3", "A" or "" for an unnumbered chapter. */
function numberChapter(chapter: Chapter, count: { body: number; back: number }): string {
  if (!chapter.numbered) return '';
  if (chapter.matter === 'back') return String.fromCharCode(64 + ++count.back);
  return chapter.matter === 'body' ? String(++count.body) : '';
}

function numberChapterTargets(
  chapter: Chapter,
  number: string,
  { settings, shapes }: Pick<Inputs, 'settings' | 'shapes'>,
  count: { recommendation: number },
): Target[] {
  const targets: Target[] = [];
  const turns = { section: 0, subsection: 0, figure: 0, table: 0, box: 0, paragraph: 0 };
  const within = (turn: number): string => (number === '' ? String(turn) : `${number}.${turn}`);
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
      if (series === 'recommendation')
        add(node, series, String(++count.recommendation), labelOf(node));
      else if (series !== undefined) add(node, series, within(++turns[series]), labelOf(node));
    }
    if (node.type === 'table' && node.data?.caption !== undefined) {
      add(
        node,
        'table',
        within(++turns.table),
        node.data.caption.map((part) => textOf(part)).join(''),
      );
    }
    if (node.type === 'paragraph' && (parent?.type === 'root' || node.data?.isNamed)) {
      const isNumbered = settings.numberedParagraphs && number !== '' && parent?.type === 'root';
      if (isNumbered || node.data?.isNamed) {
        add(node, 'paragraph', isNumbered ? within(++turns.paragraph) : '', firstWords(node));
      }
    }
  });
  return targets;
}

function labelOf(block: BlockNode): string {
  return block.label.map((part) => textOf(part)).join('');
}

function firstWords(node: Paragraph): string {
  const text = textOf(node);
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
