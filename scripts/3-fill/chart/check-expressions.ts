/**
 * A chart specification in, complaints about expressions that may never end or differ from build to build out. Every
 * text of the specification is looked at, since filters, labels of axes and parameters may all hold one.
 *
 * `chart-expression-quick`
 * Why: a regular expression can take longer than the universe is old over a text of thirty letters.
 * Accepted: `"labelExpr": "indexof(datum.label, 'a') >= 0 ? datum.label : ''"`
 * Rejected: `"labelExpr": "test(/^(a+)+$/, datum.label) ? datum.label : ''"`
 * Message: Unexpected regular expression in `test(/^(a+)+$/, datum.label) ? datum.label : ''`, expected a comparison of texts
 *
 * `chart-repeatable`
 * Why: the same sources must print the same bytes.
 * Accepted: `"calculate": "datum.year - 2000"`
 * Rejected: `"calculate": "random()"`
 * Message: Unexpected `random()`, expected a chart that is the same at every build
 */
import type { Complain } from './chart-fault.ts';
import { isList, isObject, type Json, type JsonObject, type Pointer } from './json-value.ts';
import { type ParseExpression, readExpression } from './read-expression.ts';

/** What makes a text worth parsing: most are names. */
const SUSPECT = /\/|\b(?:regexp|test|random|now|sample\w*)\s*\(/;
const CHANCE = /^(?:random|now|sample\w+)$/;

/** Complains of each; false if there is one, and the chart is not to be drawn. */
export function checkExpressions(
  spec: JsonObject,
  parse: ParseExpression,
  complain: Complain,
): boolean {
  let isSound = true;
  const act = (text: string, pointer: Pointer) => {
    const use = SUSPECT.test(text) ? tryReading(text, parse) : undefined;
    const chance = use?.functions.find((name) => CHANCE.test(name));
    if (use?.hasPattern === true) complainOfPattern(text, pointer, complain);
    if (chance !== undefined) complainOfChance(`${chance}()`, pointer, complain);
    if (use?.hasPattern === true || chance !== undefined) isSound = false;
  };
  const { usermeta: _words, $schema: _address, description: _more, ...rest } = spec;
  visitTexts(rest, [], act);
  return isSound;
}

/** Undefined for what is no expression but a name or words; a broken one is told where it is used. */
function tryReading(text: string, parse: ParseExpression) {
  try {
    return readExpression(text, parse);
  } catch {
    return undefined;
  }
}

function visitTexts(
  value: Json | undefined,
  pointer: Pointer,
  act: (text: string, pointer: Pointer) => void,
): void {
  if (typeof value === 'string') act(value, pointer);
  else if (isList(value)) {
    for (const [index, item] of value.entries()) visitTexts(item, [...pointer, index], act);
  } else if (isObject(value)) {
    for (const [name, child] of Object.entries(value)) {
      if (name === 'values' && pointer.at(-1) === 'data') continue;
      visitTexts(child, [...pointer, name], act);
    }
  }
}

function complainOfPattern(text: string, pointer: Pointer, complain: Complain): void {
  complain({
    rule: 'chart-expression-quick',
    reason: `Unexpected regular expression in \`${text}\`, expected a comparison of texts`,
    note: "write `datum.name === '…'` or `indexof(datum.name, '…') >= 0`",
    pointer: [...pointer],
  });
}

/** Also of the transform `sample`, which takes rows by chance. */
export function complainOfChance(name: string, pointer: Pointer, complain: Complain): void {
  complain({
    rule: 'chart-repeatable',
    reason: `Unexpected \`${name}\`, expected a chart that is the same at every build`,
    note: 'choose rows by a filter on their cells, and write dates as they are',
    pointer: [...pointer],
  });
}
