/**
 * What Markdown allows and a report does not: raw HTML, headings out of order, notes without a text. Complains
 * and makes what stays printable. Changes the tree of one chapter.
 */
import type { FootnoteDefinition, Html, Root, Text } from 'mdast';
import { suggest } from '../nearest.ts';
import { type Complain, placeAtOffset, placeOf } from '../place.ts';
import { CONTINUE, SKIP, visit } from '../visit.ts';
import { visitAll } from '../visit-all.ts';

/** Comments and nothing else; `<!-->` and `<!--->` are whole ones (CommonMark 0.31, section 6.6). */
const COMMENTS = /^\s*(?:<!--(?:-?>|(?!-?>)(?:(?!-->)[\s\S])*-->)\s*)+$/;

export function dropComments(tree: Root): void {
  visit(tree, 'html', (node, index, parent) => {
    if (parent === undefined || index === undefined || !COMMENTS.test(node.value)) return CONTINUE;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
}

/** Refuses raw HTML where it stands and prints its source instead. */
export function refuseHtml(tree: Root, file: string, complain: Complain): void {
  visit(tree, 'html', (node, index, parent) => {
    if (parent === undefined || index === undefined) return CONTINUE;
    complain({
      rule: 'html-absent',
      reason: `Unexpected HTML \`${clip(node.value)}\`, expected Markdown`,
      place: placeOf(file, node),
      note: 'write Markdown or a block; to print the characters, write `\\<`; shapes in HTML belong in templates/',
    });
    parent.children[index] = textOf(node, parent.type);
    return [SKIP, index + 1];
  });
}

function textOf(node: Html, parentType: string): never {
  const text: Text = {
    type: 'text',
    value: node.value,
    ...(node.position ? { position: node.position } : {}),
  };
  const isFlow = [
    'root',
    'blockquote',
    'listItem',
    'block',
    'containerDirective',
    'footnoteDefinition',
  ].includes(parentType);
  return (
    isFlow ? { type: 'paragraph', children: [text], position: node.position } : text
  ) as never;
}

function clip(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** `#` only as the chapter's title, then `##` and `###` without a step left out. */
export function checkHeadings(tree: Root, file: string, complain: Complain): void {
  let above = 1;
  visit(tree, 'heading', (node, index, parent) => {
    const place = placeOf(file, node);
    if (node.depth === 1 && !(parent === tree && index === 0)) {
      complain({
        rule: 'heading-depth',
        reason: 'Unexpected second title of the chapter, expected a section',
        place,
        note: 'write `##` for a section; a new chapter is a new file',
      });
    } else if (node.depth > 3) {
      complain({
        rule: 'heading-depth',
        reason: `Unexpected heading of depth ${node.depth}, expected at most \`###\``,
        place,
        note: 'write `###`, or begin the paragraph with the words in **bold**',
      });
    } else if (node.depth > above + 1) {
      complain({
        rule: 'heading-depth',
        reason: `Unexpected \`${'#'.repeat(node.depth)}\` after \`${'#'.repeat(above)}\`, expected \`${'#'.repeat(above + 1)}\``,
        place,
        note: `write \`${'#'.repeat(above + 1)}\``,
      });
    }
    above = node.depth;
  });
}

const CALL = /\[\^([^\]\s[]+)\]/g;

/** Calls without a note, notes without a call, and labels given twice; notes belong to their chapter. */
export function checkFootnotes(tree: Root, file: string, source: string, complain: Complain): void {
  const defined = new Map<string, FootnoteDefinition>();
  const called = new Set<string>();
  visitAll(tree, (node) => {
    if (node.type === 'footnoteReference') called.add(node.identifier);
    if (node.type !== 'footnoteDefinition') return;
    const first = defined.get(node.identifier);
    if (first !== undefined) {
      complain({
        rule: 'footnote-label-unique',
        reason: `Unexpected second note \`[^${node.label}]\`, expected one note for a label`,
        place: placeOf(file, node),
        cause: { reason: 'the first is here', place: placeOf(file, first) },
        note: 'give one of them another label',
      });
    } else defined.set(node.identifier, node);
  });
  visit(tree, 'text', (node) => {
    if (!node.value.includes('[^') || node.position?.start.offset === undefined) return;
    const offset = node.position.start.offset;
    const text = source.slice(offset, node.position.end.offset);
    for (const found of text.matchAll(CALL)) {
      if (text[found.index - 1] === '\\') continue;
      complain({
        rule: 'footnote-defined',
        reason: `Unexpected call of the note \`[^${found[1]}]\`, expected its text in this chapter`,
        place: placeAtOffset(source, file, offset + found.index, found[0].length),
        note: `${suggestNote(found[1] ?? '', defined)}`,
      });
    }
  });
  for (const [identifier, node] of defined) {
    if (called.has(identifier)) continue;
    complain({
      rule: 'footnote-called',
      grade: 'warning',
      reason: `Unexpected note \`[^${node.label}]\` that nothing calls, expected a call`,
      place: placeOf(file, node),
      note: `write \`[^${node.label}]\` where the note belongs, or remove it`,
    });
  }
}

function suggestNote(label: string, defined: ReadonlyMap<string, FootnoteDefinition>): string {
  const add = `add a line \`[^${label}]: …\``;
  if (defined.has(label.toLowerCase()))
    return 'move the text of the note out of the block it stands in';
  return defined.size === 0 ? add : `${suggest(label, defined.keys())}, or ${add}`;
}
