/**
 * Makes `block` nodes of directives and `language` spans of `:lang`, and complains of what looks like a block
 * and is none: unclosed, unopened, misspelt or malformed. Changes the tree of one chapter.
 */
import type { Nodes, Paragraph, Parents, PhrasingContent, Root, RootContent, Text } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import type { BlockNode, BlockShape, Place } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, type Complaint, placeAtOffset, placeOf } from '../place.ts';
import { CONTINUE, SKIP, visit } from '../visit.ts';

export function readBlocks(
  tree: Root,
  file: string,
  source: string,
  shapes: ReadonlyMap<string, BlockShape>,
  complain: Complain,
): void {
  visit(tree, 'textDirective', (node, index, parent) => {
    (parent?.children as PhrasingContent[])[index as number] = toLanguage(
      node,
      file,
      source,
      complain,
    );
    return index; // again, for one within its words
  });
  const unknown = { open: 0 };
  visit(tree, (node, index, parent) => {
    if (node.type === 'containerDirective' || node.type === 'leafDirective') {
      checkForm(node, parent, file, source, shapes, complain);
      (parent?.children as RootContent[])[index as number] = toBlock(node, source);
      return [SKIP, index as number]; // again, as the block it is now
    }
    if (node.type === 'paragraph') checkParagraph(node, file, source, shapes, unknown, complain);
    if (node.type === 'text') checkText(node, file, source, shapes, complain);
    return CONTINUE;
  });
}

function toBlock(node: ContainerDirective | LeafDirective, source: string): BlockNode {
  const { id, ...options } = node.attributes ?? {};
  const first = node.children[0];
  const labelled =
    node.type === 'containerDirective' && first?.type === 'paragraph' && first.data?.directiveLabel;
  const label =
    node.type === 'leafDirective' ? node.children : labelled ? (first as Paragraph).children : [];
  const children = node.type === 'leafDirective' ? [] : node.children.slice(labelled ? 1 : 0);
  return {
    type: 'block',
    name: node.name,
    label,
    options: Object.fromEntries([
      ...Object.entries(options).map(([key, value]) => [key, value ?? '']),
      ...lostOptions(node, source),
    ]),
    children: children as RootContent[],
    ...(node.position ? { position: node.position } : {}),
    ...(id ? { data: { identifier: id } } : {}),
  };
}

/** The directive's parser loses an option of this one name; kept, it is refused as any other that the block has not. */
function lostOptions(node: ContainerDirective | LeafDirective, source: string): [string, string][] {
  const [head = ''] = source.slice(node.position?.start.offset).split('\n', 1);
  return /\{[^}]*\b__proto__\s*=/.test(head) ? [['__proto__', '']] : [];
}

/** `:lang[words]{zh}` as an emphasis that only carries its language; `:lang` without words is text. */
function toLanguage(
  node: TextDirective,
  file: string,
  source: string,
  complain: Complain,
): PhrasingContent {
  const position = node.position ? { position: node.position } : {};
  const written = source.slice(node.position?.start.offset, node.position?.end.offset);
  if (!written.startsWith(':lang[')) return { type: 'text', value: written, ...position };
  const language = Object.keys(node.attributes ?? {})[0];
  if (language === undefined) {
    complain({
      rule: 'language-named',
      reason: 'Unexpected `:lang` without a language, expected its code in braces',
      place: placeOf(file, node),
      note: 'write the code directly after the words: `:lang[北京]{zh}`',
    });
  }
  return {
    type: 'emphasis',
    children: node.children,
    data: { hName: 'span', hProperties: { lang: language ?? 'und' } },
    ...position,
  };
}

function checkForm(
  node: ContainerDirective | LeafDirective,
  parent: Parents | undefined,
  file: string,
  source: string,
  shapes: ReadonlyMap<string, BlockShape>,
  complain: Complain,
): void {
  const shape = shapes.get(node.name);
  const form = node.type === 'leafDirective' ? 'leaf' : 'container';
  const place = {
    ...placeOf(file, node),
    endLine: node.position?.start.line ?? 1,
    endColumn: lineEnd(source, node),
  };
  if (shape !== undefined && shape.form !== form) {
    const right = shape.form === 'leaf' ? `::${shape.name}` : `:::${shape.name}`;
    complain({
      rule: 'block-form',
      reason: `Unexpected \`${form === 'leaf' ? '::' : ':::'}${node.name}\`, expected \`${right}\``,
      place,
      note: `write it like this: ${shape.example.split('\n')[0]}`,
    });
  }
  if (node.type === 'containerDirective' && !isClosed(node, source)) {
    complain(explainUnclosed(node, parent, file, source, place));
  }
}

/** The block that has no end; inside another it is that one which was not closed, or needs more colons. */
function explainUnclosed(
  node: ContainerDirective,
  parent: Parents | undefined,
  file: string,
  source: string,
  place: Place,
): Complaint {
  if (parent?.type !== 'block') {
    return {
      rule: 'block-closed',
      reason: `Unexpected end of the text inside \`:::${node.name}\`, expected a closing \`:::\``,
      place,
      note: `write \`:::\` on a line of its own where the ${node.name} ends`,
    };
  }
  const start = placeOf(file, parent);
  return {
    rule: 'block-closed',
    reason: `Unexpected \`:::${node.name}\` inside \`:::${parent.name}\`, expected the end of the ${parent.name} before it`,
    place,
    cause: {
      reason: `the ${parent.name} begins here`,
      place: { ...start, endLine: start.line ?? 1, endColumn: lineEnd(source, parent) },
    },
    note: `write \`:::\` on a line of its own before line ${place.line} to end the ${parent.name}; if the ${node.name} stands inside on purpose, end it with \`:::\` and begin and end the ${parent.name} with \`::::\``,
  };
}

