/**
 * An expression between braces in, its value out: Handlebars' own syntax, read by its parser and evaluated here,
 * so that every fault has its column and every value its cells. Prototypes are out of reach: a path leads only
 * through tables, rows and columns.
 */
import type Handlebars from 'handlebars';
import type { Tables } from '../../model.ts';
import { suggest } from '../../nearest.ts';
import { NUMBER_HELPERS } from './ask-numbers.ts';
import { ROW_HELPERS } from './ask-rows.ts';
import { columnOf, rowOf } from './choose-rows.ts';
import { HELPER_SHAPES, type HelperShape } from './helper-shape.ts';
import { cellOf, type Helper, literal, type Operand, type Tracked, ValueFault } from './operand.ts';
import { RECKONING_HELPERS } from './reckon.ts';
import { SAYING_HELPERS } from './say.ts';
import { unanswered } from './sum-column.ts';

/** Every helper of expressions and templates, its call checked against its shape. */
export const HELPERS: Readonly<Record<string, Helper>> = Object.fromEntries(
  Object.entries({
    ...NUMBER_HELPERS,
    ...RECKONING_HELPERS,
    ...ROW_HELPERS,
    ...SAYING_HELPERS,
  }).map(([name, helper]) => [name, checkCalls(name, helper)]),
);

/** Beyond these an expression is a slip: brackets, and characters. */
const [MOST_CALLS, MOST_LENGTH] = [20, 1000];

type Node = hbs.AST.Expression;
type Parse = (typeof Handlebars)['parse'];

/** The value of `count cities nation="Wales"`; throws a ValueFault that names the wrong word. */
export function evaluate(expression: string, tables: Tables, parse: Parse): Tracked {
  const operand = evaluateCall(readExpression(expression, parse), tables);
  if (operand.kind === 'value') return operand;
  throw new ValueFault(
    'value-single',
    'Unexpected rows, expected a single value',
    'ask for one: `count …`, `sum … "column"`',
  );
}

/** The helper with its operands counted, its options known and its answer a number that can be printed. */
function checkCalls(name: string, helper: Helper): Helper {
  const shape = HELPER_SHAPES[name] as HelperShape;
  return (operands, options) => {
    const { length } = operands;
    if (length < shape.required || length > shape.operands.length)
      throw new ValueFault(
        'helper-operand',
        `Unexpected \`${name}\` of ${length} ${length === 1 ? 'operand' : 'operands'}, expected ${shape.required === shape.operands.length ? '' : `${shape.required} or `}${shape.operands.length}`,
        `write for example \`${shape.usage}\``,
        name,
      );
    for (const option of shape.filters ? [] : Object.keys(options)) {
      if (shape.options.includes(option)) continue;
      throw new ValueFault(
        'helper-option',
        `Unexpected option \`${option}\` of \`${name}\`, expected one that it has`,
        suggest(option, shape.options),
        option,
      );
    }
    const made = helper(operands, options);
    if (made.kind === 'value' && typeof made.value === 'number' && !Number.isFinite(made.value))
      throw unanswered('number beyond all bounds', 'ask for something smaller', name);
    return made;
  };
}

function readExpression(expression: string, parse: Parse): hbs.AST.MustacheStatement {
  if (expression.split('(').length > MOST_CALLS || expression.length > MOST_LENGTH)
    throw new ValueFault(
      'value-parses',
      `Unexpected expression of ${expression.length} characters, expected a helper and its operands`,
      'ask for less in one value',
    );
  refuseCurly(expression);
  let program: hbs.AST.Program;
  try {
    program = parse(`{{${expression}}}`);
  } catch {
    throw new ValueFault(
      'value-parses',
      `Unexpected expression \`${expression}\`, expected a helper and its operands`,
      'write for example `{{count cities}}` or `{{million (sum cities "population_2021")}}`; close every bracket and quotation mark',
    );
  }
  const [statement, ...rest] = program.body;
  if (statement?.type === 'MustacheStatement' && rest.length === 0)
    return statement as hbs.AST.MustacheStatement;
  throw new ValueFault(
    'value-parses',
    `Unexpected expression \`${expression}\`, expected a value`,
    'blocks such as `#if` belong in templates',
  );
}

