/**
 * The pages for people held against the program. Every `md` example of chapters/README.md is built from the real data:
 * an accepted one leaves no message and prints the lines under it, a `rejected` one leaves exactly the message under it.
 * `npx vitest run scripts/docs.test.ts --update` writes the messages and the list of blocks anew.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Element, Root as HastRoot, Nodes } from 'hast';
import { toText } from 'hast-util-to-text';
import type { Code, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { diskTree, loadShared, overlayTree } from './1-load/index.ts';
import { RECORD_KEYS } from './1-load/read-records.ts';
import { readSettings, SETTINGS_KEYS } from './1-load/read-settings.ts';
import { HELPERS } from './3-fill/values/evaluate.ts';
import { orderDiagnostics } from './diagnostics/order-diagnostics.ts';
import { formatText } from './diagnostics/text.ts';
import type { BlockShape, Diagnostic, FileTree } from './model.ts';
import { openMessages } from './place.ts';
import { composeReport } from './report.ts';
import { RULE_NAMES } from './rule-names.ts';
import { SKIP, visit } from './visit.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PAGES = [
  'README.md',
  'chapters/README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
];
const MANUAL = 'chapters/README.md';

const manual = read(MANUAL);
const examples = readExamples(manual);
/** The project with the manual's templates: an `hbs` fence says its path. */
const project = overlayTree(
  memoryTree(
    Object.fromEntries(
      examples
        .filter(({ code }) => code.lang === 'hbs')
        .map(({ code, words: [path = ''] }) => [path, `${code.value}\n`]),
    ),
  ),
  diskTree(ROOT),
  ['assets', 'templates'],
);
const shared = await loadShared(project);
const settings = examples.find(({ code }) => code.lang === 'yaml' && !code.meta)?.code.value ?? '';
const signOff = examples.find(({ code }) => code.meta === 'sign-off.yaml')?.code.value ?? '';

/** A fence of the manual, and the `text` fence that follows it. */
interface Example {
  readonly name: string;
  readonly code: Code;
  /** Words after `md`: `rejected`, `final`, `numbered-paragraphs`, or the name of the chapter's file. */
  readonly words: readonly string[];
  readonly text?: Code;
  /** The file beside report.yaml that stands directly before the example. */
  readonly beside?: Readonly<Record<string, string>>;
}

describe('an example of the manual', () => {
  const accepted = examples.filter(
    ({ code, words }) => code.lang === 'md' && !words.includes('rejected'),
  );
  const rejected = examples.filter(({ words }) => words.includes('rejected'));

  it.each(accepted)('builds $name', async (example) => {
    const { messages, tree } = await build(example);
    expect(messages).toBe('');
    const said = squeeze(toText(tree));
    for (const line of example.text?.value.split('\n') ?? []) expect(said).toContain(squeeze(line));
  });

  it.each(rejected)('refuses $name', async (example) => {
    const { messages } = await build(example);
    expect(messages).not.toBe('');
    expect(example.text, 'a `text` fence with the message').toBeDefined();
  });

  it('are as many as a manual needs', () => {
    expect(accepted.length).toBeGreaterThan(25);
    expect(rejected.length).toBeGreaterThan(15);
  });

  it('show every helper', () => {
    const expressions = accepted
      .flatMap(({ code }) => code.value.match(/\{\{.*?\}\}/g) ?? [])
      .join(' ');
    const inTemplates = examples
      .filter(({ code }) => code.lang === 'hbs')
      .map(({ code }) => code.value);
    const missing = Object.keys(HELPERS).filter(
      (name) => !new RegExp(`[{(] *${name} `).test([expressions, ...inTemplates].join(' ')),
    );
    expect(missing).toEqual([]);
  });
});

it('the manual holds the messages as they are printed and every block as it is declared', {
  timeout: 60_000,
}, async () => {
  let fresh = manual;
  for (const example of examples.filter(({ words }) => words.includes('rejected')).reverse()) {
    const { messages } = await build(example); // from the end, so that offsets stay true
    const from = example.code.position?.start.offset;
    const to = (example.text ?? example.code).position?.end.offset ?? 0;
    fresh = `${fresh.slice(0, from)}${fence(example.code, messages)}${fresh.slice(to)}`;
  }
  fresh = fresh.replace(
    /(<!-- blocks[^>]*-->\n)[\s\S]*?(<!-- end of blocks -->)/,
    (_, begin: string, end: string) => `${begin}\n[[blocks]]\n${end}`,
  );
  const blocks = await describeBlocks();
  fresh = fresh.replace('[[blocks]]\n', () => blocks);
  await expect(fresh).toMatchFileSnapshot(join(ROOT, MANUAL));
});

