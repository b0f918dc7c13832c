/**
 * A template and what it may see in, the first name or operand that stands for nothing out, before anything is printed:
 * branches that are not taken today are read too, and so are partials with what their callers give them. Knows tables by
 * their schema and never looks at a row.
 */
import type { Place, Table, Template } from '../model.ts';
import { nearest, suggest } from '../nearest.ts';
import { TemplateFault } from './template-fault.ts';
import {
  type Kind,
  namesOf,
  signatureOf,
  type TemplateWorld,
  UNKNOWN,
  VALUE,
} from './template-kinds.ts';
import { BOUNDS } from './values/choose-rows.ts';
import { HELPER_SHAPES, type HelperShape } from './values/helper-shape.ts';

interface Scope {
  readonly template: Template;
  readonly world: TemplateWorld;
  /** What `this` stands for, and before it what `../` does. */
  readonly contexts: readonly Kind[];
  readonly blockParams: ReadonlyMap<string, Kind>;
  /** Partials with what they were given, each read once. */
  readonly seen: Set<string>;
}

/** Helpers of templates alone, by how many operands they take. */
const TEMPLATE_HELPERS: ReadonlyMap<string, number> = new Map([
  ['eq', 2],
  ['slot', 1],
]);

/** Throws a TemplateFault for the first fault; Handlebars' own error if a text cannot be read. */
export function checkTemplate(template: Template, world: TemplateWorld): void {
  const scope = { template, world, contexts: [{ is: 'root' } as Kind] };
  checkText({ ...scope, blockParams: new Map(), seen: new Set() });
}

function checkText(scope: Scope): void {
  checkBody(scope.world.parse(scope.template.text).body, scope);
}

function checkBody(body: readonly hbs.AST.Statement[], scope: Scope): void {
  for (const statement of body) {
    switch (statement.type) {
      case 'MustacheStatement':
        checkPrinted(statement as hbs.AST.MustacheStatement, scope);
        break;
      case 'BlockStatement':
        checkBlockCall(statement as hbs.AST.BlockStatement, scope);
        break;
      case 'PartialStatement':
        checkPartial(statement as hbs.AST.PartialStatement, scope);
        break;
      case 'ContentStatement':
      case 'CommentStatement':
        break;
      default:
        throw faultAt(scope, statement.loc, {
          rule: 'template-parses',
          message: 'Unexpected decorator or block partial, expected `{{> name}}`',
          note: 'put the shared part into a file below templates/ and call it by its name',
        });
    }
  }
}

/** What is printed must be one value; rows would print as `[object Object]`. */
function checkPrinted(call: hbs.AST.MustacheStatement, scope: Scope): void {
  const kind = kindOfCall(call, scope);
  const isScalar = kind.is !== 'facts' || typeof kind.value !== 'object';
  if (isScalar && ['value', 'unknown', 'facts'].includes(kind.is)) return;
  throw faultAt(scope, call.loc, {
    rule: 'value-single',
    message: 'Unexpected rows, expected a single value',
    note: 'walk them with `{{#each …}}`, or ask for one value: `count …`, `list …`',
  });
}

function checkBlockCall(block: hbs.AST.BlockStatement, scope: Scope): void {
  const name = String((block.path as hbs.AST.PathExpression).original);
  const [param] = block.params;
  if (!['each', 'if', 'unless'].includes(name) || param === undefined)
    throw faultAt(scope, block.loc, {
      rule: 'helper-known',
      message: `Unexpected block \`#${name}\`, expected \`#each\`, \`#if\` or \`#unless\` of something`,
      note: suggest(name, ['each', 'if', 'unless']),
    });
  const kind = kindOfNode(param, scope);
  const inner = name === 'each' ? openEach(kind, block, scope) : scope;
  if (block.program !== undefined) checkBody(block.program.body, inner);
  if (block.inverse !== undefined && block.inverse !== null) checkBody(block.inverse.body, scope);
}

function openEach(kind: Kind, block: hbs.AST.BlockStatement, scope: Scope): Scope {
  const item = itemOf(kind, block, scope);
  const [first, second] = block.program?.blockParams ?? [];
  const blockParams = new Map(scope.blockParams);
  if (first !== undefined) blockParams.set(first, item);
  if (second !== undefined) blockParams.set(second, VALUE);
  return { ...scope, contexts: [...scope.contexts, item], blockParams };
}

