/**
 * For tests: the sources of the program in, what the head of each rule file says and where every other rule is told out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SCRIPTS = join(import.meta.dirname, '..');

/** An example of a head: the text of one file of a small report. */
export interface Part {
  /** `report.yaml` (its keys replace those of the sound report), another YAML file, or a chapter. */
  readonly file: string;
  readonly text: string;
}

export interface Head {
  readonly file: string;
  readonly rule: string;
  readonly says: string;
  readonly why: string;
  readonly grade: string;
  readonly accepted: readonly Part[];
  readonly rejected: readonly Part[];
  readonly messages: readonly string[];
}

/** The head of every file that is a rule: one that names a `Message:`. */
export function readHeads(): readonly Head[] {
  return readdirSync(join(SCRIPTS, 'rules'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .flatMap((name) => {
      const source = readFileSync(join(SCRIPTS, 'rules', name), 'utf8');
      const comment = /^\/\*\*\n([\s\S]*?)\n \*\/\n/.exec(source)?.[1] ?? '';
      const lines = comment.split('\n').map((line) => line.replace(/^ \* ?/, ''));
      return lines.some((line) => line.startsWith('Message: '))
        ? [readHead(name, lines, source)]
        : [];
    });
}

function readHead(file: string, lines: readonly string[], source: string): Head {
  const text = lines.join('\n');
  const says = text.split('\n\n')[0] ?? '';
  const why = /\n\nWhy: ([\s\S]*?)\n\n/.exec(text)?.[1] ?? '';
  const [, accepted = '', rejected = ''] =
    /\nAccepted:\n([\s\S]*?)\nRejected:\n([\s\S]*?)\nMessage: /.exec(text) ?? [];
  return {
    file,
    rule: /^Rule: (\S+)$/m.exec(text)?.[1] ?? file.replace(/\.ts$/, ''),
    says: says.replace(/\n/g, ' '),
    why: why.replace(/\n/g, ' '),
    grade: /grade: '(\w+)'/.exec(source)?.[1] ?? 'error',
    accepted: readParts(accepted),
    rejected: readParts(rejected),
    messages: [...text.matchAll(/^Message: (.*)$/gm)].map(([, message = '']) => message),
  };
}

function readParts(text: string): Part[] {
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)\n?^```$/gm)].map(
    ([, language = '', file, words = '']) => ({
      file: file ?? (language === 'yaml' ? 'report.yaml' : '10-example.md'),
      text: words,
    }),
  );
}

/** A rule that is told elsewhere: where, and the first message of it. */
export interface OtherRule {
  readonly rule: string;
  readonly folder: string;
  /** The file that complains, below scripts/. */
  readonly file: string;
  readonly message: string;
}

/** The rules among these names that the stages themselves complain under. */
export function readOtherRules(names: Iterable<string>): readonly OtherRule[] {
  const sources = readdirSync(SCRIPTS, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^\d-.*\.ts$/.test(name) && !name.endsWith('.test.ts'))
    .sort()
    .map((name) => ({ name, source: readFileSync(join(SCRIPTS, name), 'utf8') }));
  return [...names].sort().flatMap((rule) => {
    const told = sources.flatMap(({ name, source }) => {
      const at = source.indexOf(`'${rule}'`);
      return at === -1
        ? []
        : [{ folder: name.split('/')[0] ?? '', message: messageNear(source, at), file: name }];
    });
    const best = told.find(({ message }) => message !== '') ?? told[0];
    return best === undefined ? [] : [{ rule, ...best }];
  });
}

/** The literal that begins with "Unexpected" and stands nearest after a rule's name, with … for what varies. */
function messageNear(source: string, at: number): string {
  const after = source.slice(at, at + 900).replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…');
  const found = /(['`])(Unexpected (?:\\.|(?!\1)[^\\])*)\1/.exec(after)?.[2] ?? '';
  return found.replace(/\\(['`])/g, '$1').trim();
}
