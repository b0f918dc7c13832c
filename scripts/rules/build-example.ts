/**
 * For tests: the example of a rule's head in, the messages of a small report that holds it out. The data, templates and
 * references are the project's own.
 */
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { diskTree, loadShared, overlayTree } from '../1-load/index.ts';
import type { Diagnostic, FileTree } from '../model.ts';
import { composeReport } from '../report.ts';
import { SIGN_OFF_CHECKS } from '../sign-off-checks.ts';
import type { Part } from './read-heads.ts';

const project = diskTree(join(import.meta.dirname, '../..'));
const FOLDER = 'chapters/example';

const SETTINGS = {
  title: 'Five pages on cities',
  series: 'Examples',
  kind: 'working-paper',
  authors: [{ name: 'City leadership evidence project' }],
  date: '2026-11-22',
  version: '0.1',
  status: 'draft',
  contact: 'reports@example.org',
  licence: {
    name: 'CC BY 4.0',
    url: 'https://creativecommons.org/licenses/by/4.0/',
    holder: 'City leadership evidence project',
  },
  description: 'A small report for one example.',
};

/** Everything signed, so that an example may be final. */
const SIGNED = Object.keys(SIGN_OFF_CHECKS)
  .map((check) => `${check}: { by: Managing editor, date: "2026-11-22" }\n`)
  .join('');

/** Builds examples one after another over what is read once. */
export async function exampleBuilder(): Promise<
  (parts: readonly Part[]) => Promise<readonly Diagnostic[]>
> {
  const own = await loadShared(project);
  return async (parts) => {
    const tree = overlayTree(memoryTree(layOut(parts)), project, ['assets', 'templates']);
    const revision = parts.find(({ file }) => file === 'revision')?.text;
    const hasTemplates = parts.some(({ file }) => file.startsWith('templates/'));
    const { messages } = await composeReport(tree, 'example', {
      shared: hasTemplates ? await loadShared(tree) : own,
      revisionOf: async () => ({ id: revision ?? 'example', date: '2026-11-22T00:00:00Z' }),
      stage: () => () => undefined,
    });
    return messages;
  };
}

/** The files of the report: what the example does not say is sound. */
function layOut(parts: readonly Part[]): Readonly<Record<string, string>> {
  const files: Record<string, string> = { [`${FOLDER}/sign-off.yaml`]: SIGNED };
  let settings: Record<string, unknown> = SETTINGS;
  for (const { file, text: written } of parts) {
    const text = repeat(written);
    if (file === 'revision') continue;
    if (file.startsWith('templates/')) files[file] = text;
    else if (file === 'report.yaml') {
      settings = { ...settings, ...(parse(text) as Record<string, unknown>) };
    } else if (file.endsWith('.md') && !text.startsWith('---\n')) {
      files[`${FOLDER}/${file}`] = `---\ntitle: Example\n---\n\n${text}\n`;
    } else {
      files[`${FOLDER}/${file}`] = `${text}\n`;
    }
  }
  if (!Object.keys(files).some((path) => path.endsWith('.md')))
    files[`${FOLDER}/10-example.md`] = '---\ntitle: Example\n---\n\nWords.\n';
  const kept = Object.entries(settings).filter(([, value]) => value !== null);
  files[`${FOLDER}/report.yaml`] = stringify(Object.fromEntries(kept));
  return files;
}

/** `{{repeat 401 "Cities lead. "}}` in an example stands for so many of these words. */
function repeat(text: string): string {
  return text.replace(/\{\{repeat (\d+) "([^"]*)"\}\}/g, (_, times: string, words: string) =>
    words.replaceAll('\\n', '\n').repeat(Number(times)).trim(),
  );
}

function memoryTree(files: Readonly<Record<string, string>>): FileTree {
  return {
    read: async (path) => {
      const file = files[path];
      return file === undefined ? 'missing' : new TextEncoder().encode(file);
    },
    list: async (folder) =>
      Object.keys(files)
        .filter((path) => path.startsWith(folder))
        .sort(),
    hash: async (path) => path,
  };
}
