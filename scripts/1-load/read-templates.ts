/**
 * Templates and the shapes they declare: `.hbs` files in, `Template`s out. The matter at a template's head says
 * what the block is for, what it takes, and shows an example. Knows nothing of Handlebars.
 */
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { BUILT_IN_BLOCKS } from '../built-in-blocks.ts';
import type { BlockShape, FileTree, Template } from '../model.ts';
import type { Complain } from '../place.ts';
import { readText } from './read-text.ts';

const option = z.strictObject({
  about: z.string(),
  type: z.enum(['text', 'number', 'boolean', 'name']).default('text'),
  required: z.boolean().default(false),
  values: z.array(z.string()).optional(),
});
const shape = z.strictObject({
  about: z.string(),
  form: z.enum(['leaf', 'container']).default('leaf'),
  label: z.enum(['required', 'optional', 'none']).default('optional'),
  series: z.enum(['figure', 'table', 'box', 'recommendation']).optional(),
  options: z.record(z.string().regex(/^[a-z][a-z-]*$/), option).default({}),
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
  return { templates, shapes };
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
  if (!isBlock || found === undefined) return template;
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
