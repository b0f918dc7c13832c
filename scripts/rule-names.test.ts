import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RULE_NAMES } from './rule-names.ts';
import { describeRules } from './rules/describe-rules.ts';
import { readHeads, readOtherRules } from './rules/read-heads.ts';

/** How the sources name the rule of a complaint. */
const FORMS = [
  /\brule: (?:[^'\n;]*\? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g,
  /ValueFault\(\s*'([a-z-]+)'/g,
  /\bfault\(\s*'([a-z-]+)'/g,
];

test('the list of rules is what the sources complain under', () => {
  const folder = dirname(fileURLToPath(import.meta.url));
  const found = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const isSource = name.endsWith('.ts') && !name.endsWith('.test.ts');
    if (!isSource || /^(?:fixtures|spec|golden|bench|diagnostics)\//.test(name)) continue;
    const source = readFileSync(`${folder}/${name}`, 'utf8');
    for (const form of FORMS)
      for (const [, ...names] of source.matchAll(form))
        for (const rule of names) if (rule?.includes('-')) found.add(rule);
  }
  expect([...RULE_NAMES].sort()).toEqual([...found].sort());
});

test('scripts/rules/README.md holds every rule, and no rule is told nowhere', async () => {
  const heads = readHeads();
  const inHeads = new Set(heads.map(({ rule }) => rule));
  const others = readOtherRules([...RULE_NAMES].filter((rule) => !inHeads.has(rule)));
  const told = new Set([...inHeads, ...others.map(({ rule }) => rule)]);
  expect([...RULE_NAMES].filter((rule) => !told.has(rule))).toEqual([]);
  const page = join(dirname(fileURLToPath(import.meta.url)), 'rules/README.md');
  await expect(describeRules(heads, others)).toMatchFileSnapshot(page);
});
