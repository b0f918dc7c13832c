/**
 * Blocks side by side that only one side has in, the sections among them out: a heading and all that stands under it. A
 * section that came or went is one change, and its parts are listed with it.
 */
import type { Held, MergedNode, Shell } from './comparison.ts';
import { wordsOfMerged } from './read-merged.ts';
import { enter, type Scope, subjectOf } from './scope.ts';
import { tell } from './tell.ts';
import { shellOf, tellFrame } from './tell-blocks.ts';
import { type Kind, setChange, type Walk } from './walk.ts';

type OneSided = Kind<'added' | 'removed' | 'addedFrame' | 'removedFrame'>;

export interface Section {
  readonly kind: 'added' | 'removed';
  readonly nodes: OneSided[];
}

const ADDED = /^(?:added|addedFrame|movedTo)$/;
const REMOVED = /^(?:removed|removedFrame|movedFrom)$/;

/** Each node of a section, with its section. */
export function findSections(nodes: readonly MergedNode[]): ReadonlyMap<MergedNode, Section> {
  return new Map([...findOn('added', nodes), ...findOn('removed', nodes)]);
}

function findOn(kind: Section['kind'], nodes: readonly MergedNode[]): [MergedNode, Section][] {
  const other = kind === 'added' ? REMOVED : ADDED;
  const sections: Section[] = [];
  let open: Section | undefined;
  let level = 0;
  for (const node of nodes) {
    if (isSpace(node) || other.test(node.kind)) continue; // not there on this side
    const own = node.kind === kind || node.kind === `${kind}Frame` ? (node as OneSided) : undefined;
    const depth = own === undefined ? 0 : levelOf(own);
    if (own === undefined) open = undefined;
    else if (open !== undefined && (depth === 0 || depth > level)) open.nodes.push(own);
    else if (depth > 0) {
      open = { kind, nodes: [own] };
      level = depth;
      sections.push(open);
    } else open = undefined;
  }
  return sections
    .filter((section) => section.nodes.length > 1)
    .flatMap((section) => section.nodes.map((node): [MergedNode, Section] => [node, section]));
}

function isSpace(node: MergedNode): boolean {
  if (node.kind === 'space') return true;
  return (
    node.kind === 'same' &&
    node.nodes.every((one) => one.type === 'text' && one.value.trim() === '')
  );
}

/** 3 for `h3`, 0 for what is no heading. */
function levelOf(node: OneSided): number {
  return Number(/^h([1-6])$/.exec(shellOfOne(node)?.tagName ?? '')?.[1] ?? 0);
}

function shellOfOne(node: OneSided): Shell | undefined {
  if ('shell' in node) return node.shell;
  return node.node.type === 'element' ? shellOf(node.node) : undefined;
}

/** Tells a section at its first node; what stands in its frames has the same change. */
export function tellSection(
  { kind, nodes }: Section,
  near: ReadonlySet<number>,
  scope: Scope,
  walk: Walk,
): void {
  const side = kind === 'added' ? 'new' : 'old';
  const [title, ...held] = nodes.map((node): Held => {
    const shell = shellOfOne(node);
    const subject = shell === undefined ? '' : subjectOf(shell, enterOn(kind, scope, shell));
    return { subject, words: wordsOfMerged([node], side).replace(/\s+/g, ' ').trim() };
  });
  const [first] = nodes;
  if (title === undefined || first === undefined) return;
  const words = wordsOfMerged(nodes, side);
  const id = tell(walk.teller, enterOn(kind, scope, shellOfOne(first)), {
    kind,
    subject: 'section',
    ...(kind === 'added' ? { inserted: words } : { deleted: words }),
    says: `section ${kind}: “${title.words}”, with ${sayHeld(held)}`,
    holds: held,
  });
  for (const node of nodes) {
    setChange(node, id);
    if ('shell' in node)
      tellFrame(node, near, id === undefined ? scope : { ...scope, shared: id }, walk);
  }
}

function enterOn(kind: Section['kind'], scope: Scope, shell: Shell | undefined): Scope {
  return kind === 'added' ? enter(scope, shell, undefined) : enter(scope, undefined, shell);
}

/** "2 paragraphs and a table" */
function sayHeld(held: readonly Held[]): string {
  const counts = new Map<string, number>();
  for (const { subject } of held) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  const said = [...counts].map(([subject, many]) => sayMany(subject.replaceAll('-', ' '), many));
  const last = said.pop() ?? '';
  return said.length === 0 ? last : `${said.join(', ')} and ${last}`;
}

function sayMany(subject: string, many: number): string {
  const name = subject === 'code' ? 'listing' : subject;
  return many === 1 ? `a ${name}` : `${many} ${name}s`;
}
