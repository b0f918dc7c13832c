/**
 * The two sides of a comparison and the folder of its redline in; out, where the redline's links lead: to the editions that
 * stand on this machine, and to the sources, here or on GitHub.
 */
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { RedlineFacts } from '../redline/facts.ts';
import type { Source } from './open-side.ts';
import type { Draft } from './side.ts';

interface Given {
  readonly source: Source;
  readonly draft: Draft;
}

export type Addresses = Pick<RedlineFacts, 'editions' | 'sources'>;

/** `folder`: of the redline; `out`: where the working tree's editions are; `env`: GITHUB_SERVER_URL and GITHUB_REPOSITORY. */
export function findAddresses(
  old: Given,
  now: Given,
  { folder, out, env }: { folder: string; out: string; env: NodeJS.ProcessEnv },
): Addresses {
  const edition = ({ source, draft }: Given): string | undefined => {
    const found = editionsOf(source, draft.document.report, out).find((file) => existsSync(file));
    return found && addressOf(folder, found);
  };
  const sources = ({ source, draft }: Given): string | undefined =>
    onGitHub(source, draft, env) ??
    (source.kind === 'project' ? `${addressOf(folder, source.path)}/` : undefined);
  return {
    editions: pair(edition(old), edition(now)),
    sources: pair(sources(old), sources(now)),
  };
}

function pair(old: string | undefined, now: string | undefined): { old?: string; new?: string } {
  return { ...(old && { old }), ...(now && { new: now }) };
}

/** Where the web page of a report may be. */
function editionsOf({ kind, word, path }: Source, report: string, out: string): string[] {
  if (kind === 'editions') return [join(path, 'index.html'), join(path, report, 'index.html')];
  if (kind === 'document') return [join(dirname(path), 'index.html')];
  if (kind === 'project')
    return [join(word === '.' ? out : join(path, 'output'), report, 'index.html')];
  return [];
}

/** GitHub shows a file of a commit with its lines numbered. */
function onGitHub(
  { kind }: Source,
  { document }: Draft,
  { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository }: NodeJS.ProcessEnv,
): string | undefined {
  const { id } = document.revision;
  const isKnown = kind === 'revision' && /^[0-9a-f]{7,40}$/.test(id);
  return isKnown && server && repository ? `${server}/${repository}/blob/${id}/` : undefined;
}

function addressOf(folder: string, target: string): string {
  return relative(folder, target).split(sep).map(encodeURIComponent).join('/');
}