/** Word processors bend quotation marks; inside straight ones they are letters as any others. */
function refuseCurly(expression: string): void {
  const [curly] = /[“”„‘’]/.exec(expression.replace(/"[^"]*"|'[^']*'/g, '')) ?? [];
  if (curly === undefined) return;
  throw new ValueFault(
    'value-parses',
    `Unexpected quotation mark \`${curly}\`, expected a straight one`,
    `write straight quotation marks: \`{{${expression.replace(/[“”„‘’]/g, '"')}}}\``,
    curly,
  );
}

function evaluateCall(
  call: hbs.AST.MustacheStatement | hbs.AST.SubExpression,
  tables: Tables,
): Operand {
  const path = call.path as hbs.AST.PathExpression;
  const isCall = call.params.length > 0 || call.hash !== undefined;
  if (!isCall) return evaluateNode(path, tables);
  const name = String(path.original);
  const helper = Object.hasOwn(HELPERS, name) ? HELPERS[name] : undefined;
  if (helper === undefined) {
    throw new ValueFault(
      'helper-known',
      `Unexpected helper \`${name}\`, expected one of the helpers`,
      suggest(name, Object.keys(HELPERS)),
      name,
    );
  }
  const { operands: kinds } = HELPER_SHAPES[name] as HelperShape;
  const operands = call.params.map((param, at) =>
    evaluateNode(param, tables, kinds[at] === 'rows'),
  );
  const pairs = (call.hash?.pairs ?? []).map(
    ({ key, value }) => [key, evaluateNode(value, tables)] as const,
  );
  return helper(operands, Object.fromEntries(pairs));
}

/** `isTable` where only a table can stand. */
function evaluateNode(node: Node, tables: Tables, isTable = false): Operand {
  switch (node.type) {
    case 'StringLiteral':
    case 'NumberLiteral':
    case 'BooleanLiteral':
      return literal((node as hbs.AST.StringLiteral).value);
    case 'SubExpression':
      return evaluateCall(node as hbs.AST.SubExpression, tables);
    case 'PathExpression':
      return evaluatePath(node as hbs.AST.PathExpression, tables, isTable);
    default:
      throw new ValueFault(
        'value-parses',
        'Unexpected expression, expected a table, a cell or a helper',
        'write for example `cities.leeds.population_2021`',
      );
  }
}

/** `cities`, or `cities.leeds.population_2021`. */
function evaluatePath(path: hbs.AST.PathExpression, tables: Tables, isTable: boolean): Operand {
  const [name = '', key, columnName, ...rest] = path.parts.map(String);
  const table = tables.get(name);
  if (table === undefined) {
    throw new ValueFault(
      'data-table-exists',
      `Unexpected \`${name}\`, expected a table of the data package`,
      isTable ? suggest(name, tables.keys()) : suggestTable(name, key === undefined, tables),
      name,
    );
  }
  if (key === undefined) return { kind: 'rows', table, rows: table.rows, chosenBy: [], tables };
  const row = rowOf(table, key);
  if (columnName === undefined || rest.length > 0) {
    throw new ValueFault(
      'value-single',
      `Unexpected path \`${path.original}\`, expected table.row.column`,
      `write for example \`${name}.${key}.${[...table.columns.keys()].at(-1)}\``,
      key,
    );
  }
  return cellOf(table, row, columnOf(table, columnName), tables);
}

/** The cure for a name that is no table: often it is a column or a word that wants quotation marks. */
function suggestTable(name: string, isAlone: boolean, tables: Tables): string {
  const isColumn = [...tables.values()].some(({ columns }) => columns.has(name));
  if (isColumn) return `put the column in quotation marks: \`"${name}"\``;
  return suggest(name, [...tables.keys(), ...(isAlone ? Object.keys(HELPERS) : [])]);
}