describe('report.yaml in the manual', () => {
  it('is one that the program takes', () => {
    const { messages, complain } = openMessages();
    readSettings(settings, 'report.yaml', complain);
    expect(messages).toEqual([]);
  });

  it('shows every key of the records beside it', () => {
    for (const [file, keys] of Object.entries(RECORD_KEYS)) {
      const shown = examples.find(({ code }) => code.meta === file)?.code.value ?? '';
      for (const key of keys) expect(shown, file).toMatch(new RegExp(`\\b${key}:`));
    }
  });

  it('explains every key', () => {
    const lines = settings.split('\n');
    const explained = lines.flatMap((line, index) => {
      const key = /^(?:# )?([a-z-]+):/.exec(line)?.[1];
      return key !== undefined && lines[index - 1]?.startsWith('# ') ? [key] : [];
    });
    expect(explained.sort()).toEqual([...SETTINGS_KEYS].sort());
  });
});

describe('the pages', () => {
  it.each(PAGES)('%s links only to what is there', (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
      ([, to = '']) => to,
    );
    const inProse = linksOf(page);
    expect(
      targets
        .filter((to) => inProse.has(to))
        .filter((to) => !existsSync(join(ROOT, dirname(page), to))),
    ).toEqual([]);
  });

  it.each(PAGES)('%s names only files that are there', (page) => {
    const named = [...read(page).matchAll(/`((?:chapters|templates|assets|scripts)\/[\w./-]*)`/g)];
    const missing = named
      .map(([, path = '']) => path)
      .filter((path) => !existsSync(join(ROOT, path)));
    expect(missing.filter((path) => !isMadeByRecipe(path))).toEqual([]);
  });

  it.each(PAGES)('%s names only commands that are there', (page) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(page).matchAll(/npm run (?:-s )?([a-z-]+)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('README.md gives the two commands', () => {
    expect(read('README.md')).toContain('npm ci && npm run build\n');
    expect(read('README.md')).toContain('npm ci && npm test\n');
  });

  it('the manual names only rules that are there', () => {
    const named = [...manual.matchAll(/^\| `([a-z]+(?:-[a-z]+)+)` \|.*\|.*\|$/gm)].map(
      ([, rule = '']) => rule,
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((rule) => !RULE_NAMES.has(rule))).toEqual([]);
  });

  it('CONTRIBUTING.md gives a reason for each dependency and for no other', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    const reasons = [...read('CONTRIBUTING.md').matchAll(/^- `([@\w./-]+)`: \S/gm)].map(
      ([, name]) => name,
    );
    expect(reasons.sort()).toEqual(
      [...Object.keys(dependencies), ...Object.keys(devDependencies)].sort(),
    );
  });
});

// ── building an example ─────────────────────────────────────────────────────────────────────

const MATTER = '---\ntitle: Example\n---\n\n';

/** The messages as a terminal shows them, without the file's name and the count, and the chapter's tree. */
async function build({
  code,
  words,
  beside,
}: Example): Promise<{ messages: string; tree: HastRoot }> {
  const isWhole = code.value.startsWith('---\n');
  const name = words.find((word) => word.endsWith('.md')) ?? '10-example.md';
  const path = `chapters/example/${name}`;
  const tree = overlayTree(
    memoryTree({
      [path]: `${isWhole ? '' : MATTER}${code.value}\n`,
      'chapters/example/report.yaml': reportYaml(words),
      ...(words.includes('final') ? { 'chapters/example/sign-off.yaml': signOff } : {}),
      ...beside,
      'chapters/example/harbour.png': PIXEL,
    }),
    project,
    ['assets', 'templates'],
  );
  const revision = { id: 'example', date: '2026-11-22T00:00:00Z' };
  const { document, messages } = await composeReport(tree, 'example', {
    shared,
    revisionOf: async () => revision,
    stage: () => () => undefined,
  });
  const lead = isWhole ? 0 : MATTER.split('\n').length - 1;
  const shifted = [...shared.messages, ...messages].map((message) => shift(message, path, lead));
  const text = formatText(orderDiagnostics(shifted), { colour: false, sourceOf: () => code.value });
  const chapters = document?.tree.children.filter(
    (child) => child.type === 'element' && child.tagName === 'section',
  );
  return {
    messages: text
      .split('\n')
      .slice(1, -3)
      .map((line) => line.slice(2))
      .join('\n')
      .trimEnd(),
    tree: { type: 'root', children: chapters ?? [] },
  };
}

/** The manual's own report.yaml, a draft unless the example says `final`. */
function reportYaml(words: readonly string[]): string {
  return settings
    .replace(/^status: .*$/m, `status: ${words.includes('final') ? 'final' : 'draft'}`)
    .replace(/^# contact: /m, words.includes('final') ? 'contact: ' : '# contact: ')
    .replace(
      /^numbered-paragraphs: .*$/m,
      `numbered-paragraphs: ${words.includes('numbered-paragraphs')}`,
    );
}

/** Lines as they stand in the example, without the matter that was put before it. */
function shift(message: Diagnostic, path: string, lead: number): Diagnostic {
  const move = <P extends Diagnostic['place']>(place: P): P => {
    if (place.file !== path || place.line === undefined) return place;
    const end = place.endLine === undefined ? {} : { endLine: place.endLine - lead };
    return { ...place, line: place.line - lead, ...end };
  };
  const { cause } = message;
  return {
    ...message,
    place: move(message.place),
    ...(cause === undefined ? {} : { cause: { ...cause, place: move(cause.place) } }),
  };
}

function memoryTree(files: Readonly<Record<string, string | Uint8Array>>): FileTree {
  return {
    read: async (path) => {
      const file = files[path];
      return file === undefined ? 'missing' : Buffer.from(file);
    },
    list: async (below) =>
      Object.keys(files)
        .filter((path) => path.startsWith(below))
        .sort(),
    hash: async (path) => path,
  };
}

/** A picture of one grey pixel, for the examples that need a file. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AQAAygDJXYJYTAAAAABJRU5ErkJggg==',
  'base64',
);

// ── the list of blocks ──────────────────────────────────────────────────────────────────────

async function describeBlocks(): Promise<string> {
  const parts: string[] = [];
  for (const shape of shared.shapes.values()) parts.push(await describeBlock(shape));
  return parts.join('\n');
}

async function describeBlock(shape: BlockShape): Promise<string> {
  const code = { type: 'code', lang: 'md', value: shape.example.trimEnd() } as const;
  const { messages, tree } = await build({ name: shape.name, code, words: [] });
  expect(messages, `the example of ${shape.file}`).toBe('');
  const printed = printedLines(tree).join('\n');
  return [
    `### \`${shape.form === 'leaf' ? '::' : ':::'}${shape.name}\`\n`,
    `${shape.about}\n`,
    `Brackets: ${shape.label}.${shape.series === undefined || shape.numbered === 'none' ? '' : ` Numbered with every ${shape.series}${shape.numbered === 'report' ? ' of the report' : ''}.`}\n`,
    ...Object.entries(shape.options).map(describeOption),
    ...(Object.keys(shape.options).length > 0 ? [''] : []),
    fence(code, printed),
    '',
  ].join('\n');
}

function describeOption([name, option]: [string, BlockShape['options'][string]]): string {
  const needs = option.required ? 'required' : 'optional';
  const type = { number: ', a number', targets: ', ids' }[option.type as string] ?? '';
  const values =
    option.values === undefined
      ? ''
      : ` One of ${option.values.map((one) => `\`${one}\``).join(', ')}.`;
  return `- \`${name}\` (${needs}${type}): ${option.about}${values}`;
}

/** Captions, paragraphs and list items of a chapter; not the rows of tables and the insides of charts. */
function printedLines(tree: HastRoot): string[] {
  const lines: string[] = [];
  visit(tree as Nodes, 'element', (element: Element) => {
    const classes = [element.properties.className].flat();
    if (['svg', 'details', 'thead', 'tbody', 'h2'].includes(element.tagName)) return SKIP;
    if (classes.includes('only-screen')) return SKIP;
    if (!['figcaption', 'caption', 'p', 'li'].includes(element.tagName)) return undefined;
    lines.push(squeeze(toText({ type: 'root', children: [withoutScreen(element)] })));
    return SKIP;
  });
  return lines.map((line) => line.replace(/, page 00$/, '')).filter((line) => line !== ''); // no page before print
}

function withoutScreen(element: Element): Element {
  const children = element.children.filter(
    (child) =>
      child.type !== 'element' || ![child.properties.className].flat().includes('only-screen'),
  );
  return { ...element, children };
}

// ── reading the pages ───────────────────────────────────────────────────────────────────────

function read(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

function parse(page: string): Root {
  return unified().use(remarkParse).use(remarkGfm).parse(page);
}

function readExamples(page: string): Example[] {
  const { children } = parse(page);
  return children.flatMap((code, index) => {
    if (code.type !== 'code') return [];
    const next = children[index + 1];
    const text = next?.type === 'code' && next.lang === 'text' ? { text: next } : {};
    const name = `line ${code.position?.start.line}: ${code.value.split('\n').find((line) => !/^(?:---|title:.*|)$/.test(line))}`;
    const before = children[index - 1];
    const beside =
      before?.type === 'code' && before.lang === 'yaml' && before.meta
        ? { beside: { [`chapters/example/${before.meta}`]: before.value } }
        : {};
    return [{ name, code, words: code.meta?.split(' ') ?? [], ...text, ...beside }];
  });
}

/** A fence and the `text` fence under it, as they stand in the manual. */
function fence(code: Pick<Code, 'lang' | 'meta' | 'value'>, text: string): string {
  const ticks = code.value.includes('```') ? '````' : '```';
  const words = code.meta ? ` ${code.meta}` : '';
  const under = text === '' ? '' : `\n\`\`\`text\n${text}\n\`\`\``;
  return `${ticks}${code.lang}${words}\n${code.value}\n${ticks}${under}`;
}

function linksOf(page: string): Set<string> {
  const found = new Set<string>();
  visit(parse(read(page)), (node) => {
    if (node.type === 'link' || node.type === 'image') found.add(node.url.split('#')[0] ?? '');
  });
  return found;
}

/** Files that a reader of CONTRIBUTING.md makes. */
function isMadeByRecipe(path: string): boolean {
  return read('CONTRIBUTING.md').includes(`Write \`${path}\``);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
