/**
 * A chart specification in, complaints about numbers that would make it draw for ever or fill the memory out. Knows no
 * table and draws nothing.
 */
import type { ChartFault } from './chart-fault.ts';
import { isList, isObject, type Json, type JsonObject, type Pointer } from './json-value.ts';

/** More rows, ticks or pixels than this no page can show. */
const MOST = 10_000;

/** Properties that say how many there are or how large something is. */
const COUNTS = new Set([
  ...['width', 'height', 'tickCount', 'maxbins', 'steps', 'columns', 'size', 'fontSize'],
  ...['strokeWidth', 'padding', 'spacing', 'offset', 'step', 'bandwidth'],
]);

/** Every size in the specification that is out of all bounds. */
export function findSizes(value: Json | undefined, pointer: Pointer = []): ChartFault[] {
  if (isList(value)) return value.flatMap((item, index) => findSizes(item, [...pointer, index]));
  if (!isObject(value)) return [];
  const faults = Object.entries(value).flatMap(([name, child]) =>
    name === 'values' && pointer.at(-1) === 'data'
      ? []
      : checkSize(name, child, [...pointer, name]),
  );
  return countSequence(value) > MOST
    ? [...faults, describe('sequence of numbers', [...pointer])]
    : faults;
}

function checkSize(name: string, child: Json | undefined, pointer: Pointer): ChartFault[] {
  if (typeof child === 'string' && /\bsequence\s*\(/.test(child))
    return [describe('`sequence(…)`', pointer)];
  if (typeof child !== 'number') return findSizes(child, pointer);
  const isSize = COUNTS.has(name) && Math.abs(child) > MOST;
  return isSize ? [describe(`\`${name}\` of ${child}`, pointer)] : [];
}

/** `{start, stop, step}` stands for so many numbers. */
function countSequence({ start = 0, stop, step = 1 }: JsonObject): number {
  if (typeof stop !== 'number' || typeof start !== 'number' || typeof step !== 'number') return 0;
  return step === 0 ? Number.POSITIVE_INFINITY : Math.abs((stop - start) / step);
}

function describe(what: string, pointer: Pointer): ChartFault {
  return {
    rule: 'chart-specification',
    reason: `Unexpected ${what}, expected at most ${MOST}`,
    note: 'choose rows of a table, and sizes that fit a page',
    pointer: [...pointer],
  };
}