function itemOf(kind: Kind, { loc }: hbs.AST.BlockStatement, scope: Scope): Kind {
  if (kind.is === 'rows') return { is: 'row', table: kind.table };
  if (kind.is === 'groups') return { is: 'group', table: kind.table };
  if (kind.is === 'values') return VALUE;
  if (kind.is === 'unknown') return UNKNOWN;
  if (kind.is === 'facts' && Array.isArray(kind.value))
    return kind.value.length === 0 ? UNKNOWN : { is: 'facts', value: kind.value[0] };
  throw faultAt(scope, loc, {
    rule: 'helper-operand',
    message: 'Unexpected operand of `each`, expected a table, rows or a list',
    note: 'write `{{#each cities}}` or `{{#each (where cities nation="Wales")}}`',
  });
}

/** The partial is there, and all that it names is among what it is given. */
function checkPartial(call: hbs.AST.PartialStatement, scope: Scope): void {
  const { world } = scope;
  const name = String((call.name as hbs.AST.PathExpression).original ?? '');
  const template = world.templates.get(name);
  if (template === undefined)
    throw faultAt(scope, call.loc, {
      rule: 'template-partial-exists',
      message: `Unexpected partial \`${name}\`, expected a template below templates/`,
      note: suggest(
        name,
        [...world.templates.keys()].filter((one) => one !== scope.template.name),
      ),
    });
  const [param] = call.params;
  const base = param === undefined ? currentOf(scope) : kindOfNode(param, scope);
  const pairs = call.hash?.pairs ?? [];
  const names = new Map(pairs.map(({ key, value }) => [key, kindOfNode(value, scope)]));
  const context: Kind = names.size === 0 ? base : { is: 'with', base, names };
  const given = `${name} ${signatureOf(context)}`;
  if (scope.seen.has(given)) return;
  scope.seen.add(given);
  checkText({ ...scope, template, contexts: [...scope.contexts, context], blockParams: new Map() });
}

function currentOf({ contexts }: Scope): Kind {
  return contexts.at(-1) ?? UNKNOWN;
}

function kindOfNode(node: hbs.AST.Expression, scope: Scope): Kind {
  if (node.type === 'SubExpression') return kindOfCall(node as hbs.AST.SubExpression, scope);
  if (node.type === 'PathExpression') return kindOfPath(node as hbs.AST.PathExpression, scope);
  return VALUE;
}

function kindOfCall(call: hbs.AST.MustacheStatement | hbs.AST.SubExpression, scope: Scope): Kind {
  const path = call.path as hbs.AST.PathExpression;
  const isCall = call.params.length > 0 || call.hash !== undefined || call.type === 'SubExpression';
  if (!isCall && !isHelper(path, scope)) return kindOfNode(path, scope);
  const name = String(path.original);
  const operands = call.params.map((param) => kindOfNode(param, scope));
  for (const { value } of call.hash?.pairs ?? []) kindOfNode(value, scope);
  const shape = Object.hasOwn(HELPER_SHAPES, name) ? HELPER_SHAPES[name] : undefined;
  if (shape !== undefined) return checkOperands(name, shape, call, operands, scope);
  const many = TEMPLATE_HELPERS.get(name);
  if (many !== undefined && many === operands.length) return VALUE;
  throw faultAt(scope, call.loc, {
    rule: many === undefined ? 'helper-known' : 'helper-operand',
    message:
      many === undefined
        ? `Unexpected name \`${name}\`, expected a helper, a column, a table or an option`
        : `Unexpected \`${name}\` of ${operands.length}, expected ${many}`,
    note:
      many === undefined
        ? suggest(name, scope.world.helpers)
        : `write ${many === 1 ? '`slot "content"`' : '`eq this.nation "Wales"`'}`,
  });
}

/** A single word that names a helper and nothing in sight. */
function isHelper({ original }: hbs.AST.PathExpression, { world }: Scope): boolean {
  return world.helpers.includes(String(original)); // `this.date` is a column, `date` a helper
}

