/**
 * The list of what nobody saw in its source, in the document control of small reports over the real data.
 */
import type { Element } from 'hast';
import { expect, it } from 'vitest';
import { hastText } from '../hast-text.ts';
import type { Provenance, Table, Target } from '../model.ts';
import { composeUnchecked } from './compose-unchecked.ts';

const FILE = 'chapters/r/10-why.md';
const row = (key: string, checked: 'yes' | 'no') => ({
  key,
  line: 2,
  values: { residents: 1 },
  checked: { residents: checked },
});
const cities = {
  name: 'cities',
  title: 'Cities',
  columns: new Map([['residents', { name: 'residents', title: 'Residents, 2011' }]]),
  rowByKey: new Map([
    ['leeds', row('leeds', 'yes')],
    ['derry', row('derry', 'no')],
  ]),
} as unknown as Table;

const value = (line: number, city: string): Provenance => ({
  key: `v-${line}`,
  expression: `cities.${city}.residents`,
  value: 1,
  text: '1',
  formatter: 'text',
  reads: [{ table: 'cities', column: 'residents', rows: [city], values: [1] }],
  provisional: city === 'derry',
  place: { file: FILE, line },
});

const fact = (line: number, id: string): Provenance => ({
  ...value(line, 'leeds'),
  formatter: 'fact',
  provisional: true,
  reads: [{ table: 'facts', column: 'text', rows: [id], values: ['x'] }],
});

const target = (kind: string, enumerator: string, line: number, endLine = line): Target => ({
  identifier: `${kind}-${line}`,
  key: `${kind}-${line}`,
  kind,
  enumerator,
  title: 'Who leads',
  level: kind === 'section' ? 3 : 0,
  chapter: 'why',
  place: { file: FILE, line, endLine },
});

const targets = [
  target('section', '1.1', 3),
  target('figure', '1.1', 9),
  target('section', '', 12),
  target('box', '1.1', 20, 30),
];

/** Lines of the list as a reader sees them. */
function check(provenance: readonly Provenance[], expected: readonly string[]): Element[] {
  const list = composeUnchecked(provenance, targets, new Map([['cities', cities]]));
  const body = list[2]?.children[1] as Element | undefined;
  const lines = (body?.children ?? []).map((line) =>
    (line as Element).children.map((cell) => hastText(cell as Element)).join(' | '),
  );
  expect(lines).toEqual(expected);
  return list;
}

it('names each unchecked column once, with every place that prints it, and facts by their numbers', () => {
  const list = check(
    [
      value(5, 'leeds'),
      value(5, 'derry'),
      value(6, 'derry'),
      fact(7, '4'),
      fact(7, '6'),
      value(9, 'derry'),
      value(14, 'derry'),
      fact(25, '4'),
    ],
    [
      'Residents, 2011 (Cities) | Section 1.1, Figure 1.1, ‘Who leads’',
      'Cited facts | Section 1.1 (facts 4, 6), Box 1.1 (fact 4)',
    ].map((line) => line.replace(/(ection|igure|ox) /g, '$1\u00a0')),
  );
  expect(hastText(list[1] as Element)).toContain('7 values, figures and cited facts');
});

it('is absent where all was seen', () => {
  expect(check([value(5, 'leeds')], [])).toEqual([]);
});
