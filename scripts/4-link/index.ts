/**
 * Stage 4: all chapters in, the Apparatus out: numbers, targets, notes, citations, contents and registers, beside the
 * trees and never in them. Pure.
 */
import { listSeries } from '../list-series.ts';
import type { Apparatus, Chapter, ContentsEntry, Inputs, Series, Target } from '../model.ts';
import { openMessages } from '../place.ts';
import { visitAll } from '../visit-all.ts';
import {
  checkCrossReferences,
  checkFacts,
  checkTargetOptions,
  indexTargets,
} from './check-references.ts';
import { checkRegisters } from './check-registers.ts';
import { type CitationInput, formatCitations } from './format-citations.ts';
import { indexWords } from './index-words.ts';
import { numberFootnotes } from './number-footnotes.ts';
import { numberTargets } from './number-targets.ts';

export async function linkChapters(
  chapters: readonly Chapter[],
  inputs: Inputs,
): Promise<Apparatus> {
  const { messages, complain } = openMessages();
  const targets = numberTargets(chapters, inputs);
  const targetByIdentifier = indexTargets(targets, complain);
  checkCrossReferences(chapters, targetByIdentifier, complain);
  checkTargetOptions(chapters, inputs, targetByIdentifier, complain);
  checkFacts(chapters, inputs.tables, inputs.references, complain);
  const citations = collectCitations(chapters);
  const styleFile = `assets/references/${inputs.settings.citationStyle}.csl`;
  const library = { references: inputs.references, csl: inputs.csl, styleFile };
  const formatted =
    citations.length === 0
      ? { citationByKey: new Map(), bibliography: [] }
      : await formatCitations(citations, library, complain);
  const registers = collectRegisters(targets, inputs.shapes);
  const targetByKey = new Map(targets.map((target) => [target.key, target]));
  const words = indexWords(chapters, targetByKey, inputs, complain);
  const contents = listContents(chapters, targets);
  const own = new Map<string, readonly unknown[]>([
    ['reference', formatted.bibliography],
    ['contents', contents],
  ]);
  const entriesOf = (register: string): number =>
    (registers.get(register) ?? words.indexes.get(register) ?? own.get(register) ?? []).length;
  checkRegisters(chapters, inputs.shapes, entriesOf, complain);
  return {
    targetByIdentifier,
    targetByKey,
    ...words,
    contents,
    registers,
    footnoteByIdentifier: numberFootnotes(chapters),
    ...formatted,
    messages,
  };
}

/** Citations in reading order, those in labels and captions with their block. */
function collectCitations(chapters: readonly Chapter[]): CitationInput[] {
  const found: CitationInput[] = [];
  for (const { path, tree } of chapters) {
    visitAll(tree, (node) => {
      if (node.type !== 'citation') return;
      const items = node.items.map((item) => ({ ...item, place: { ...item.place, file: path } }));
      found.push({ key: node.data?.key ?? '', narrative: node.narrative, items });
    });
  }
  return found;
}

function listContents(chapters: readonly Chapter[], targets: readonly Target[]): ContentsEntry[] {
  const matterBySlug = new Map(chapters.map((chapter) => [chapter.slug, chapter.matter]));
  return targets
    .filter(({ level }) => level > 0)
    .map(({ identifier, enumerator, title, chapter, level }) => {
      const matter = matterBySlug.get(chapter) ?? 'body';
      return { identifier, enumerator, title, level, matter };
    });
}

/** Every series a block declares, those without an entry too. */
function collectRegisters(
  targets: readonly Target[],
  shapes: Inputs['shapes'],
): Map<Series, Target[]> {
  const names = [...listSeries(shapes).keys()];
  return new Map(names.map((name) => [name, targets.filter(({ kind }) => kind === name)]));
}
