/**
 * Slips that Markdown would print as text or drop in silence: a table without its line of hyphens, `##Title` without a
 * space, cells beyond the head, a note without words. Complains; changes nothing.
 */
import type { FootnoteDefinition, Paragraph, Root, Table } from 'mdast';
import { type Complain, placeAtOffset, placeOf } from '../place.ts';
import { visit } from '../visit.ts';

export function checkSlips(tree: Root, file: string, source: string, complain: Complain): void {
  visit(tree, (node) => {
    if (node.type === 'paragraph') checkLines(node, file, source, complain);
    if (node.type === 'table') checkRows(node, file, complain);
    if (node.type === 'footnoteDefinition') checkNote(node, file, complain);
  });
}

function checkLines(node: Paragraph, file: string, source: string, complain: Complain): void {
  const start = node.position?.start.offset;
  if (start === undefined) return;
  const [first = '', second = ''] = source.slice(start, node.position?.end.offset).split('\n');
  const place = placeAtOffset(source, file, start, first.length);
  if (/^\|.*\|\s*$/.test(first) && /^\s*\|.*\|\s*$/.test(second)) {
    complain({
      rule: 'table-parses',
      grade: 'warning',
      reason: 'Unexpected rows of bars that are printed as text, expected a table',
      place,
      note: 'write a line such as `|---|---|` below the head, with as many parts as the head has cells',
    });
  }
  const hashes = /^#{1,3}(?=[^\s#])/.exec(first)?.[0];
  if (hashes !== undefined && !/^#\d/.test(first)) {
    complain({
      rule: 'heading-space',
      grade: 'warning',
      reason: `Unexpected \`${hashes}\` that is printed as text, expected a heading`,
      place,
      note: `write a space after \`${hashes}\`; to print the sign, write \`\\#\``,
    });
  }
}

/** GFM drops what stands beyond the last column of the head. */
function checkRows(table: Table, file: string, complain: Complain): void {
  const [head, ...rows] = table.children;
  const width = head?.children.length ?? 0;
  for (const row of rows) {
    const extra = row.children[width];
    if (extra === undefined) continue;
    complain({
      rule: 'table-row-cells',
      reason: `Unexpected row of ${row.children.length} cells, expected at most ${width} as in the head`,
      place: placeOf(file, extra),
      note: 'take the extra cells out, add a column to the head, or write `\\|` for a bar that is text',
    });
  }
}

function checkNote(note: FootnoteDefinition, file: string, complain: Complain): void {
  if (note.children.length > 0) return;
  complain({
    rule: 'footnote-text',
    reason: `Unexpected note \`[^${note.label}]\` without words, expected its text`,
    place: placeOf(file, note),
    note: `write the text after \`[^${note.label}]:\``,
  });
}
