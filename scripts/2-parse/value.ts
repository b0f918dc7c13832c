/**
 * `{{ … }}` in running text: Markdown in, `value` nodes out. Knows nothing of what an expression means.
 */
import type { Extension as FromMarkdown } from 'mdast-util-from-markdown';
import type { Extension } from 'micromark-util-types';
import { type Automaton, scanConstruct } from './scan-construct.ts';

/** Syntax of a value: two braces, anything but an unquoted closing pair, two braces; on one line. */
export const valueSyntax: Extension = { text: { 123: scanConstruct('value', scanValue) } };

export const valueFromMarkdown: FromMarkdown = {
  enter: {
    value(token) {
      const expression = this.sliceSerialize(token).slice(2, -2).trim();
      this.enter({ type: 'value', expression }, token);
    },
  },
  exit: {
    value(token) {
      this.exit(token);
    },
  },
} as FromMarkdown;

function scanValue(): ReturnType<Automaton> {
  let at = 0;
  let quote = '';
  let closing = false;
  return (character) => {
    at++;
    if (at <= 2) return character === '{' ? 'go on' : 'fail';
    if (character === '') return 'fail';
    if (quote !== '') {
      if (character === quote) quote = '';
      return 'go on';
    }
    if (character === '}') {
      if (closing) return 'end with';
      closing = true;
      return 'go on';
    }
    if (closing || (at === 3 && character === '{')) return 'fail';
    if (character === '"' || character === "'") quote = character;
    return 'go on';
  };
}
