/**
 * Notes in the order of their calls, 1… through the report. Chapters in, notes by identifier out.
 */
import { visit } from 'unist-util-visit';
import type { Chapter, Footnote } from '../model.ts';
import { visitAll } from '../visit-all.ts';

/** A note that nothing calls has no number and is left out. */
export function numberFootnotes(chapters: readonly Chapter[]): Map<string, Footnote> {
  const notes = new Map<string, Footnote & { calls: string[] }>();
  for (const chapter of chapters) {
    const identifierByLabel = new Map<string, string>();
    visit(chapter.tree, 'footnoteDefinition', (node) => {
      if (!identifierByLabel.has(node.identifier))
        identifierByLabel.set(node.identifier, node.data?.identifier ?? '');
    });
    visitAll(chapter.tree, (node) => {
      if (node.type !== 'footnoteReference') return;
      const identifier = identifierByLabel.get(node.identifier);
      if (identifier === undefined) return;
      const note = notes.get(identifier) ?? {
        identifier,
        chapter: chapter.slug,
        number: notes.size + 1,
        calls: [],
      };
      const turn = note.calls.length + 1;
      note.calls.push(`${identifier.replace(/^fn-/, 'fnref-')}${turn === 1 ? '' : `-${turn}`}`);
      notes.set(identifier, note);
    });
  }
  return notes;
}
