/**
 * Templates and the shapes they declare: `.hbs` files in, `Template`s out. The matter at a template's head says
 * what the block is for, what it takes, and shows an example. Knows nothing of Handlebars.
 */
import { isNode, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { BUILT_IN_BLOCKS } from '../built-in-blocks.ts';
import type { BlockShape, FileTree, Template } from '../model.ts';
import type { Complain } from '../place.ts';
import { readText } from './read-text.ts';

const name = z.string().regex(/^[a-z][a-z-]*$/);
/** What can be cited and is no block. */
const OTHER_KINDS: ReadonlySet<string> = new Set(
  'chapter section paragraph footnote reference page'.split(' '),
);
const option = z.strictObject({
  about: z.string(),
  type: z.enum(['text', 'number', 'boolean', 'name', 'targets']).default('text'),
  of: name.optional(),
  title: z.string().optional(),
  listed: z.boolean().optional(),
  required: z.boolean().default(false),
  values: z.array(z.string()).optional(),
});
const shape = z.strictObject({
  about: z.string(),
  form: z.enum(['leaf', 'container']).default('leaf'),
  label: z.enum(['required', 'optional', 'none']).default('optional'),
  series: name
    .refine((kind) => !OTHER_KINDS.has(kind), 'expected a name that nothing else has')
    .optional(),
  numbered: z.enum(['chapter', 'report', 'none']).optional(),
  collect: name.optional(),
  options: z.record(name, option).default({}),
  example: z.string(),
});
const about = z.looseObject({ about: z.string() });

/** Every template by its name below templates/, and every block an author can call. */
export async function readTemplates(
  tree: FileTree,
  complain: Complain,
): Promise<{ templates: ReadonlyMap<string, Template>; shapes: ReadonlyMap<string, BlockShape> }> {
  const paths = (await tree.list('templates')).filter((path) => path.endsWith('.hbs'));
  const read = await Promise.all(paths.map((path) => readTemplate(tree, path, complain)));
  const templates = new Map(read.filter((one) => one !== undefined).map((one) => [one.name, one]));
  const shapes = new Map(BUILT_IN_BLOCKS.map((one) => [one.name, one]));
  for (const template of templates.values()) {
    if (template.shape !== undefined) shapes.set(template.shape.name, template.shape);
  }
  addRegisters(shapes, complain);
  return { templates, shapes };
}

/** A leaf block for each `collect`: `::questions` lists what `series: question` counts. */
function addRegisters(shapes: Map<string, BlockShape>, complain: Complain): void {
  for (const { collect, series, file, example } of [...shapes.values()]) {
    if (collect === undefined) continue;
    const known = shapes.get(collect);
    if (series !== undefined && known?.register === series) continue; // another block of the same series
    if (known !== undefined || series === undefined) {
      complain({
        rule: 'template-head',
        reason: `Unexpected \`collect: ${collect}\`, expected ${series === undefined ? 'a `series` to collect' : 'a name that no block has'}`,
        place: { file, line: 1, column: 1 },
        note:
          series === undefined
            ? 'add `series: …` with what the block counts as, and `numbered: none` if it has no number'
            : 'give the register another name',
      });
      continue;
    }
    shapes.set(collect, {
      name: collect,
      about: `The register of every ${series.replaceAll('-', ' ')} of the report, each with its place, in reading order.`,
      form: 'leaf',
      label: 'none',
      options: {},
      register: series,
      example: `${example.trimEnd()}\n\n::${collect}`,
      file,
    });
  }
}

async function readTemplate(
  tree: FileTree,
  path: string,
  complain: Complain,
): Promise<Template | undefined> {
  const source = await readText(tree, path, complain);
  if (source === undefined) return undefined;
  const name = path.slice('templates/'.length, -'.hbs'.length);
  const head = /^---\n([\s\S]*?\n)---\n/.exec(source);
  const template = {
    path,
    name,
    text: head === null ? source : source.slice(head[0].length),
    offset: head === null ? 0 : head[0].split('\n').length - 1,
  };
  const isBlock = name.startsWith('blocks/');
  if (head === null && !isBlock) return template;
  const found = readHead(head?.[1] ?? '', path, isBlock, complain);
  if (found === undefined) return template;
  if (!isBlock) return { ...template, about: (found as z.infer<typeof about>).about };
  return {
    ...template,
    shape: {
      ...(found as z.infer<typeof shape>),
      name: name.slice('blocks/'.length),
      file: path,
    } as BlockShape,
  };
}

function readHead(yaml: string, file: string, isBlock: boolean, complain: Complain): unknown {
  const lines = new LineCounter();
  const parsed = parseDocument(yaml, { lineCounter: lines, logLevel: 'error' });
  const note = isBlock
    ? 'begin the template with `---`, about, form, label, options, example, `---` as the others do'
    : 'begin the template with `---`, `about: …`, `---`';
  const fault = (reason: string, offset: number): void => {
    const { line, col } = lines.linePos(offset);
    const place = { file, line: Math.max(1, line + 1), column: Math.max(1, col) };
    complain({ rule: 'template-head', reason, place, note });
  };
  const error = parsed.errors[0];
  if (error !== undefined) {
    const words = (error.message.split(/ at line |\n/)[0] ?? '').trim();
    fault(`Unexpected YAML in the template's head: ${words}`, error.pos[0]);
    return undefined;
  }
  const head = toValue(parsed);
  if (head === undefined) {
    fault("Unexpected YAML aliases in the template's head, expected the values themselves", 0);
    return undefined;
  }
  const result = (isBlock ? shape : about).safeParse(head);
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) {
    const words = `Unexpected \`${path.join('.') || 'content'}\` in the template's head: ${message}`;
    fault(words, offsetOf(parsed, path.map(String)));
  }
  return undefined;
}

/** The head as a value; undefined where aliases multiply beyond what the YAML reader allows. */
function toValue(parsed: ReturnType<typeof parseDocument>): unknown {
  try {
    return (parsed.toJS() as unknown) ?? {};
  } catch {
    return undefined;
  }
}

/** Where the value of a path stands, or the nearest above it that is there. */
function offsetOf(parsed: ReturnType<typeof parseDocument>, path: readonly string[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = parsed.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