/** Tables where rows are due, and columns and conditions that the table has. */
function checkOperands(
  name: string,
  shape: HelperShape,
  call: hbs.AST.MustacheStatement | hbs.AST.SubExpression,
  kinds: readonly Kind[],
  scope: Scope,
): Kind {
  const at = shape.operands.indexOf('rows');
  const from = kinds[at];
  if (from !== undefined && !['rows', 'unknown'].includes(from.is))
    throw faultAt(scope, call.params[at]?.loc ?? call.loc, {
      rule: 'helper-operand',
      message: `Unexpected operand of \`${name}\`, expected a table`,
      note: `write for example \`${shape.usage}\`; inside \`{{#each}}\` a table is \`@root.cities\``,
    });
  const table = from?.is === 'rows' ? from.table : undefined;
  call.params.forEach((param, index) => {
    if (shape.operands[index] !== 'column' || param.type !== 'StringLiteral') return;
    checkColumn((param as hbs.AST.StringLiteral).value, table, param.loc, scope);
  });
  for (const { key, loc } of shape.filters ? (call.hash?.pairs ?? []) : []) {
    if (![...shape.options, ...BOUNDS, 'except'].includes(key)) checkColumn(key, table, loc, scope);
  }
  if (shape.gives === 'rows' || shape.gives === 'groups') return { is: shape.gives, table };
  return shape.gives === 'values' ? { is: 'values' } : VALUE;
}

function checkColumn(
  name: string,
  table: Table | undefined,
  loc: hbs.AST.SourceLocation,
  scope: Scope,
): void {
  if (table === undefined || table.columns.has(name)) return;
  const [first = '', second = ''] = name.split('.'); // `city.name`, through the key in `city`
  if (scope.world.tables.get(table.references?.get(first) ?? '')?.columns.has(second)) return;
  throw faultAt(scope, loc, {
    rule: 'data-column-exists',
    message: `Unexpected column \`${name}\`, expected a column of \`${table.name}\``,
    note: suggest(name, table.columns.keys()),
  });
}

function kindOfPath(path: hbs.AST.PathExpression, scope: Scope): Kind {
  const parts = path.parts.map(String);
  const [first = ''] = parts;
  if (path.data) {
    if (first === 'root') return walk(parts.slice(1), { is: 'root' }, path, scope);
    if (['index', 'first', 'last'].includes(first) && parts.length === 1) return VALUE;
    throw unknownName(path, ['@root', '@index', '@first', '@last'], scope);
  }
  const param = path.depth === 0 ? scope.blockParams.get(first) : undefined;
  if (param !== undefined) return walk(parts.slice(1), param, path, scope);
  return walk(parts, scope.contexts.at(-1 - path.depth) ?? UNKNOWN, path, scope);
}

function walk(
  parts: readonly string[],
  from: Kind,
  path: hbs.AST.PathExpression,
  scope: Scope,
): Kind {
  let kind = from;
  for (const part of parts) {
    const names = namesOf(kind, scope.world);
    if (names === undefined) return UNKNOWN;
    const next = names.get(part);
    if (next === undefined) throw unknownName(path, [...names.keys()], scope, part);
    kind = next;
  }
  return kind;
}

function unknownName(
  path: hbs.AST.PathExpression,
  known: readonly string[],
  scope: Scope,
  part = String(path.original),
): TemplateFault {
  const isTable = scope.world.tables.has(part) && !known.includes(part);
  return faultAt(scope, path.loc, {
    rule: 'template-name-known',
    message: `Unexpected name \`${path.original}\`, expected a column, a table or an option`,
    note: isTable ? `write \`@root.${part}\`` : suggestPath(String(path.original), part, known),
  });
}

/** The whole path as it should be written, so that it can take the place of the wrong one. */
function suggestPath(path: string, part: string, known: readonly string[]): string {
  const near = nearest(part, known);
  return near === undefined ? suggest(part, known) : `write \`${path.replace(part, near)}\``;
}

function faultAt(
  { template }: Scope,
  loc: hbs.AST.SourceLocation,
  fault: { rule: string; message: string; note: string },
): TemplateFault {
  const place: Place = {
    file: template.path,
    line: loc.start.line + template.offset,
    column: loc.start.column + 1,
  };
  return new TemplateFault(fault, place);
}
