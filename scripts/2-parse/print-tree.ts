/**
 * For tests: the tree of a chapter in, one line for each of its blocks out, so that an expectation can be read beside the
 * Markdown: `p#para-x "Most are led by " value(count cities)`. Knows nothing of how trees are made.
 */
import type { Nodes, Parents, PhrasingContent, Root } from 'mdast';

/** Blocks a line each, what they hold indented below them. */
export function printTree(tree: Root): string[] {
  return tree.children.flatMap((node) => printBlock(node, ''));
}

function printBlock(node: Nodes, indent: string): string[] {
  const id = node.data?.identifier === undefined ? '' : `#${node.data.identifier}`;
  const below = (nodes: readonly Nodes[]): string[] =>
    nodes.flatMap((child) => printBlock(child, `${indent}  `));
  switch (node.type) {
    case 'heading':
      return [`${indent}h${node.depth}${id} ${printInline(node.children)}`];
    case 'paragraph':
      return [`${indent}p${id} ${printInline(node.children)}`];
    case 'code':
      return [`${indent}code ${JSON.stringify(node.value)}`];
    case 'table': {
      const caption = node.data?.caption === undefined ? '' : ` ${printInline(node.data.caption)}`;
      return [`${indent}table${id}${caption}`, ...below(node.children)];
    }
    case 'tableRow':
      return [
        `${indent}${node.children.map((cell) => `| ${printInline(cell.children)}`).join(' ')}`,
      ];
    case 'block': {
      const options = Object.entries(node.options).map(([name, value]) => ` ${name}=${value}`);
      const label = node.label.length === 0 ? '' : ` [${printInline(node.label)}]`;
      return [`${indent}${node.name}${id}${options.join('')}${label}`, ...below(node.children)];
    }
    case 'footnoteDefinition':
      return [`${indent}note ${node.label}`, ...below(node.children)];
    default:
      return [
        `${indent}${node.type}${id}`,
        ...('children' in node ? below((node as Parents).children) : []),
      ];
  }
}

/** Words in quotation marks, all else by a short name; neighbouring words are one. */
export function printInline(nodes: readonly PhrasingContent[]): string {
  const merged: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (node.type === 'text' && last?.type === 'text')
      merged[merged.length - 1] = { type: 'text', value: last.value + node.value };
    else merged.push(node);
  }
  return merged.map(printPhrase).join(' ');
}

function printPhrase(node: PhrasingContent): string {
  const options = Object.keys(node.data?.options ?? {}).length === 0 ? '' : ' with options';
  const id = node.data?.identifier === undefined ? '' : `#${node.data.identifier}`;
  switch (node.type) {
    case 'text':
      return JSON.stringify(node.value);
    case 'inlineCode':
      return `code(${node.value})`;
    case 'value':
      return `value(${node.expression})`;
    case 'crossReference':
      return `${node.form === 'page' ? 'page' : 'number'}(${node.identifier})`;
    case 'citation': {
      const items = node.items.map(
        ({ key, form, prefix, locator }) =>
          `${prefix === undefined ? '' : `${prefix} `}${form === 'no-author' ? '-' : ''}${key}${locator === undefined ? '' : `, ${locator}`}`,
      );
      const fact = node.fact === undefined ? '' : ` fact=${node.fact}`;
      return `${node.narrative ? 'narrative' : 'cite'}(${items.join('; ')}${fact})`;
    }
    case 'footnoteReference':
      return `call(${node.label})`;
    case 'image':
      return `image${id}(${node.url} ${JSON.stringify(node.alt)}${options})`;
    case 'link':
      return `link(${node.url})[${printInline(node.children)}]`;
    case 'emphasis': {
      const language = node.data?.hProperties?.lang;
      return `${language === undefined ? 'em' : `lang(${language})`}[${printInline(node.children)}]`;
    }
    default:
      return 'children' in node ? `${node.type}[${printInline(node.children)}]` : node.type;
  }
}
