/**
 * A Vega-Lite specification in, its single views out, each with the data, transforms and encodings
 * it inherits from the layers, facets and rows around it. Knows no table and complains of nothing.
 */
import { isList, isObject, type Json, type JsonObject, type Pointer } from './json-value.ts';

/** A part of the specification and where it stands. */
export interface Part {
  readonly node: JsonObject;
  readonly pointer: Pointer;
}

/** One channel of an encoding: "x", "color", or the "row", "column" or "facet" around the view. */
export interface Channel extends Part {
  readonly channel: string;
}

/** A view that draws one kind of mark. */
export interface UnitView extends Part {
  /** "bar", "line", "text" …; '' where the specification gives none. */
  readonly mark: string;
  readonly data: Part | undefined;
  readonly transforms: readonly Part[];
  readonly channels: readonly Channel[];
}

type Inherited = Pick<UnitView, 'data' | 'transforms' | 'channels'>;

/** Every single view, in the order in which they are drawn. */
export function walkViews(spec: JsonObject): UnitView[] {
  return walk({ node: spec, pointer: [] }, { data: undefined, transforms: [], channels: [] });
}

/** The parts that are views themselves: layers, concatenated views, the view inside a facet. */
export function listChildViews({ node, pointer }: Part): Part[] {
  const children: Part[] = [];
  for (const name of ['layer', 'hconcat', 'vconcat', 'concat', 'spec']) {
    const value = node[name];
    if (isObject(value)) children.push({ node: value, pointer: [...pointer, name] });
    if (isList(value)) children.push(...listParts(value, [...pointer, name]));
  }
  return children;
}

function walk(part: Part, inherited: Inherited): UnitView[] {
  const own = inherit(part, inherited);
  const children = listChildViews(part);
  if (children.length > 0) return children.flatMap((child) => walk(child, own));
  return [{ ...part, ...own, mark: nameMark(part.node['mark']) }];
}

function inherit({ node, pointer }: Part, inherited: Inherited): Inherited {
  const ownData = isObject(node['data']);
  const transforms = listParts(node['transform'], [...pointer, 'transform']);
  return {
    data: ownData
      ? { node: node['data'] as JsonObject, pointer: [...pointer, 'data'] }
      : inherited.data,
    // A view with data of its own starts afresh: the transforms around it belong to other rows.
    transforms: ownData ? transforms : [...inherited.transforms, ...transforms],
    channels: mergeChannels(inherited.channels, [
      ...listFacets(node, pointer),
      ...listChannels(node['encoding'], [...pointer, 'encoding']),
    ]),
  };
}

/** The kind of mark, whether it is written as a word or with its properties; '' if there is none. */
export function nameMark(mark: Json | undefined): string {
  if (typeof mark === 'string') return mark;
  return isObject(mark) && typeof mark['type'] === 'string' ? mark['type'] : '';
}

function mergeChannels(outer: readonly Channel[], inner: readonly Channel[]): Channel[] {
  const named = new Set(inner.map(({ channel }) => channel));
  return [...outer.filter(({ channel }) => !named.has(channel)), ...inner];
}

/** `facet` is one field, or an object of a `row` and a `column`. */
function listFacets(node: JsonObject, pointer: Pointer): Channel[] {
  const facet = node['facet'];
  if (!isObject(facet)) return [];
  const at = [...pointer, 'facet'];
  if (typeof facet['field'] === 'string') return [{ channel: 'facet', node: facet, pointer: at }];
  return listChannels(facet, at);
}

function listChannels(encoding: Json | undefined, pointer: Pointer): Channel[] {
  if (!isObject(encoding)) return [];
  return Object.entries(encoding).flatMap(([channel, value]) => {
    const at = [...pointer, channel];
    if (isObject(value)) return [{ channel, node: value, pointer: at }];
    return isList(value) ? listParts(value, at).map((part) => ({ channel, ...part })) : [];
  });
}

function listParts(value: Json | undefined, pointer: Pointer): Part[] {
  if (!isList(value)) return [];
  return value.flatMap((node, index) =>
    isObject(node) ? [{ node, pointer: [...pointer, index] }] : [],
  );
}
