/**
 * Every cross-reference has its target and every identifier stands for one thing. Chapters and targets in,
 * messages out.
 */
import type {
  Chapter,
  CrossReferenceNode,
  Inputs,
  Place,
  Reference,
  Tables,
  Target,
} from '../model.ts';
import { nearest, suggest } from '../nearest.ts';
import { type Complain, placeOf, placeWithin } from '../place.ts';
import { visitAll } from '../visit-all.ts';

/** Targets by identifier; a second one for an identifier is a complaint at its place. */
export function indexTargets(targets: readonly Target[], complain: Complain): Map<string, Target> {
  const byIdentifier = new Map<string, Target>();
  for (const target of targets) {
    const first = byIdentifier.get(target.identifier);
    if (first === undefined) {
      byIdentifier.set(target.identifier, target);
      continue;
    }
    complain({
      rule: 'identifier-unique',
      reason: `Unexpected second \`#${target.identifier}\`, expected each id once in the report`,
      place: target.place,
      cause: { reason: `the first is this ${first.kind}`, place: first.place },
      note: `give one of them another id, for example \`#${target.identifier}-2\``,
    });
  }
  return byIdentifier;
}

export function checkCrossReferences(
  chapters: readonly Chapter[],
  byIdentifier: ReadonlyMap<string, Target>,
  complain: Complain,
): void {
  for (const chapter of chapters) {
    visitAll(chapter.tree, (node) => {
      if (node.type === 'crossReference') checkOne(node, chapter.path, byIdentifier, complain);
    });
  }
}

function checkOne(
  node: CrossReferenceNode,
  file: string,
  byIdentifier: ReadonlyMap<string, Target>,
  complain: Complain,
): void {
  const target = byIdentifier.get(node.identifier);
  const place = placeOf(file, node);
  if (target === undefined) {
    complainOfMissing(node.identifier, place, byIdentifier, complain);
  } else if (node.form === 'number' && target.kind === 'paragraph' && target.enumerator === '') {
    complain({
      rule: 'target-numbered',
      reason: `Unexpected reference to a paragraph without a number, expected a numbered paragraph`,
      place,
      cause: { reason: 'the paragraph is here', place: target.place },
      note: `write \`@page:${node.identifier}\`, or set \`numbered-paragraphs: true\` in report.yaml`,
    });
  }
}

function complainOfMissing(
  identifier: string,
  place: Place,
  byIdentifier: ReadonlyMap<string, Target>,
  complain: Complain,
  kind?: string,
): void {
  const known = [...byIdentifier.values()].filter((one) => kind === undefined || one.kind === kind);
  const ids = known.map((one) => one.identifier).filter(isWritten);
  complain({
    rule: 'target-exists',
    reason: `Unexpected reference to \`${identifier}\`, expected the id of ${kind === undefined ? 'something in the report' : sayKind(kind)}`,
    place,
    note: `${suggestTarget(identifier, ids)}; an id is written \`{#${identifier}}\` after ${kind === undefined ? 'its heading, paragraph or block' : `the ${kind}`}`,
  });
}

function complainOfKind(target: Target, kind: string, place: Place, complain: Complain): void {
  complain({
    rule: 'target-kind',
    grade: 'warning',
    reason: `Unexpected ${target.kind.replaceAll('-', ' ')} \`${target.identifier}\`, expected ${sayKind(kind)}`,
    place,
    cause: { reason: 'it stands here', place: target.place },
    note: `name the ${kind} that is meant; its id is written \`{#${PREFIXES[kind] ?? kind}-…}\` after it`,
  });
}

const PREFIXES: Readonly<Record<string, string>> = {
  paragraph: 'para',
  section: 'sec',
  figure: 'fig',
  table: 'tbl',
  recommendation: 'rec',
};

function sayKind(kind: string): string {
  return `a ${kind.replaceAll('-', ' ')}`;
}

/** `para-x` was not meant for `rec-x`: what has the same beginning is tried first, by the rest of its name. */
function suggestTarget(identifier: string, known: readonly string[]): string {
  const [begin = ''] = /^[a-z]+-/.exec(identifier) ?? [];
  const alike = known.filter((one) => begin !== '' && one.startsWith(begin));
  const rest = nearest(
    identifier.slice(begin.length),
    alike.map((one) => one.slice(begin.length)),
  );
  if (rest !== undefined) return `write \`${begin}${rest}\``;
  const other = known.find((one) => one.replace(/^[a-z]+-/, '') === identifier.slice(begin.length));
  if (other !== undefined && alike.length === 0) return `write \`${other}\``;
  return suggest(identifier, alike.length > 0 ? alike : known);
}

/** Ids that authors write, not those made from words: these have two hyphens after the chapter's name. */
function isWritten(identifier: string): boolean {
  return identifier.includes('-') && !identifier.includes('--');
}

/** `rests="para-a para-b"`: each id of such an option is one of the report, and of the kind that the option asks for. */
export function checkTargetOptions(
  chapters: readonly Chapter[],
  { shapes, chapters: sources }: Pick<Inputs, 'shapes' | 'chapters'>,
  byIdentifier: ReadonlyMap<string, Target>,
  complain: Complain,
): void {
  const textByPath = new Map(sources.map(({ path, text }) => [path, text]));
  for (const { tree, path } of chapters) {
    visitAll(tree, (node) => {
      if (node.type !== 'block') return;
      for (const [name, { type, of }] of Object.entries(shapes.get(node.name)?.options ?? {})) {
        if (type !== 'targets') continue;
        for (const id of (node.options[name] ?? '').split(/\s+/).filter(Boolean)) {
          const place = placeWithin(textByPath.get(path) ?? '', path, node, id);
          const target = byIdentifier.get(id);
          if (target === undefined) complainOfMissing(id, place, byIdentifier, complain, of);
          else if (of !== undefined && target.kind !== of)
            complainOfKind(target, of, place, complain);
        }
      }
    });
  }
}

/** `{fact=45}` names a row of the table `facts`, and the fact's source is among the keys cited. */
export function checkFacts(
  chapters: readonly Chapter[],
  tables: Tables,
  references: ReadonlyMap<string, Reference>,
  complain: Complain,
): void {
  const facts = tables.get('facts');
  for (const chapter of chapters) {
    visitAll(chapter.tree, (node) => {
      if (node.type !== 'citation' || node.fact === undefined) return;
      const row = facts?.rowByKey.get(node.fact);
      const place = placeOf(chapter.path, node);
      if (row === undefined) {
        complain({
          rule: 'fact-exists',
          reason: `Unexpected fact ${node.fact}, expected a row of \`facts\``,
          place,
          note: 'look the number up in assets/data/facts.csv',
        });
        return;
      }
      const sources = String(row.values.source_key ?? '').split('; ');
      if (node.items.some((item) => sources.includes(item.key) || !references.has(item.key)))
        return;
      complain({
        rule: 'fact-source',
        reason: `Unexpected source for fact ${node.fact}, expected \`${sources.join('; ')}\``,
        place,
        cause: { reason: 'the fact is here', place: { file: facts?.file ?? '', line: row.line } },
        note: `cite \`@${sources[0]}\`, or name the fact that rests on this source`,
      });
    });
  }
}
