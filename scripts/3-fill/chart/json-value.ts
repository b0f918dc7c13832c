/**
 * A chart specification as it comes out of a JSON file: its shape, and the questions every reader
 * of it asks. Knows nothing of charts.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** Steps from the root of a specification to a part of it; names and indexes from 0. */
export type Pointer = readonly (string | number)[];

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The strings in a value that may be one string, a list of strings, or neither. */
export function listStrings(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The objects in a value that may be one object, a list of them, or neither. */
export function listObjects(value: Json | undefined): JsonObject[] {
  if (isList(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}
