/**
 * All messages of a report in, those out that tell of a fault of their own: what follows from a fault that is told already
 * would only hide it, and is gone when that one is mended. It knows rules by their names and nothing of the words.
 */
import type { Diagnostic } from './model.ts';

/** `known` are messages of the files that all reports share, the data among them. Order is kept. */
export function tellOnce(
  messages: readonly Diagnostic[],
  known: readonly Diagnostic[],
): Diagnostic[] {
  const tables = faultyTables([...known, ...messages]);
  const blocks = new Set(messages.filter(isBlockFault).map(lineOf));
  const isOfBlock = (message: Diagnostic): boolean =>
    message.rule === 'attributes-place' && blocks.has(lineOf(message));
  const lost = new Set(messages.filter(isOfBlock).flatMap(({ reason }) => idsIn(reason)));
  const told = new Set<string>();
  return messages.filter((message) => {
    if (isOfBlock(message) || isOfTable(message, tables)) return false;
    if (
      message.rule.startsWith('target-') &&
      message.cause !== undefined &&
      blocks.has(lineOf(message.cause))
    )
      return false; // the braces of the block gave its id to the paragraph around it
    if (message.rule === 'target-exists' && namesIn(message.reason).some((id) => lost.has(id)))
      return false;
    const fault = templateFault(message);
    if (fault === undefined) return true;
    const isNew = !told.has(fault);
    told.add(fault);
    return isNew;
  });
}

/** A line that should have been a block: its braces belong to nothing, and its id is nowhere. */
function isBlockFault({ rule }: Diagnostic): boolean {
  return rule === 'block-name-known' || rule === 'block-parses';
}

function lineOf({ place }: Pick<Diagnostic, 'place'>): string {
  return `${place.file}:${place.line}`;
}

function idsIn(reason: string): string[] {
  return [...reason.matchAll(/\{#([\w-]+)/g)].map(([, id = '']) => id);
}

function namesIn(reason: string): string[] {
  return [...reason.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** Tables with an error in their file: a row or a cell of theirs may be missing for that alone. */
function faultyTables(messages: readonly Diagnostic[]): ReadonlySet<string> {
  const files = messages
    .filter(({ grade }) => grade === 'error')
    .map(({ place }) => /^assets\/data\/(.+)\.csv$/.exec(place.file)?.[1]);
  return new Set(files.filter((name) => name !== undefined));
}

const OF_DATA = new Set(['data-cell-present', 'data-value-exists', 'data-row-exists']);

function isOfTable({ rule, place, reason }: Diagnostic, tables: ReadonlySet<string>): boolean {
  if (tables.size === 0 || !OF_DATA.has(rule) || place.file.startsWith('assets/data/'))
    return false;
  return namesIn(reason).some((name) => tables.has(name.split('.')[0] ?? ''));
}

/** A slip in a template is met at every call of it; the first shows where. */
function templateFault({ rule, reason, cause }: Diagnostic): string | undefined {
  if (cause === undefined || !cause.place.file.startsWith('templates/')) return undefined;
  const { file, line, column } = cause.place;
  return `${rule} ${reason} ${file}:${line}:${column}`;
}
