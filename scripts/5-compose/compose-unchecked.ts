/**
 * What nobody saw in its source, as a list for those who must look it up before a final: the provenance, targets and tables
 * of a report in, a heading, a sentence and a table for its document control out.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { listUnchecked, type Unchecked } from '../list-unchecked.ts';
import type { Place, Provenance, Tables, Target } from '../model.ts';
import { beginSentence, nameTarget } from './words.ts';

/** How many places a row names; the rest are counted. */
const MOST_PLACES = 8;

/** Nothing where all was seen. */
export function composeUnchecked(
  provenance: readonly Provenance[],
  targets: readonly Target[],
  tables: Tables,
): Element[] {
  const found = listUnchecked(provenance, tables);
  if (found.length === 0) return [];
  const rows = new Map<string, Unchecked[]>();
  for (const one of found)
    for (const column of one.columns) rows.set(column, [...(rows.get(column) ?? []), one]);
  return [
    h('h3', 'What nobody has seen in its source'),
    h(
      'p',
      `${found.length} values, figures and cited facts rest on what was not checked. Each is to be looked up before the final version.`,
    ),
    h('table', { className: ['unchecked'] }, [
      h('thead', h('tr', [headOf('Not checked'), headOf('Printed in')])),
      h(
        'tbody',
        [...rows].map(([column, ones]) =>
          h('tr', [
            h('th', { scope: 'row' }, nameColumn(column, tables)),
            h('td', listPlaces(ones, targets)),
          ]),
        ),
      ),
    ]),
  ];
}

function headOf(words: string): Element {
  return h('th', { scope: 'col' }, words);
}

/** "Residents, 2011 (38 UK cities)" */
function nameColumn(name: string, tables: Tables): string {
  const [table = '', column = ''] = name.split('.');
  if (column === '') return 'Cited facts';
  const found = tables.get(table);
  return `${found?.columns.get(column)?.title ?? column} (${found?.title ?? table})`;
}

/** The places, each once with the facts it rests on: "Section 1.1 (facts 4, 6), Figure 2.1 and 3 more places". */
function listPlaces(ones: readonly Unchecked[], targets: readonly Target[]): ElementContent[] {
  const factsByTarget = new Map<Target, Set<string>>();
  for (const { record } of ones) {
    const target = targetOf(record.place, targets);
    if (target === undefined) continue;
    const facts = factsByTarget.get(target) ?? new Set();
    factsByTarget.set(target, facts);
    if (record.formatter === 'fact') for (const { rows } of record.reads) facts.add(rows.join());
  }
  const named = [...factsByTarget].slice(0, MOST_PLACES);
  const left = factsByTarget.size - named.length;
  const parts = named.flatMap(([target, facts], index): ElementContent[] => {
    const name = nameTarget(target);
    const words = index === 0 ? beginSentence(name) : name;
    const link = h('a', { href: `#${target.identifier}` }, words);
    const between: ElementContent = { type: 'text', value: index === 0 ? '' : ', ' };
    return [between, link, { type: 'text', value: sayFacts([...facts]) }];
  });
  return left === 0 ? parts : [...parts, { type: 'text', value: ` and ${left} more places` }];
}

function sayFacts(facts: readonly string[]): string {
  if (facts.length === 0) return '';
  return ` (${facts.length === 1 ? 'fact' : 'facts'} ${facts.join(', ')})`;
}

/** What a reader calls a place: the innermost numbered thing around it, else the heading above it. */
function targetOf({ file, line = 1 }: Place, targets: readonly Target[]): Target | undefined {
  const before = targets.filter(({ place }) => place.file === file && (place.line ?? 1) <= line);
  const around = before.filter(
    ({ place, enumerator }) => enumerator !== '' && line <= (place.endLine ?? place.line ?? 1),
  );
  return around.at(-1) ?? before.filter(({ level }) => level > 0).at(-1);
}
