/**
 * ARCHITECTURE.md held against the code: its tree is the disk's, and what it says is absent is absent. Reads the sources
 * with TypeScript's own parser. A new tree is written by `npx vitest run scripts/architecture.test.ts --update`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SCRIPTS = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(SCRIPTS);

/** Files that know the stages; every other file directly in scripts/ is shared by them and knows none. */
const ABOVE = ['paper.ts', 'report.ts'];
/** Reading a git revision and printing may fail for the machine's reasons, which are told as a Fault. */
const MACHINE_ALSO = ['diagnostics/fault.ts'];

/** Those that walk trees, whose types and walkers they share. */
const TREES = [
  'visit-all.ts',
  '2-parse',
  '3-fill',
  '4-link',
  '5-compose',
  'rules',
  'review',
  'redline',
];

/** Where each outside package may be imported; replacing one touches these folders and no others. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  '@sparticuz/chromium': ['6-print'],
  citeproc: ['4-link'],
  commander: ['paper.ts'],
  esbuild: ['6-print'],
  fflate: ['6-print'],
  handlebars: ['3-fill'],
  hast: [
    'model.ts',
    'hast-text.ts',
    '1-load/read-document.ts',
    'commands/review-pages.ts',
    ...TREES,
  ],
  'hast-util-from-html': ['3-fill', '5-compose'],
  'hast-util-to-text': ['3-fill', '4-link', '5-compose'],
  hastscript: ['3-fill', '5-compose', 'redline'],
  mdast: ['model.ts', ...TREES],
  'mdast-util-directive': ['2-parse'],
  'mdast-util-from-markdown': ['2-parse'],
  'mdast-util-to-hast': ['5-compose'],
  'mdast-util-to-string': TREES,
  'micromark-extension-directive': ['2-parse'],
  'micromark-util-types': ['2-parse'],
  'pdfjs-dist': ['6-print'],
  picocolors: ['diagnostics'],
  puppeteer: ['6-print'],
  'puppeteer-core': ['6-print'],
  'rehype-stringify': ['5-compose'],
  'remark-frontmatter': ['2-parse'],
  'remark-gfm': ['2-parse'],
  'remark-parse': ['2-parse'],
  'remark-rehype': ['5-compose'],
  unified: ['2-parse', '5-compose'],
  unist: ['model.ts', 'place.ts', 'visit.ts', ...TREES],
  'unist-util-visit': ['visit.ts'],
  vega: ['3-fill/chart'],
  'vega-lite': ['3-fill/chart'],
  yaml: ['1-load', '2-parse'],
  zod: ['1-load'],
};

/** Files that are one long literal or a list of types; each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {
  'model.ts': 'types only',
  'review/comparison.ts': 'types only',
};

/** A name a pure stage must not use, and why. */
const IMPURE: Readonly<Record<string, string>> = {
  process: 'the machine',
  performance: 'the clock',
  fetch: 'the network',
  setTimeout: 'the clock',
  setInterval: 'the clock',
  setImmediate: 'the clock',
  crypto: 'randomness',
  globalThis: 'whatever the machine has',
  require: 'files',
};

