/**
 * What the names of a template may stand for, known from the schema alone: tables, rows, groups, options, settings. A kind
 * in, the names within it out.
 */
import type Handlebars from 'handlebars';
import type { Table, Tables, Template } from '../model.ts';

/** What a name may stand for. */
export type Kind =
  | { readonly is: 'root' | 'options' | 'value' | 'unknown' }
  | { readonly is: 'rows' | 'row' | 'groups' | 'group'; readonly table: Table | undefined }
  | { readonly is: 'values' }
  | { readonly is: 'facts'; readonly value: unknown }
  | { readonly is: 'with'; readonly base: Kind; readonly names: ReadonlyMap<string, Kind> };

/** What a template may name. */
export interface TemplateWorld {
  readonly tables: Tables;
  readonly templates: ReadonlyMap<string, Template>;
  readonly helpers: readonly string[];
  readonly options: readonly string[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly parse: (typeof Handlebars)['parse'];
}

/** One value that can be printed. */
export const VALUE: Kind = { is: 'value' };
/** What cannot be known before rendering. */
export const UNKNOWN: Kind = { is: 'unknown' };
/** A text that is equal for kinds with the same names. */
export function signatureOf(kind: Kind): string {
  if (kind.is === 'with') {
    const names = [...kind.names].map(([name, one]) => `${name}=${signatureOf(one)}`);
    return `${signatureOf(kind.base)}(${names.join(' ').slice(0, 500)})`;
  }
  return 'table' in kind ? `${kind.is}:${kind.table?.name}` : kind.is;
}

/** What stands in a thing, by its name; undefined if that cannot be known. Prototypes hold nothing. */
export function namesOf(kind: Kind, world: TemplateWorld): ReadonlyMap<string, Kind> | undefined {
  switch (kind.is) {
    case 'unknown':
      return undefined;
    case 'root':
      return new Map<string, Kind>([
        ...[...world.tables.values()].map((table) => [table.name, { is: 'rows', table }] as const),
        ...Object.entries(world.facts).map(
          ([name, value]) => [name, { is: 'facts', value }] as const,
        ),
        ['options', { is: 'options' }],
      ]);
    case 'options':
      return new Map(world.options.map((name) => [name, VALUE]));
    case 'row':
      return (
        kind.table && new Map(['_key', ...kind.table.columns.keys()].map((one) => [one, VALUE]))
      );
    case 'group':
      return new Map([
        ['key', VALUE],
        ['rows', { is: 'rows', table: kind.table }],
      ]);
    case 'with': {
      const base = namesOf(kind.base, world);
      return base && new Map([...base, ...kind.names]);
    }
    case 'facts':
      return typeof kind.value === 'object' && kind.value !== null
        ? new Map(Object.entries(kind.value).map(([name, value]) => [name, { is: 'facts', value }]))
        : new Map();
    default:
      return new Map();
  }
}
