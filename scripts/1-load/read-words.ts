/**
 * assets/references/abbreviations.yaml and glossary.yaml: lists of `name: words` in, each entry with its place out; what
 * is there twice is told. Knows nothing of where they are used.
 */
import { isMap, isScalar, LineCounter, parseDocument, type Scalar } from 'yaml';
import type { FileTree, Word } from '../model.ts';
import type { Complain } from '../place.ts';
import { readText } from './read-text.ts';

export const ABBREVIATIONS_FILE = 'assets/references/abbreviations.yaml';
export const GLOSSARY_FILE = 'assets/references/glossary.yaml';

/** The entries of a list in its order; empty if the project has no such file. */
export async function readWords(
  tree: FileTree,
  file: string,
  complain: Complain,
): Promise<ReadonlyMap<string, Word>> {
  const words = new Map<string, Word>();
  if ((await tree.read(file)) === 'missing') return words;
  const source = await readText(tree, file, complain);
  if (source === undefined) return words;
  const lines = new LineCounter();
  const parsed = parseDocument(source, {
    lineCounter: lines,
    logLevel: 'error',
    uniqueKeys: false,
    schema: 'failsafe', // every value is text: `NO: …` and `1: …` too
  });
  const placeAt = (offset: number): Word['place'] => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const error = parsed.errors[0];
  if (error !== undefined) {
    const said = (error.message.split(/ at line |\n/)[0] ?? '').trim();
    complain({
      rule: 'words-valid',
      reason: `Unexpected YAML: ${said}`,
      place: placeAt(error.pos[0]),
      note: 'write one line for each, `LGA: Local Government Association`; quote a value that holds a colon',
    });
    return words;
  }
  const items = isMap(parsed.contents) ? parsed.contents.items : [];
  for (const { key, value } of items) {
    const place = placeAt((key as Scalar).range?.[0] ?? 0);
    const name = isScalar(key) ? String(key.value ?? '').trim() : '';
    const isText = value === null || isScalar(value);
    if (name === '' || !isText) complain(describeValue(name, place));
    else
      addWord(words, name, String((value as Scalar | null)?.value ?? '').trim(), place, complain);
  }
  return words;
}

function addWord(
  words: Map<string, Word>,
  name: string,
  text: string,
  place: Word['place'],
  complain: Complain,
): void {
  const first = words.get(name);
  if (first === undefined) {
    words.set(name, { text, place });
    return;
  }
  complain({
    rule: 'words-unique',
    reason: `Unexpected second \`${name}\`, expected it once`,
    place,
    cause: { reason: 'the first is here', place: first.place },
    note: 'remove one of the lines',
  });
}

function describeValue(name: string, place: Word['place']): Parameters<Complain>[0] {
  return {
    rule: 'words-valid',
    reason: `Unexpected content${name === '' ? '' : ` of \`${name}\``}, expected one line of words`,
    place,
    note: 'write `name: words` on one line; quote words that hold a colon',
  };
}

/**
 * Once every report is final, an entry that no chapter uses is one that nobody needs; before, chapters that are still to
 * come may use it.
 */
export async function checkWordsUsed(
  tree: FileTree,
  lists: readonly ReadonlyMap<string, Word>[],
  complain: Complain,
): Promise<void> {
  if (lists.every((list) => list.size === 0)) return;
  const paths = await tree.list('chapters');
  const read = async (ending: string): Promise<string[]> => {
    const found = paths.filter((path) => path.endsWith(ending));
    const files = await Promise.all(found.map((path) => tree.read(path)));
    return files.map((file) => (typeof file === 'string' ? '' : new TextDecoder().decode(file)));
  };
  const settings = await read('/report.yaml');
  if (settings.length === 0 || !settings.every((text) => /^status: *final\b/m.test(text))) return;
  const text = (await read('.md')).join('\n').toLowerCase();
  for (const list of lists) {
    const unused = [...list].filter(([name]) => !text.includes(name.toLowerCase()));
    const first = unused[0]?.[1];
    if (first === undefined) continue;
    const names = unused.map(([name]) => `\`${name}\``);
    const shown = names.length > 8 ? [...names.slice(0, 8), `${names.length - 8} more`] : names;
    complain({
      rule: 'words-used',
      grade: 'info',
      reason: `Unexpected ${shown.join(', ')}, expected only what a chapter uses`,
      place: first.place,
      note: 'remove what no chart or table uses either',
    });
  }
}