interface Source {
  /** From scripts/, with `/`. */
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = listFiles('')
  .filter((path) => path.endsWith('.ts'))
  .map(readSource);
const byPath = new Map(sources.map((source) => [source.path, source]));
const isTest = (path: string): boolean => path.endsWith('.test.ts');
/** The program: what paper.ts reaches. All else serves the tests and the bench. */
const program = reach(['paper.ts']);
const stages = [...program].filter((path) => /^\d-/.test(path));
const shared = [...program].filter((path) => !path.includes('/') && !ABOVE.includes(path));
const pure = [...program].filter(
  (path) => /^(?:[2-5]-|rules\/)/.test(path) || shared.includes(path),
);
/** What compares Documents, without what only makes some for its tests. */
const review = [...byPath.keys()].filter(
  (path) => path.startsWith('review/') && !isTest(path) && !headOf(path).startsWith('For tests'),
);

describe('the stages', () => {
  it('import no other stage', () => {
    const found = stages.flatMap((path) => {
      const allowed = /^[16]-/.test(path) ? [...shared, ...MACHINE_ALSO] : shared;
      return ownImports(path)
        .filter((to) => folderOf(to) !== folderOf(path) && !allowed.includes(to))
        .map((to) => `${path} imports ${to}`);
    });
    expect(found).toEqual([]);
  });

  it('share files that know no stage', () => {
    const found = shared.flatMap((path) =>
      ownImports(path)
        .filter((to) => !shared.includes(to))
        .map((to) => `${path} imports ${to}`),
    );
    expect(found).toEqual([]);
  });

  it('are known in their order by report.ts alone', () => {
    const knowing = [...program].filter(
      (path) =>
        new Set(
          ownImports(path)
            .map(folderOf)
            .filter((name) => /^\d-/.test(name)),
        ).size > 3,
    );
    expect(knowing).toEqual(['report.ts']);
  });

  it('two to five, the rules and what is shared reach no file, clock, chance, network or machine', () => {
    expect(pure.length).toBeGreaterThan(50);
    expect(pure.flatMap((path) => findImpurities(path, byPath.get(path)))).toEqual([]);
  });

  it('are unknown to the review, which is as pure as they are', () => {
    expect(review.length).toBeGreaterThan(10);
    const found = review.flatMap((path) =>
      ownImports(path)
        .filter((to) => !review.includes(to) && folderOf(to) !== '')
        .map((to) => `${path} imports ${to}`),
    );
    expect(found).toEqual([]);
    expect(review.flatMap((path) => findImpurities(path, byPath.get(path)))).toEqual([]);
  });

  it('would be caught at it', () => {
    const sample = parseSource(
      'sample.ts',
      `import 'node:fs'; import 'node:assert'; const { process: own } = { process: 1 }; own;
       new Date(); new Date(0); Date.now(); Math.random(); Math.max(); fetch(''); process.exit(); setTimeout(own);`,
    );
    expect(findImpurities('sample.ts', sample)).toHaveLength(7);
  });
});

describe('the program', () => {
  it('prints only in diagnostics/ and paper.ts', () => {
    const found = [...program]
      .filter((path) => !path.startsWith('diagnostics/') && path !== 'paper.ts')
      .flatMap((path) => findNodes(path, isPrinting));
    expect(found).toEqual([]);
  });

  it('keeps each outside package in its folder', () => {
    const found = [...program].flatMap((path) =>
      outsideImports(path)
        .filter(
          (name) => !HOMES[name]?.some((home) => path === home || path.startsWith(`${home}/`)),
        )
        .map((name) => `${path} imports ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('has no file that nothing uses', () => {
    const used = reach([
      'paper.ts',
      'bench/bench.ts',
      'bench/print-built.ts', // a process of its own
      ...sources.map(({ path }) => path).filter(isTest),
    ]);
    const unused = sources.map(({ path }) => path).filter((path) => !used.has(path));
    expect(unused.filter((path) => !path.endsWith('.d.ts'))).toEqual([]);
  });

  it('has functions of at most 60 lines and files of at most 300', () => {
    const long = [...program].flatMap((path) => [
      ...findNodes(path, (node) => ts.isFunctionLike(node) && linesOf(node) > 60),
      ...(linesOf(treeOf(path)) > 300 && LONG_FILES[path] === undefined ? [path] : []),
    ]);
    expect(long).toEqual([]);
  });

  it('keeps no state beside its functions', () => {
    const found = [...program].flatMap((path) =>
      findNodes(
        path,
        (node) =>
          ts.isVariableStatement(node) &&
          ts.isSourceFile(node.parent) &&
          (node.declarationList.flags & ts.NodeFlags.Const) === 0,
      ),
    );
    expect(found).toEqual([]);
  });

  it('opens no connection of its own', () => {
    const found = [...program].filter((path) =>
      byPath.get(path)?.imports.some((name) => /^node:(?:https?2?|net|tls|dgram|dns)\b/.test(name)),
    );
    expect(found).toEqual([]);
  });

  it('exports by name only', () => {
    const found = [...program].flatMap((path) =>
      findNodes(
        path,
        (node) =>
          ts.isExportAssignment(node) ||
          (node.kind === ts.SyntaxKind.DefaultKeyword && ts.isFunctionDeclaration(node.parent)),
      ),
    );
    expect(found).toEqual([]);
  });

  it('says at the head of every file what it is', () => {
    const silent = [...program].filter((path) => headOf(path) === '');
    expect(silent).toEqual([]);
  });
});

it('ARCHITECTURE.md shows the tree of scripts/ as it is', async () => {
  const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const [, before = '', old = '', after = ''] =
    /^([\s\S]*?```text\nscripts\/\n)([\s\S]*?)(```[\s\S]*)$/.exec(page) ?? [];
  const fresh = `${before}${drawTree(readWords(old))}${after}`;
  await expect(fresh).toMatchFileSnapshot(join(ROOT, 'ARCHITECTURE.md'));
});

// ── reading the sources ─────────────────────────────────────────────────────────────────────

function listFiles(below: string): string[] {
  const entries = readdirSync(join(SCRIPTS, below), { withFileTypes: true }).filter(
    ({ name }) => name !== 'node_modules',
  );
  return entries.flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

function readSource(path: string): Source {
  return parseSource(path, readFileSync(join(SCRIPTS, path), 'utf8'));
}

function parseSource(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: string[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node !== undefined && ts.isStringLiteral(node)) imports.push(node.text);
  };
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0]);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal);
  });
  return { path, tree, imports };
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function treeOf(path: string): ts.SourceFile {
  const source = byPath.get(path);
  if (source === undefined) throw new Error(`no source ${path}`);
  return source.tree;
}

/** The project's own files that a file imports, from scripts/. */
function ownImports(path: string): string[] {
  const own = byPath.get(path)?.imports.filter((name) => name.startsWith('.')) ?? [];
  return own.map((name) => relative(SCRIPTS, join(SCRIPTS, dirname(path), name)));
}

/** The packages a file imports: "@sparticuz/chromium", "pdfjs-dist". */
function outsideImports(path: string): string[] {
  const outside = byPath.get(path)?.imports.filter((name) => !/^(?:\.|node:)/.test(name)) ?? [];
  return outside.map((name) =>
    name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/'),
  );
}

function reach(from: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path) || !byPath.has(path)) continue;
    found.add(path);
    waiting.push(...ownImports(path));
  }
  return found;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

function linesOf(node: ts.Node): number {
  const tree = node.getSourceFile();
  const lineAt = (offset: number): number => tree.getLineAndCharacterOfPosition(offset).line;
  return lineAt(node.end) - lineAt(node.getStart()) + 1;
}

/** "path:line" of every node that a test accepts. */
function findNodes(path: string, test: (node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  const tree = treeOf(path);
  walk(tree, (node) => {
    if (!test(node)) return;
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1}`);
  });
  return found;
}

function isPrinting(node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  return /^console\.|^process\.std(?:out|err)\.write$/.test(node.getText());
}

function findImpurities(path: string, source: Source | undefined): string[] {
  if (source === undefined) return [`${path} is not there`];
  const modules = source.imports.filter((name) => /^node:(?!assert)/.test(name));
  const uses: string[] = [];
  walk(source.tree, (node) => {
    const why = impurityOf(node);
    if (why !== undefined) uses.push(`${path} uses ${node.getText().slice(0, 40)}: ${why}`);
  });
  return [...modules.map((name) => `${path} imports ${name}`), ...uses];
}

function impurityOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now') return 'the clock';
  if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') return 'chance';
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'the clock';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'the clock';
  if (!ts.isIdentifier(node) || isNameOnly(node)) return undefined;
  return Object.hasOwn(IMPURE, node.text) ? IMPURE[node.text] : undefined;
}

/** A member or a key called `process` is no use of the global one. */
function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node)
  );
}

