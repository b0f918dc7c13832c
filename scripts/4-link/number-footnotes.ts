/**
 * Notes in the order of their calls: 1… through the report, and a… for those that only one table calls, which stand
 * under it. Chapters in, notes by identifier out.
 */
import type { FootnoteReference, Nodes, Root } from 'mdast';
import type { Chapter, Footnote } from '../model.ts';
import { visit } from '../visit.ts';
import { visitAll } from '../visit-all.ts';

type Note = Footnote & { calls: string[] };

/** A note that nothing calls has no number and is left out. */
export function numberFootnotes(chapters: readonly Chapter[]): Map<string, Footnote> {
  const notes = new Map<string, Note>();
  let numbered = 0;
  for (const { tree, slug } of chapters) {
    const identifierByLabel = labelNotes(tree);
    const tableByCall = callsInTables(tree);
    const tableByLabel = notesOfTables(tree, tableByCall);
    const lettered = new Map<Nodes, number>();
    visitAll(tree, (node) => {
      if (node.type !== 'footnoteReference') return;
      const identifier = identifierByLabel.get(node.identifier);
      if (identifier === undefined) return;
      const table = tableByLabel.get(node.identifier);
      let note = notes.get(identifier);
      if (note === undefined) {
        const turn = table === undefined ? ++numbered : (lettered.get(table) ?? 0) + 1;
        if (table !== undefined) lettered.set(table, turn);
        const letter = table === undefined ? {} : { letter: toLetter(turn) };
        note = { identifier, chapter: slug, number: turn, ...letter, calls: [] };
        notes.set(identifier, note);
      }
      const turn = note.calls.length + 1;
      note.calls.push(`${identifier.replace(/^fn-/, 'fnref-')}${turn === 1 ? '' : `-${turn}`}`);
    });
  }
  return notes;
}

/** The first definition of each label counts. */
function labelNotes(tree: Root): ReadonlyMap<string, string> {
  const identifiers = new Map<string, string>();
  visit(tree, 'footnoteDefinition', (node) => {
    if (!identifiers.has(node.identifier))
      identifiers.set(node.identifier, node.data?.identifier ?? '');
  });
  return identifiers;
}

/** Calls from a table that has a caption, and so a frame for its notes. */
function callsInTables(tree: Root): ReadonlyMap<FootnoteReference, Nodes> {
  const tables = new Map<FootnoteReference, Nodes>();
  visit(tree, (node) => {
    const isTable =
      (node.type === 'table' && node.data?.caption !== undefined) ||
      (node.type === 'block' && node.filled?.series === 'table');
    if (!isTable) return;
    visitAll(node, (part) => {
      if (part.type === 'footnoteReference') tables.set(part, node);
    });
  });
  return tables;
}

/** Labels that one table calls and nothing else does. */
function notesOfTables(
  tree: Root,
  tableByCall: ReadonlyMap<FootnoteReference, Nodes>,
): ReadonlyMap<string, Nodes> {
  const callers = new Map<string, Set<Nodes | undefined>>();
  visitAll(tree, (node) => {
    if (node.type !== 'footnoteReference') return;
    const found = callers.get(node.identifier) ?? new Set();
    callers.set(node.identifier, found.add(tableByCall.get(node)));
  });
  return new Map(
    [...callers].flatMap(([label, found]) => {
      const [table] = found;
      return found.size === 1 && table !== undefined ? [[label, table] as const] : [];
    }),
  );
}

/** 1 → a, 26 → z, 27 → aa */
function toLetter(turn: number): string {
  const letter = String.fromCharCode(97 + ((turn - 1) % 26));
  return turn <= 26 ? letter : `${toLetter(Math.floor((turn - 1) / 26))}${letter}`;
}
