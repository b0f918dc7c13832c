/**
 * `paper trace REPORT [KEY]`: where a value, table, figure or cited fact came from, cell by cell; without a key what there
 * is, with `--sample` some of it at random for a person to follow.
 */
import { Fault } from '../diagnostics/fault.ts';
import { say } from '../diagnostics/index.ts';
import type { Document, Inputs, Place } from '../model.ts';
import { suggest } from '../nearest.ts';
import { composeReport } from '../report.ts';
import {
  listTraces,
  sampleKeys,
  type Trace,
  type Traced,
  type TracedColumn,
  traceKey,
} from '../trace-value.ts';
import type { CommonFlags } from './messages.ts';
import { openProject } from './project.ts';

export interface TraceFlags extends CommonFlags {
  /** How many to pick at random. */
  readonly sample?: string;
  /** Which ones: the same for the same number. */
  readonly seed?: string;
}

/** Prints the trace; returns the exit code. Throws a Fault for a report or a key that is not there. */
export async function trace(names: readonly string[], flags: TraceFlags): Promise<number> {
  const [report, key, ...rest] = names;
  if (rest.length > 0)
    throw new Fault(`One key at a time, not also \`${rest.join(' ')}\``, {
      note: 'put a key of several words in quotes',
    });
  const { document, inputs } = await compose(report, flags);
  const isJson = flags.json === true;
  if (key === undefined && flags.sample === undefined) {
    const traces = listTraces(document);
    say(isJson ? toJson({ report, traces }) : describeList(traces));
    return 0;
  }
  const keys =
    key === undefined
      ? sampleKeys(
          document,
          readCount(flags.sample, '--sample'),
          readCount(flags.seed, '--seed', 1),
        )
      : [key];
  const traces = keys.map((one) => traceKey(document, inputs, one) ?? refuseKey(document, one));
  say(isJson ? toJson({ report, traces }) : `${traces.map(describeTrace).join('\n')}`);
  return 0;
}

async function compose(
  report: string | undefined,
  flags: TraceFlags,
): Promise<{ readonly document: Document; readonly inputs: Inputs }> {
  const project = await openProject(flags.root, report === undefined ? [] : [report]);
  if (report === undefined)
    throw new Fault('No report is named, expected one to trace in', {
      note: `write for example \`trace ${project.known[0]}\``,
    });
  const stage = () => () => undefined;
  const { document, inputs } = await composeReport(project.tree, report, { ...project, stage });
  if (document !== undefined && inputs !== undefined) return { document, inputs };
  throw new Fault(`The report \`${report}\` cannot be read`, {
    exitCode: 1,
    note: `see what \`npm run -s check -- ${report}\` says of it`,
  });
}

function refuseKey({ provenance, report }: Document, key: string): never {
  const names = provenance.map((one) => one.key);
  throw new Fault(`Nothing in \`${report}\` has the key \`${key}\``, {
    exitCode: 1,
    note: `${suggest(key, names)}; \`npm run -s trace -- ${report}\` lists what there is`,
  });
}

function readCount(text: string | undefined, flag: string, otherwise?: number): number {
  if (text === undefined && otherwise !== undefined) return otherwise;
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count < 1e9) return count;
  throw new Fault(`Unexpected \`${flag} ${text}\`, expected a whole number from 1`, {
    note: `write for example \`${flag} 10\``,
  });
}

function toJson(content: object): string {
  return `${JSON.stringify({ version: 1, ok: true, ...content })}\n`;
}

function describeList(traces: readonly Traced[]): string {
  const width = Math.max(0, ...traces.map(({ key }) => key.length));
  const lines = traces.map(
    ({ key, kind, text, expression, place }) =>
      `${key.padEnd(width)}  ${kind.padEnd(6)}  ${sayPlace(place)}  ${kind === 'value' ? `${text} = ${expression}` : shorten(text || expression)}`,
  );
  return [...lines, ''].join('\n');
}

/** A trace as a person follows it, from the words to the rows of a file. */
function describeTrace(one: Trace): string {
  const isValue = one.kind === 'value';
  const lines = [
    `${one.key}  ${one.kind}  ${sayPlace(one.place)}`,
    `  says     ${one.text}${one.provisional ? ' [p]' : ''}`,
    isValue ? `  asked    {{${one.expression}}}` : `  made by  ${one.expression}`,
    ...(isValue && one.value !== null
      ? [`  value    ${one.value}, said by \`${one.formatter}\``]
      : []),
    ...(one.work
      ? [`  work     ${one.work.key}: ${one.work.title}`, `           ${one.work.address}`]
      : []),
    ...(isValue ? describeRoles(one) : []),
    ...one.columns.flatMap(describeColumn),
    ...(one.holds && one.holds.length > 0
      ? [
          `  holds    ${one.holds.length} values, each with a key of its own: ${one.holds.slice(0, 3).join(', ')} …`,
        ]
      : []),
  ];
  return [...lines, ''].join('\n');
}

/** What the marks before rows say; nothing where every row is used alike. */
function describeRoles({ columns }: Trace): string[] {
  const cells = columns.flatMap(({ table, cells }) => cells.map((cell) => ({ table, ...cell })));
  if (cells.every(({ role }) => role === 'used')) return [];
  const many = (wanted: string): number =>
    new Set(cells.filter(({ role }) => role === wanted).map(({ table, row }) => `${table}.${row}`))
      .size;
  const [used, compared] = [many('used'), many('compared')];
  return [
    ...(used === 0 ? [] : [`  rows     ${used} counted, added up or named: marked *`]),
    ...(compared === 0 ? [] : [`  rows     ${compared} only compared with: marked ~`]),
  ];
}

const MARKS = { used: '*', compared: '~' } as const;

/** The cells of a column, and under them their sources, each said once and called by its letter. */
function describeColumn({ table, column, file, unit, licence, cells }: TracedColumn): string[] {
  const sources = [...new Set(cells.map(({ source }) => source))];
  const callOf = (source: string): string => `[${sources.indexOf(source) + 1}]`;
  const width = Math.max(...cells.map(({ row }) => row.length));
  const values = cells.map(({ value }) => (value === null ? '(empty)' : shorten(String(value))));
  const wide = Math.max(...values.map((value) => value.length));
  return [
    `  from     ${table}.${column}${unit === undefined ? '' : `, in ${unit}`}; licence: ${licence}`,
    ...cells.map(({ row, checked, line, source, role }, index) => {
      const cell = `${row.padEnd(width)}  ${values[index]?.padEnd(wide)}  ${CHECKED[checked]}`;
      return `         ${role === undefined ? ' ' : MARKS[role]} ${cell}  ${file}:${line}  ${callOf(source)}`;
    }),
    ...sources.map((source) => `           ${callOf(source)} ${source}`),
  ];
}

const CHECKED = { yes: 'checked    ', partial: 'partly     ', no: 'not checked' } as const;

function sayPlace({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
