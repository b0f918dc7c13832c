/**
 * Two Documents in, what changed between them as a reader sees it out. Reads nothing, prints nothing, and is the same for
 * the same Documents. `accept` and `reject` take the two trees from it again.
 */
import type { Element } from 'hast';
import type { Document } from '../model.ts';
import { compareSettings } from './compare-settings.ts';
import type { Comparison, Part, Renumbering, SideFacts } from './comparison.ts';
import { listChanges } from './list-changes.ts';
import { type Matching, matchBlocks } from './match-blocks.ts';
import { mergeTrees } from './merge-tree.ts';
import { titleOfPart } from './name-spots.ts';
import { type Block, isBlock, readBlocks } from './read-blocks.ts';
import { partKeyOf } from './scope.ts';
import { settleBlocks } from './settle-blocks.ts';
import { tidyTree } from './tidy-tree.ts';

export function compareDocuments(old: Document, now: Document): Comparison {
  const trees = { old: tidyTree(old.tree), now: tidyTree(now.tree) };
  const settled = settleBlocks(trees.old, trees.now);
  const blocks = { old: readBlocks(trees.old, settled), now: readBlocks(trees.now, settled) };
  const matching = matchBlocks(blocks.old, blocks.now);
  const tree = mergeTrees(blocks.old.root, blocks.now.root, matching);
  const changes = listChanges(tree, old, now);
  const told = new Set(changes.map(({ kind, new: spot }) => `${kind} ${spot?.identifier}`));
  const isOnlyRenumbered = ({ identifier }: Renumbering): boolean =>
    !told.has(`moved ${identifier}`) && !told.has(`split ${identifier}`);
  return {
    format: 1,
    old: factsOf(old),
    new: factsOf(now),
    tree,
    changes,
    renumbered: listRenumbered(old, now, matching).filter(isOnlyRenumbered),
    settings: compareSettings(old, now),
    parts: listParts(blocks.old.root, blocks.now.root, matching),
  };
}

function factsOf({ report, settings, revision, counts }: Document): SideFacts {
  const { title, version, date, status } = settings;
  return { report, title, version, date, status, revision, counts };
}

/** Chapters and pages of the new side in their order, each of the old side that is gone after the one that stood before it. */
function listParts(old: Block, now: Block, { newOf, oldOf }: Matching): Part[] {
  const parts = now.units.filter(isBlock).map((unit) => ({ unit, isNew: true }));
  let after = -1;
  for (const unit of old.units.filter(isBlock)) {
    const other = newOf.get(unit);
    const at = parts.findIndex((part) => part.unit === other);
    if (at >= 0) after = at;
    else parts.splice(++after, 0, { unit, isNew: false });
  }
  return parts.map(({ unit, isNew }) => {
    const state = !isNew ? 'removed' : oldOf.has(unit) ? 'both' : 'added';
    return partOf(unit.node, state);
  });
}

function partOf(node: Element, state: Part['state']): Part {
  const kind = node.tagName === 'section' ? 'chapter' : 'page';
  return { key: partKeyOf(node), title: titleOfPart(node), kind, state };
}

function listRenumbered(old: Document, now: Document, { oldOf }: Matching): Renumbering[] {
  const names = new Map<unknown, unknown>();
  for (const [unit, was] of oldOf)
    if (isBlock(unit) && isBlock(was)) names.set(unit.node.properties.id, was.node.properties.id);
  const olds = new Map(old.targets.map((target) => [target.identifier, target]));
  return now.targets.flatMap(({ identifier, key, kind, title, enumerator }) => {
    const was = olds.get(String(names.get(identifier) ?? identifier));
    const isOther = was !== undefined && was.enumerator !== enumerator && was.kind === kind;
    if (!isOther || was.enumerator === '' || enumerator === '') return [];
    return [{ key, identifier, kind, title, old: was.enumerator, new: enumerator }];
  });
}
