/**
 * `paper list [WHAT] [NAME]`: what an author can choose from, so that no name has to be guessed; without a word what lists
 * there are.
 */
import { Fault, ToldFault } from '../diagnostics/fault.ts';
import { say } from '../diagnostics/index.ts';
import { stringifyVisibly } from '../diagnostics/json.ts';
import { escapeControls } from '../diagnostics/make-harmless.ts';
import { suggest } from '../nearest.ts';
import { composeReport } from '../report.ts';
import {
  CHOICE_LISTS,
  type Choice,
  type ChoiceList,
  chooseCells,
  chooseColumns,
  chooseOptions,
  chooseTargets,
  sayRow,
} from './list-choices.ts';
import type { CommonFlags } from './messages.ts';
import { openProject, type Project } from './project.ts';

interface Listed extends Pick<ChoiceList, 'use' | 'more'> {
  readonly choices: readonly Choice[];
  /** An example in full, under the list. */
  readonly example?: string;
}

const FEW = 12; // a list of so many is given in full
const NAMES = [...Object.keys(CHOICE_LISTS), 'columns', 'ids'];

/** Prints a list; returns the exit code. Throws a Fault for a name that is not there. */
export async function list(names: readonly string[], flags: CommonFlags): Promise<number> {
  const project = await openProject(flags.root, []);
  const listed = await chooseList(names, project);
  const isWhole = project.shared.messages.every(({ grade }) => grade !== 'error');
  const json = { version: 1, ok: isWhole, list: names[0] ?? 'lists', ...listed };
  say(flags.json === true ? stringifyVisibly(json) : describeListed(listed));
  if (isWhole) return 0;
  const fault = new Fault(
    'The project has errors, so that something may be missing from this list',
    {
      exitCode: 1,
      note: 'see what `npm run -s check` says',
    },
  );
  throw new ToldFault(fault); // after the list, which is of use all the same
}

async function chooseList(names: readonly string[], project: Project): Promise<Listed> {
  const [what, ...rest] = names;
  if (what === undefined) return listLists(project);
  if (what === 'columns') return listColumns(project, rest);
  if (what === 'ids') return await listIds(project, rest);
  const [block] = rest;
  if (what === 'blocks' && block !== undefined) return listOptions(project, block);
  const found = Object.hasOwn(CHOICE_LISTS, what) ? CHOICE_LISTS[what] : undefined;
  if (found === undefined) throw new Fault(`No list \`${what}\``, { note: suggest(what, NAMES) });
  const { choose, about: _, ...facts } = found;
  return { ...facts, choices: choose(project.shared).filter(holdsWords(rest)) };
}

function listLists({ shared, known }: Project): Listed {
  const own = Object.entries(CHOICE_LISTS).map(([name, { about, more, choose }]) => ({
    list: name,
    holds: `${choose(shared).length} ${about}`,
    more: more === undefined ? '' : `list ${more}`,
  }));
  const others = [
    { list: 'columns TABLE', holds: 'its columns', more: 'list columns TABLE COLUMN' },
    { list: 'ids REPORT', holds: `what ${known.join(' or ')} can refer to`, more: '' },
  ];
  return { use: 'npm run -s list -- NAME', choices: [...own, ...others] };
}

function listColumns({ shared }: Project, [name, column, ...words]: readonly string[]): Listed {
  const table = pick(shared.tables, name, { what: 'table', example: 'list columns cities' });
  if (column === undefined)
    return {
      use: `{{${table.name}.${sayRow(table.rows[0]?.key)}.COLUMN}}`,
      more: `columns ${table.name} COLUMN`,
      choices: chooseColumns(table),
    };
  const found = pick(table.columns, column, { what: `column of \`${table.name}\``, example: '' });
  const choices = chooseCells(table, found).filter(holdsWords(words));
  return { use: `{{count ${table.name} ${found.name}="…"}}`, choices };
}

function listOptions({ shared }: Project, name: string): Listed {
  const block = pick(shared.shapes, name.replace(/^:+/, ''), { what: 'block', example: '' });
  return { use: block.about, choices: chooseOptions(shared, block.name), example: block.example };
}

async function listIds(project: Project, [report, ...words]: readonly string[]): Promise<Listed> {
  const reports = new Map(project.known.map((one) => [one, one]));
  const example = `list ids ${project.known[0]}`;
  const name = pick(reports, report, { what: 'report', example });
  const stage = () => () => undefined;
  const { document } = await composeReport(project.tree, name, { ...project, stage });
  if (document === undefined)
    throw new Fault(`The report \`${name}\` cannot be read`, {
      exitCode: 1,
      note: `see what \`npm run -s check -- ${name}\` says of it`,
    });
  const choices = chooseTargets(document).filter(holdsWords(words));
  return { use: '@ID for its number, @page:ID for its page', choices };
}

/** The thing of that name; throws a Fault that names those there are. */
function pick<T>(
  things: ReadonlyMap<string, T>,
  name: string | undefined,
  { what, example }: { readonly what: string; readonly example: string },
): T {
  if (name === undefined)
    throw new Fault(`No ${what} is named`, { note: `write for example \`${example}\`` });
  const found = things.get(name);
  if (found === undefined)
    throw new Fault(`No ${what} \`${name}\``, { note: suggest(name, things.keys()) });
  return found;
}

/** Whether a choice holds all of the words, in capitals or not. */
function holdsWords(words: readonly string[]): (choice: Choice) => boolean {
  const wanted = words.map((word) => word.toLowerCase());
  return (choice) => {
    const text = Object.values(choice).join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
}

function describeListed({ choices, use, more, example }: Listed): string {
  const lines = [
    ...describeChoices(choices),
    '',
    `use:   ${use}`,
    ...(more === undefined ? [] : [`more:  npm run -s list -- ${more}`]),
    ...(example === undefined ? [] : ['', ...example.trimEnd().split('\n')]),
  ];
  return `${lines.map((line) => escapeControls(line).trimEnd()).join('\n')}\n`;
}

/** Choices under their heads, columns aligned; the last column takes what room it needs. */
function describeChoices(choices: readonly Choice[]): string[] {
  if (choices.length === 0) return ['none'];
  const heads = [...new Set(choices.flatMap((choice) => Object.keys(choice)))];
  const isShort = choices.length <= FEW;
  const lines = [
    heads,
    ...choices.map((choice) =>
      heads.map((head) => shorten(String(choice[head] ?? ''), head, isShort)),
    ),
  ];
  const widths = heads.map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)));
  return lines.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(at === heads.length - 1 ? 0 : (widths[at] ?? 0)))
      .join('  '),
  );
}

/** Names and what is written are given in full, and everything in a short list; else words may be cut. */
function shorten(text: string, head: string, isInFull: boolean): string {
  const line = text.replace(/\s+/g, ' ');
  if (isInFull || head === 'id' || head === 'value' || head === 'key') return line;
  const most = head === 'example' && !line.startsWith('{{') ? 24 : 100;
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
