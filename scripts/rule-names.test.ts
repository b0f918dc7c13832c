import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RULE_NAMES } from './rule-names.ts';

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