function lineEnd(source: string, node: Nodes): number {
  const start = node.position?.start.offset ?? 0;
  const end = source.indexOf('\n', start);
  return (node.position?.start.column ?? 1) + (end === -1 ? source.length : end) - start;
}

/** Whether the container's last line is its own fence; one that runs to the end of its parent has none. */
function isClosed(node: ContainerDirective, source: string): boolean {
  const text = source.slice(node.position?.start.offset, node.position?.end.offset);
  const fence = /^:+/.exec(text)?.[0].length ?? 3;
  const last = text.slice(text.lastIndexOf('\n') + 1);
  const close = /^[ \t>]*(:{3,})[ \t]*$/.exec(last);
  if (close === null || !text.includes('\n') || (close[1]?.length ?? 0) < fence) return false;
  const inner = node.children.at(-1);
  return (
    inner?.type !== 'containerDirective' || inner.position?.end.offset !== node.position?.end.offset
  );
}

const LOOKS_LIKE_BLOCK = /^[ \t>]*(:{2,})(?:([A-Za-z][\w-]*)|[ \t]*$)/;

/** Lines that look like a block; the end of one whose name is not known is told with its beginning. */
function checkParagraph(
  node: Paragraph,
  file: string,
  source: string,
  shapes: ReadonlyMap<string, BlockShape>,
  unknown: { open: number },
  complain: Complain,
): void {
  const start = node.position?.start.offset ?? 0;
  const text = source.slice(start, node.position?.end.offset);
  if (!text.includes('::')) return;
  let offset = start;
  for (const line of text.split('\n')) {
    const found = LOOKS_LIKE_BLOCK.exec(line);
    const [, colons = '', name] = found ?? [];
    const isEndOfUnknown = found !== null && name === undefined && unknown.open > 0;
    if (isEndOfUnknown) unknown.open--;
    else if (found !== null) {
      if (name !== undefined && !shapes.has(name) && colons.length > 2) unknown.open++;
      const quote = name !== undefined && shapes.has(name) ? brokenQuote(line) : undefined;
      if (quote !== undefined) {
        const { at, ...fault } = quote;
        complain({ ...fault, place: placeAtOffset(source, file, offset + at, 1) });
      } else {
        const place = placeAtOffset(source, file, offset, line.length);
        complain({ ...explain(colons, name, shapes), place });
      }
    }
    offset += line.length + 1;
  }
}

/** A curly quotation mark in the braces of a block, or the straight one that is never closed. */
function brokenQuote(
  line: string,
): { at: number; rule: string; reason: string; note: string } | undefined {
  const begin = line.indexOf('{');
  const braces = begin < 0 ? '' : line.slice(begin);
  const curly = braces.search(/=[“”„‘’]/);
  if (curly >= 0) {
    const mark = braces[curly + 1] ?? '';
    return {
      at: begin + curly + 1,
      rule: 'block-parses',
      reason: `Unexpected quotation mark \`${mark}\` in the braces, expected a straight one`,
      note: `write straight quotation marks: \`${braces.replace(/[“”„]/g, '"')}\``,
    };
  }
  if ((braces.match(/"/g) ?? []).length % 2 === 0) return undefined;
  const opened = [...braces.matchAll(/="[^"]*(?:"|$)/g)];
  const open = opened.find(([all]) => !all.endsWith('"') || / [a-z-]+=$/.test(all.slice(0, -1)));
  return {
    at: begin + (open === undefined ? braces.lastIndexOf('"') : open.index + 1),
    rule: 'block-parses',
    reason: 'Unexpected `"` without its other half in the braces, expected two of them',
    note: 'close the words of each option with `"`, as in `sort="name"`',
  };
}

/** A block that is called in the middle of a line: Markdown prints it, and its braces become the paragraph's. */
function checkText(
  node: Text,
  file: string,
  source: string,
  shapes: ReadonlyMap<string, BlockShape>,
  complain: Complain,
): void {
  if (!node.value.includes('::')) return;
  const start = node.position?.start.offset ?? 0;
  const text = source.slice(start, node.position?.end.offset);
  for (const { 0: all, 1: colons = '', 2: name, index } of text.matchAll(CALLED_IN_LINE)) {
    if (name === undefined || !shapes.has(name)) continue;
    const offset = start + index + all.length - colons.length - name.length;
    const place = placeAtOffset(source, file, offset, colons.length + name.length);
    complain({ ...explain(colons, name, shapes), place });
  }
}

const CALLED_IN_LINE = /[^\s\\][ \t]+(:{2,3})([A-Za-z][\w-]*)(?=[[{])/g;

function explain(
  colons: string,
  name: string | undefined,
  shapes: ReadonlyMap<string, BlockShape>,
): { rule: string; reason: string; note: string } {
  if (name === undefined) {
    return {
      rule: 'block-opened',
      reason: `Unexpected \`${colons}\`, expected a block that it closes`,
      note: 'remove the line, or open the block above with `:::` and its name',
    };
  }
  const shape = shapes.get(name);
  if (shape === undefined) {
    const form = colons.length > 2 ? 'container' : 'leaf';
    const alike = [...shapes.values()].filter((one) => one.form === form).map((one) => one.name);
    return {
      rule: 'block-name-known',
      reason: `Unexpected block \`${name}\`, expected the name of a block`,
      note: `${suggest(name, alike)}; to print the colons, write \`\\${colons}${name}\``,
    };
  }
  return {
    rule: 'block-parses',
    reason: `Unexpected text where \`${colons}${name}\` stands, expected a block alone on its lines`,
    note: `no space before \`[\` or \`{\`, each closed on the same line, an empty line before: ${shape.example.split('\n')[0]}`,
  };
}
