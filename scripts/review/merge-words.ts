/**
 * The inline content of two sides in, one run of operations out, from which both can be built again. White space goes with
 * the words that it parts: a deleted word takes one space along, a replaced one none.
 */
import type { Inline, Stretch } from './comparison.ts';
import { matchWords } from './match-words.ts';
import { atomKey, type IdMap, type Token, type Tokens } from './read-inline.ts';
import { isSame } from './tidy-tree.ts';

interface Step {
  readonly op: Stretch['op'];
  readonly old?: Token;
  readonly now?: Token;
}

export const NO_WORDS: Tokens = { tokens: [], wrappers: [] };

/** `mapId` gives ids of the old side their name on the new one, so that a reference to what was edited is no other reference. */
export function mergeWords(old: Tokens, now: Tokens, mapId: IdMap): Inline {
  const steps = listSteps(old.tokens, now.tokens, mapId);
  const areSame = isSame(old.wrappers, now.wrappers);
  return {
    stretches: joinSteps(steps),
    wrappers: now.wrappers,
    ...(areSame ? {} : { wrappersWere: old.wrappers }),
  };
}

function listSteps(old: readonly Token[], now: readonly Token[], mapId: IdMap): Step[] {
  const oldAt = solidAt(old);
  const nowAt = solidAt(now);
  const solids = oldAt.map((at) => old[at] as Token);
  const keys = solids.map(({ atom, key }) => (atom === undefined ? key : atomKey(atom, mapId)));
  const matches = matchWords(
    solids,
    nowAt.map((at) => now[at] as Token),
    keys,
  );
  const steps: Step[] = [];
  let [a, b] = [0, 0];
  for (const [oldIndex, nowIndex] of matches) {
    const [toOld, toNow] = [oldAt[oldIndex] as number, nowAt[nowIndex] as number];
    addGap(steps, old.slice(a, toOld), now.slice(b, toNow));
    steps.push({ op: 'keep', old: old[toOld] as Token, now: now[toNow] as Token });
    [a, b] = [toOld + 1, toNow + 1];
  }
  addGap(steps, old.slice(a), now.slice(b));
  return steps;
}

function solidAt(tokens: readonly Token[]): number[] {
  return tokens.flatMap(({ isSpace }, at) => (isSpace ? [] : [at]));
}

/** What stands between two kept words: the spaces that both sides have are kept, the rest is deleted and inserted. */
function addGap(steps: Step[], old: readonly Token[], now: readonly Token[]): void {
  const [a, b] = [partGap(old), partGap(now)];
  const lead = Math.min(a.lead.length, b.lead.length);
  const [oldLead, nowLead] = [a.lead.slice(lead), b.lead.slice(lead)];
  // With nothing between, what is left of the one side's space may match the space after the other's words.
  const oldTail = a.body.length === 0 ? oldLead.splice(0) : a.tail;
  const nowTail = b.body.length === 0 ? nowLead.splice(0) : b.tail;
  const tail = Math.min(oldTail.length, nowTail.length);
  const oldLeft = oldTail.length - tail;
  const nowLeft = nowTail.length - tail;
  for (let at = 0; at < lead; at++) addKept(steps, a.lead[at], b.lead[at]);
  for (const token of [...oldLead, ...a.body, ...oldTail.slice(0, oldLeft)])
    steps.push({ op: 'delete', old: token });
  for (const token of [...nowLead, ...b.body, ...nowTail.slice(0, nowLeft)])
    steps.push({ op: 'insert', now: token });
  for (let at = 0; at < tail; at++) addKept(steps, oldTail[oldLeft + at], nowTail[nowLeft + at]);
}

function addKept(steps: Step[], old: Token | undefined, now: Token | undefined): void {
  if (old !== undefined && now !== undefined) steps.push({ op: 'keep', old, now });
}

/** Space before the first word, the words, space after the last. Space alone is all before. */
function partGap(tokens: readonly Token[]): { lead: Token[]; body: Token[]; tail: Token[] } {
  const first = tokens.findIndex(({ isSpace }) => !isSpace);
  if (first < 0) return { lead: [...tokens], body: [], tail: [] };
  const last = tokens.findLastIndex(({ isSpace }) => !isSpace);
  return {
    lead: tokens.slice(0, first),
    body: tokens.slice(first, last + 1),
    tail: tokens.slice(last + 1),
  };
}

/** Neighbouring words of one operation and one wrapper become one stretch. */
function joinSteps(steps: readonly Step[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const step of steps) {
    const next = stretchOf(step);
    const last = stretches.at(-1);
    if (last !== undefined && canJoin(last, next))
      stretches[stretches.length - 1] = join(last, next);
    else stretches.push(next);
  }
  return stretches;
}

function stretchOf({ op, old, now }: Step): Stretch {
  const token = (now ?? old) as Token;
  const { text, atom, wrapper } = token;
  const was = op === 'keep' ? old : undefined;
  return {
    op,
    text,
    ...(was === undefined || was.text === text ? {} : { was: was.text }),
    ...(atom === undefined ? {} : { atom }),
    ...(was?.atom === undefined || isSame(was.atom, atom) ? {} : { atomWas: was.atom }),
    ...(wrapper < 0 ? {} : { in: wrapper }),
    ...(was === undefined || was.wrapper === wrapper ? {} : { inWas: was.wrapper }),
    ...(token.break === undefined ? {} : { break: breakOf(token.break, was?.break) }),
  };
}

function breakOf(now: Token['break'] & {}, was: Token['break']): Token['break'] & {} {
  if (was === undefined) return now;
  return {
    ...now,
    ...(was.space === now.space ? {} : { spaceWas: was.space }),
    ...(isSame(was.shell, now.shell) ? {} : { shellWas: was.shell }),
  };
}

function canJoin(a: Stretch, b: Stretch): boolean {
  const isPlain = (one: Stretch): boolean => one.atom === undefined && one.break === undefined;
  return a.op === b.op && isPlain(a) && isPlain(b) && a.in === b.in && a.inWas === b.inWas;
}

function join(a: Stretch, b: Stretch): Stretch {
  const { was: _, ...rest } = a;
  const hasOther = a.was !== undefined || b.was !== undefined;
  return {
    ...rest,
    text: a.text + b.text,
    ...(hasOther ? { was: (a.was ?? a.text) + (b.was ?? b.text) } : {}),
  };
}
