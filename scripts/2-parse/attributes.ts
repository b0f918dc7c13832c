/**
 * `{#id key=value}` in running text: Markdown in, `attributes` nodes out. Where such braces may stand
 * is the affair of place-attributes.ts.
 */
import type { Extension } from 'micromark-util-types';
import { compileConstruct } from './compile-construct.ts';
import { type Automaton, scanConstruct } from './scan-construct.ts';

export const attributesSyntax: Extension = {
  text: { 123: scanConstruct('attributes', scanAttributes) },
};

export const attributesFromMarkdown = compileConstruct('attributes', (source) => ({
  type: 'attributes',
  source,
  ...(readAttributes(source) ?? { options: {} }),
}));

const ITEM = /^\s*(?:#([\w:.-]+)|([a-z][\w-]*)=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))/;

/**
 * The identifier and the options of `{#id key=value key="two words"}`, or undefined if the text
 * between the braces is something else.
 */
export function readAttributes(
  source: string,
): { identifier?: string; options: Record<string, string> } | undefined {
  let rest = source.slice(1, -1);
  let identifier: string | undefined;
  const pairs: [string, string][] = [];
  while (rest.trim() !== '') {
    const item = ITEM.exec(rest);
    if (item === null) return undefined;
    if (item[1] !== undefined) identifier = item[1];
    else pairs.push([item[2] as string, item[3] ?? item[4] ?? item[5] ?? '']);
    rest = rest.slice(item[0].length);
  }
  const options = Object.fromEntries(pairs); // an assignment would lose `__proto__`
  return identifier === undefined ? { options } : { identifier, options };
}

function scanAttributes(): ReturnType<Automaton> {
  let source = '';
  let quote = '';
  return (character) => {
    if (character === '' || character === '\n') return 'fail';
    source += character;
    if (source.length === 1) return character === '{' ? 'go on' : 'fail';
    if (quote !== '') {
      if (character === quote) quote = '';
      return 'go on';
    }
    if (character === '{') return 'fail';
    if (character === '"' || character === "'") quote = character;
    if (character !== '}') return 'go on';
    return source.trim().length > 2 && readAttributes(source) !== undefined ? 'end with' : 'fail';
  };
}
