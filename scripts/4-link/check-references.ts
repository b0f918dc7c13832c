/**
 * Every cross-reference has its target and every identifier stands for one thing. Chapters and targets in,
 * messages out.
 */
import type { Chapter, CrossReferenceNode, Reference, Tables, Target } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, placeOf } from '../place.ts';
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
    complain({
      rule: 'target-exists',
      reason: `Unexpected reference to \`${node.identifier}\`, expected the id of something in the report`,
      place,
      note: `${suggest(node.identifier, [...byIdentifier.keys()].filter(isWritten))}; an id is written \`{#${node.identifier}}\` after its heading, paragraph or block`,
    });
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

/** Ids that authors write, not those made from headings. */
function isWritten(identifier: string): boolean {
  return /^(?:fig|tbl|sec|box|rec|para)-/.test(identifier);
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
