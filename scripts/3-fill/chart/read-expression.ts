/**
 * A Vega expression in, the fields of a row and the functions it uses out. Does not evaluate it.
 */

/** The parser that Vega brings; throws on what is no expression. */
export type ParseExpression = (text: string) => unknown;

/** What an expression takes: `datum.name` gives a field, `random()` a function. */
export interface ExpressionUse {
  readonly fields: readonly string[];
  readonly functions: readonly string[];
  /** True if it holds a regular expression, which may take for ever over some text. */
  readonly hasPattern: boolean;
}

interface SyntaxNode {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** Fields and functions in order of use. Throws what `parse` throws. */
export function readExpression(text: string, parse: ParseExpression): ExpressionUse {
  const fields: string[] = [];
  const functions: string[] = [];
  let hasPattern = false;
  visit(parse(text), (node) => {
    if (node.type === 'MemberExpression') fields.push(...nameField(node));
    if (node.type === 'CallExpression' && isNode(node['callee'])) {
      functions.push(String(node['callee']['name']));
    }
    if (node.type === 'Literal' && node['regex'] !== undefined) hasPattern = true;
  });
  const makesPattern = functions.some((name) => name === 'regexp' || name === 'test');
  return { fields, functions, hasPattern: hasPattern || makesPattern };
}

function nameField(node: SyntaxNode): string[] {
  const { object, property } = node;
  if (!isNode(object) || object['name'] !== 'datum' || !isNode(property)) return [];
  const name = node['computed'] === true ? property['value'] : property['name'];
  return typeof name === 'string' ? [name] : [];
}

function visit(value: unknown, act: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, act);
  if (!isNode(value)) return;
  act(value);
  for (const child of Object.values(value)) visit(child, act);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}
