/**
 * The head of each rule file, held against the rule: its accepted example leaves no message, its rejected one exactly
 * those that the head tells, each with a place and a cure.
 */
import { describe, expect, it } from 'vitest';
import { RULE_NAMES } from '../rule-names.ts';
import { exampleBuilder } from './build-example.ts';
import { type Head, readHeads } from './read-heads.ts';

const heads = readHeads();
const build = await exampleBuilder();

async function check(parts: Head['accepted'], expected: readonly string[]): Promise<void> {
  const messages = await build(parts);
  expect(messages.map(({ reason }) => reason)).toEqual(expected);
  for (const { place, note } of messages) {
    expect(place.line, 'each message has a line').toBeGreaterThan(0);
    expect(note, 'each message has a cure').toBeTruthy();
  }
}

describe.each(heads)('$rule ($file)', ({ rule, says, why, accepted, rejected, messages }) => {
  it('says what holds and why', () => {
    expect(says).toMatch(/^[A-Z].*\.$/);
    expect(why).toMatch(/\.$/);
    expect(RULE_NAMES.has(rule)).toBe(true);
  });

  it('accepts its accepted example', () => check(accepted, []));

  it('refuses its rejected example in the words of its head', () => check(rejected, messages));
});
