/**
 * A value, a table, a figure and a fact of the real working paper, followed to their cells.
 */
import { beforeAll, expect, it } from 'vitest';
import { diskTree, loadShared } from './1-load/index.ts';
import { OWN_FOLDER } from './commands/project.ts';
import type { Document, Inputs } from './model.ts';
import { composeReport } from './report.ts';
import { listTraces, sampleKeys, type Trace, traceKey } from './trace-value.ts';

let document: Document;
let inputs: Inputs;

beforeAll(async () => {
  const files = diskTree(OWN_FOLDER);
  const shared = await loadShared(files);
  const revisionOf = async () => ({ id: 'test', date: '2026-03-01T00:00:00.000Z' });
  const stage = () => () => undefined;
  const composed = await composeReport(files, 'working-paper', { shared, revisionOf, stage });
  document = composed.document as Document;
  inputs = composed.inputs as Inputs;
}, 60_000);

/** What a trace says, with its cells as `table.row.column`. */
function check(key: string, expected: object): Trace {
  const trace = traceKey(document, inputs, key) as Trace;
  const cells = trace.columns.flatMap(({ table, column, cells }) =>
    cells.map(({ row }) => `${table}.${row}.${column}`),
  );
  expect({ ...trace, cells }).toMatchObject(expected);
  return trace;
}

it('follows a value to each cell with unit, source and licence', () => {
  const value = listTraces(document).find(({ expression }) =>
    expression.startsWith('million (sum cities "population_2021" except'),
  );
  const { columns } = check(value?.key ?? '', { kind: 'value', formatter: 'million' });
  expect(columns).toHaveLength(1);
  expect(columns[0]).toMatchObject({ unit: 'people', licence: 'OGL v3.0' });
  expect(columns[0]?.cells).toHaveLength(37);
  expect(columns[0]?.cells[0]).toMatchObject({
    row: 'birmingham',
    value: 1144919,
    checked: 'yes',
    line: 3,
  });
  check(`value-${value?.key}`, { key: value?.key }); // as a link of the web page has it
});

it('follows a figure and a table, and says what the table holds', () => {
  check('fig-size', {
    kind: 'figure',
    cells: expect.arrayContaining(['cities.leeds.population_2011']),
  });
  const { holds } = check('@tbl-nations', {
    kind: 'table',
    cells: expect.arrayContaining(['cities.leeds.nation']),
  });
  expect(holds?.length).toBeGreaterThan(20);
  check(holds?.[0] ?? '', { kind: 'value', text: 'England' });
});

it('follows a cited fact to the work it was read in', () => {
  const fact = listTraces(document).find(({ kind }) => kind === 'fact');
  const { work } = check(fact?.key ?? '', { kind: 'fact' });
  expect(inputs.references.has(work?.key ?? '')).toBe(true);
  expect(work?.address).toMatch(/^https?:/);
});

it('picks the same for the same seed', () => {
  const picked = sampleKeys(document, 10, 7);
  expect(picked).toHaveLength(10);
  expect(sampleKeys(document, 10, 7)).toEqual(picked);
  expect(sampleKeys(document, 10, 8)).not.toEqual(picked);
});

it('can follow everything that it lists', () => {
  for (const { key } of listTraces(document)) check(key, { key });
});
