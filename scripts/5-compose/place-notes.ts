/**
 * Where notes stand in an edition: on the screen at the end of their chapter, with the way back to each call; in print
 * where the Document has them, for stage 6 sets each at the foot of its page. A copy of the Document's tree in, the same
 * tree changed out.
 */
import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { visit } from '../visit.ts';

/** Puts its number before each note. */
export function numberNotes(tree: Root): void {
  visit(tree, 'element', (note) => {
    if (note.tagName !== 'aside' || !hasClass(note, 'note')) return undefined;
    const number = h('span', { className: ['note-number'] }, String(note.properties.dataNumber));
    const first = note.children.find((child): child is Element => child.type === 'element');
    const words: ElementContent[] = [number, { type: 'text', value: ' ' }];
    if (first?.tagName === 'p') first.children.unshift(...words);
    else note.children.unshift(h('p', words));
    delete note.properties.dataNumber;
    delete note.properties.dataCalls;
    return 'skip';
  });
}

/** Moves the notes of each chapter into a list at its end. */
export function collectNotes(tree: Root): void {
  visit(tree, 'element', (section) => {
    if (!hasClass(section, 'chapter')) return undefined;
    const notes: Element[] = [];
    section.children = section.children.filter((child) => {
      if (child.type !== 'element' || !hasClass(child, 'note')) return true;
      notes.push(child);
      return false;
    });
    if (notes.length > 0) section.children.push(notesSection(section, notes));
    return 'skip';
  });
}

function notesSection(section: Element, notes: readonly Element[]): Element {
  const id = `notes-${String(section.properties.ariaLabelledBy)}`;
  const start = Number(notes[0]?.properties.dataNumber ?? 1);
  const items = notes.map((note) => {
    const calls = String(note.properties.dataCalls).split(' ').filter(Boolean);
    const children = [...note.children];
    appendToLast(
      children,
      calls.map((call, index) => backLink(call, index, calls.length)),
    );
    const item = h('li', { id: note.properties.id as string }, children);
    if (note.data !== undefined) item.data = note.data;
    return item;
  });
  return h('section', { className: ['notes'], ariaLabelledBy: id }, [
    h('h3', { id, className: ['notes-title'] }, 'Notes'),
    h('ol', { start }, items),
  ]);
}

function backLink(call: string, index: number, count: number): ElementContent[] {
  const label = count === 1 ? 'Back to the text' : `Back to call ${index + 1} in the text`;
  return [
    { type: 'text', value: ' ' },
    h('a', { className: ['back-link'], href: `#${call}`, ariaLabel: label }, '↑'),
  ];
}

function appendToLast(children: ElementContent[], links: ElementContent[][]): void {
  const last = children.findLast((child): child is Element => child.type === 'element');
  if (last?.tagName === 'p') last.children.push(...links.flat());
  else children.push(h('p', links.flat()));
}

export function hasClass(element: Element, name: string): boolean {
  return ([element.properties.className].flat() as unknown[]).includes(name);
}

/** Removes every element that is for the other edition only. */
export function dropClass(tree: Root, name: string): void {
  visit(tree, 'element', (element, index, parent) => {
    if (!hasClass(element, name) || parent === undefined || index === undefined) return undefined;
    parent.children.splice(index, 1);
    return index;
  });
}
