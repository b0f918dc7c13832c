/**
 * One Manuscript chapter and the Apparatus in, its section of the Document out: headings with numbers, notes as nodes
 * directly after the block that calls them.
 */
import type { Element, ElementContent, ElementData, Root as HastRoot } from 'hast';
import { h } from 'hastscript';
import type { FootnoteDefinition, Root } from 'mdast';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Apparatus, Chapter, Inputs } from '../model.ts';
import { placeOf } from '../place.ts';
import { visit } from '../visit.ts';
import { addTableNote } from './frame-table.ts';
import type { ComposedBlock, HandlerContext } from './handler-context.ts';
import { hastHandlers } from './hast-handlers.ts';

/** A section whose registers still wait for the other chapters; `composed` takes the words of its blocks. */
export function composeChapter(
  chapter: Chapter,
  apparatus: Apparatus,
  inputs: Inputs,
  composed: Map<string, ComposedBlock> = new Map(),
): Element {
  const definitions = collectDefinitions(chapter.tree);
  const context: HandlerContext = {
    file: chapter.path,
    apparatus,
    inputs,
    provenanceByKey: new Map(chapter.provenance.map((one) => [one.key, one])),
    noteByLabel: new Map(
      [...definitions].map(([label, node]) => [label, node.data?.identifier ?? '']),
    ),
    callTurns: new Map(),
    composed,
  };
  const processor = unified().use(remarkRehype, { handlers: hastHandlers(context) });
  const toHast = (tree: Root): ElementContent[] =>
    (processor.runSync(tree) as unknown as HastRoot).children as ElementContent[];
  const blocks = toHast(chapter.tree);
  const notes = new Map(
    [...definitions.values()].map((node) => [node.data?.identifier ?? '', node]),
  );
  const children = blocks.flatMap((block) => [
    block,
    ...composeNotes(block, notes, toHast, context),
  ]);
  const section = h(
    'section',
    { className: ['chapter', chapter.matter], ariaLabelledBy: chapter.identifier },
    children,
  );
  section.data = { key: `chapter/${chapter.slug}`, place: { file: chapter.path } } as ElementData;
  return section;
}

/** The first definition of each label; further ones were complained of. */
function collectDefinitions(tree: Root): Map<string, FootnoteDefinition> {
  const definitions = new Map<string, FootnoteDefinition>();
  visit(tree, 'footnoteDefinition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  return definitions;
}

/** The notes that a block calls first, taken from those not yet placed. */
function composeNotes(
  block: ElementContent,
  waiting: Map<string, FootnoteDefinition>,
  toHast: (tree: Root) => ElementContent[],
  context: HandlerContext,
): Element[] {
  const made: Element[] = [];
  const place = (from: ElementContent, frame?: Element): void => {
    if (from.type !== 'element') return;
    const classes = [from.properties.className].flat() as unknown[];
    const inner = classes.includes('table-frame') ? from : frame;
    for (const child of [...from.children]) place(child, inner);
    if (!classes.includes('footnote-call')) return;
    const identifier = String(from.properties.href).slice(1);
    const definition = waiting.get(identifier);
    if (definition === undefined) return;
    waiting.delete(identifier);
    const note = composeNote(identifier, definition, toHast, context);
    const { letter, calls = [] } = context.apparatus.footnoteByIdentifier.get(identifier) ?? {};
    if (letter !== undefined && inner !== undefined) addTableNote(inner, note, calls);
    else made.push(note);
    place(note); // a note may call another
  };
  place(block);
  return made;
}

function composeNote(
  identifier: string,
  definition: FootnoteDefinition,
  toHast: (tree: Root) => ElementContent[],
  { apparatus, file }: HandlerContext,
): Element {
  const { number = 0, calls = [] } = apparatus.footnoteByIdentifier.get(identifier) ?? {};
  const body = toHast({ type: 'root', children: definition.children });
  const note = h(
    'aside',
    { className: ['note'], id: identifier, dataNumber: String(number), dataCalls: calls.join(' ') },
    body,
  );
  note.data = { key: identifier, place: placeOf(file, definition) } as ElementData;
  return note;
}
