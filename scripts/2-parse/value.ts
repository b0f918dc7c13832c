/**
 * `{{ … }}` in running text: Markdown in, `value` nodes out. Knows nothing of what an expression means.
 */
import type { Extension } from 'micromark-util-types';
import { compileConstruct } from './compile-construct.ts';
import { type Automaton, scanConstruct } from './scan-construct.ts';

/** Syntax of a value: two braces, anything but unquoted braces, two braces; on one line. */
export const valueSyntax: Extension = { text: { 123: scanConstruct('value', scanValue) } };

export const valueFromMarkdown = compileConstruct('value', (source) => ({
  type: 'value',
  expression: source.slice(2, -2).trim(),
}));

function scanValue(previous: string): ReturnType<Automaton> {
  if (previous === '{') return undefined; // three braces are a mistake and stay in sight
  let at = 0;
  let quote = '';
  let closing = false;
  return (character) => {
    at++;
    if (at <= 2) return character === '{' ? 'go on' : 'fail';
    if (character === '' || character === '\n') return 'fail';
    if (quote !== '') {
      if (character === quote) quote = '';
      return 'go on';
    }
    if (character === '}') {
      if (closing) return 'end with';
      closing = true;
      return 'go on';
    }
    if (closing || character === '{') return 'fail';
    if (character === '"' || character === "'") quote = character;
    return 'go on';
  };
}