// ── the tree ────────────────────────────────────────────────────────────────────────────────

/** The words that the page has for each path; a line is indentation, name, words. */
function readWords(tree: string): Map<string, string> {
  const words = new Map<string, string>();
  const folders: string[] = [];
  for (const line of tree.split('\n')) {
    const [, indent = '', name = '', said = ''] = /^( +)(\S+) *(.*)$/.exec(line) ?? [];
    if (name === '') continue;
    folders.length = indent.length / 2 - 1;
    words.set([...folders, name].join(''), said);
    if (name.endsWith('/')) folders.push(name);
  }
  return words;
}

/** Folders first as they are numbered, then files; tests stand beside what they test and are left out. */
function drawTree(words: ReadonlyMap<string, string>, folder = '', depth = 1): string {
  const entries = readdirSync(join(SCRIPTS, folder), { withFileTypes: true });
  const lines = entries
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    .filter(({ name, isFolder }) =>
      isFolder
        ? depth === 1 || holdsSource(`${folder}${name}`)
        : name.endsWith('.ts') && !isTest(name),
    )
    .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1))
    .map(({ name, isFolder }) => {
      const path = isFolder ? `${folder}${name}/` : `${folder}${name}`;
      const said = words.get(path) ?? (isFolder ? '' : headOf(path));
      const label = `${'  '.repeat(depth)}${name}${isFolder ? '/' : ''}`;
      const line = `${label.padEnd(34)}${said}`.trimEnd();
      return `${line}\n${isFolder && holdsSource(path) ? drawTree(words, path, depth + 1) : ''}`;
    });
  return lines.join('');
}

/** Folders of fixtures are named and not opened. */
function holdsSource(folder: string): boolean {
  return (
    existsSync(join(SCRIPTS, folder)) &&
    readdirSync(join(SCRIPTS, folder)).some((name) => name.endsWith('.ts'))
  );
}

/** The first words of a file's opening comment, up to 60 characters. */
function headOf(path: string): string {
  const comment = /^(?:\/\*\*[\s\S]*?\*\/|(?:\/\/.*\n)+)/.exec(treeOf(path).text)?.[0] ?? '';
  const text = comment
    .replace(/\/\*\*|\*\/|^ *(?:\*|\/\/)/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const clause = /^.*?(?=[:;.](?: |$)|$)/.exec(text)?.[0] ?? '';
  return clause.length <= 60 ? clause : `${clause.slice(0, clause.lastIndexOf(' ', 59))} …`;
}
