/**
 * Gives the `{#id key=value}` that an author wrote to the heading, paragraph, image, table or citation it
 * belongs to; braces anywhere else become text again. Changes the tree of one chapter.
 */
import type { Paragraph, Parents, PhrasingContent, Root, Table, TableRow, Text } from 'mdast';
import type { AttributesNode, CitationNode } from '../model.ts';
import { type Complain, type Complaint, placeOf } from '../place.ts';
import { SKIP, visit } from '../visit.ts';

export function placeAttributes(tree: Root, file: string, complain: Complain): void {
  visit(tree, 'attributes', (node, index, parent) => {
    if (parent === undefined || index === undefined) return;
    const taken =
      giveToNeighbour(node, index, parent, file, complain) || giveToParent(node, index, parent);
    if (taken) {
      const at = parent.children.indexOf(node);
      parent.children.splice(at, 1);
      return [SKIP, at];
    }
    parent.children[index] = asText(node);
    if (node.identifier !== undefined) complain(explainPlace(node, parent, file));
    return [SKIP, index + 1];
  });
}

/** An image or a citation directly before the braces. */
function giveToNeighbour(
  node: AttributesNode,
  index: number,
  parent: Parents,
  file: string,
  complain: Complain,
): boolean {
  const before = parent.children[index - 1];
  if (before?.position?.end.offset !== node.position?.start.offset) return false;
  if (before?.type === 'citation') {
    addFact(before, node, file, complain);
    return true;
  }
  if (before?.type !== 'image') return false;
  before.data = { ...before.data, ...factsOf(node) };
  return true;
}

function addFact(
  citation: CitationNode,
  node: AttributesNode,
  file: string,
  complain: Complain,
): void {
  if (node.options.fact !== undefined) citation.fact = node.options.fact;
  for (const key of Object.keys(node.options)) {
    if (key === 'fact') continue;
    complain({
      rule: 'option-known',
      reason: `Unexpected option \`${key}\` of a citation, expected \`fact\``,
      place: placeOf(file, node),
      note: 'write `{fact=45}` with the number of a row of the table `facts`',
    });
  }
}

/** The heading or paragraph that the braces end, or a cell, which may hold a table's caption; they take an id. */
function giveToParent(node: AttributesNode, index: number, parent: Parents): boolean {
  if (parent.type !== 'heading' && parent.type !== 'paragraph' && parent.type !== 'tableCell')
    return false;
  if (node.identifier === undefined || isLabel(parent)) return false;
  if (index !== parent.children.length - 1 || index === 0) return false;
  parent.data = { ...parent.data, ...factsOf(node) };
  const before = parent.children[index - 1];
  if (before?.type !== 'text') return true;
  before.value = before.value.trimEnd();
  if (before.value === '') parent.children.splice(index - 1, 1);
  return true;
}

/** The label of a container, which is a paragraph until the container is a block. */
function isLabel(parent: Parents): boolean {
  return parent.type === 'paragraph' && parent.data?.directiveLabel === true;
}

/** An id that belongs to nothing: what refers to it would lead nowhere. */
function explainPlace(node: AttributesNode, parent: Parents, file: string): Complaint {
  const inLabel = parent.type === 'leafDirective' || isLabel(parent);
  return {
    rule: 'attributes-place',
    reason: `Unexpected \`${node.source}\` here, expected it at the end of a heading or paragraph or directly after an image`,
    place: placeOf(file, node),
    note: inLabel
      ? 'write the braces directly after the label: `[label]{#id}`'
      : 'to print the braces, write `\\{`',
  };
}

function factsOf(node: AttributesNode): { identifier?: string; options: Record<string, string> } {
  return {
    options: node.options,
    ...(node.identifier === undefined ? {} : { identifier: node.identifier }),
  };
}

function asText(node: AttributesNode): Text {
  return {
    type: 'text',
    value: node.source,
    ...(node.position ? { position: node.position } : {}),
  };
}

/**
 * The caption of a pipe table: a line `: Caption {#tbl-x}` directly after it (which GFM reads as a last
 * row) or as the next paragraph. The table's `data.caption` holds the words.
 */
export function captionTables(tree: Root): void {
  visit(tree, 'table', (table, index, parent) => {
    if (parent === undefined || index === undefined) return;
    const row = table.children.at(-1);
    const isHead = table.children.length === 1;
    if (row !== undefined && !isHead && startsCaption(row.children[0]?.children ?? [])) {
      table.children.pop();
      takeCaption(table, joinCells(row), row.children.at(-1)?.data);
      return;
    }
    const next = parent.children[index + 1];
    if (next?.type === 'paragraph' && startsCaption(next.children)) {
      parent.children.splice(index + 1, 1);
      takeCaption(table, (next as Paragraph).children, next.data);
    }
  });
}

/** The words of a caption that a `|` divided. */
function joinCells(row: TableRow): PhrasingContent[] {
  return row.children.flatMap(({ children }, index) =>
    index === 0 ? children : [{ type: 'text', value: ' | ' }, ...children],
  );
}

function startsCaption(children: readonly PhrasingContent[]): boolean {
  const first = children[0];
  return first?.type === 'text' && first.value.startsWith(': ');
}

function takeCaption(table: Table, words: PhrasingContent[], facts: Table['data']): void {
  const first = words[0];
  if (first?.type === 'text') first.value = first.value.slice(2);
  table.data = { ...table.data, ...facts, caption: words };
}
