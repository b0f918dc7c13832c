/**
 * The records beside report.yaml: sign-off.yaml, peer-review.yaml and exceptions.yaml in, `Records` out. A file that is
 * not there is an empty record.
 */
import * as z from 'zod';
import type { FileTree, Records, ReviewComment, RuleException, SignOff } from '../model.ts';
import { suggest } from '../nearest.ts';
import type { Complain } from '../place.ts';
import { RULE_NAMES } from '../rule-names.ts';
import { SIGN_OFF_CHECKS, type SignOffCheck } from '../sign-off-checks.ts';
import { readText } from './read-text.ts';
import { dateText, plainWords, readYaml, type YamlForm } from './read-yaml.ts';

const decision = z.strictObject({
  by: plainWords,
  date: dateText.optional(),
  note: plainWords.optional(),
});
const checks = Object.keys(SIGN_OFF_CHECKS) as SignOffCheck[];
const signOff = z.strictObject(
  Object.fromEntries(checks.map((check) => [check, decision.optional()])) as Record<
    SignOffCheck,
    z.ZodOptional<typeof decision>
  >,
);

const comment = z
  .strictObject({
    comment: plainWords,
    by: plainWords.optional(),
    paragraph: plainWords.optional(),
    disposition: z.enum(['open', 'accepted', 'partly accepted', 'declined']),
    reason: plainWords.optional(),
  })
  .refine(
    ({ disposition, reason }) => !/partly|declined/.test(disposition) || reason !== undefined,
    { path: ['reason'], message: 'why it was not accepted' },
  );

const exception = z.strictObject({
  rule: plainWords,
  file: plainWords,
  words: plainWords,
  reason: plainWords,
});

/** The keys of each record, for suggestions and the manual. */
export const RECORD_KEYS: Readonly<Record<string, readonly string[]>> = {
  'sign-off.yaml': [...checks, ...Object.keys(decision.shape)],
  'peer-review.yaml': Object.keys(comment.shape),
  'exceptions.yaml': Object.keys(exception.shape),
};

const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ...checks.map((check) => [check, '{by: open}'] as const),
  ['by', 'Editor'],
  ['date', '"2026-11-22"'],
  ['disposition', 'open'],
  ['paragraph', 'para-scope'],
  ['rule', 'sentence-length'],
  ['file', '10-first-chapter.md'],
]);

/** The records of a report; what cannot be read is complained of and left out. */
export async function readRecords(
  tree: FileTree,
  report: string,
  complain: Complain,
): Promise<Records> {
  const folder = `chapters/${report}`;
  const read = async <T>(name: string, schema: z.ZodType<T>) => {
    const file = `${folder}/${name}`;
    if ((await tree.read(file)) === 'missing') return undefined;
    const source = await readText(tree, file, complain);
    const form: YamlForm<T> = {
      schema,
      examples: EXAMPLES,
      keysBelow: () => RECORD_KEYS[name] ?? [],
    };
    return source === undefined ? undefined : readYaml(source, file, form, complain);
  };
  const signed = await read('sign-off.yaml', signOff);
  const reviewed = await read('peer-review.yaml', z.array(comment));
  const excepted = await read('exceptions.yaml', z.array(exception));
  const signOffs = checks.map((check): SignOff => {
    const found = signed?.data[check];
    const place = signed?.keyPlace([check]) ?? {
      file: `${folder}/sign-off.yaml`,
      line: 1,
      column: 1,
    };
    const isOpen = found === undefined || found.by === 'open' || found.date === undefined;
    return { check, question: SIGN_OFF_CHECKS[check], isOpen, ...drop(found ?? {}), place };
  });
  const peerReview = (reviewed?.data ?? []).map(
    (one, index): ReviewComment => ({
      ...drop(one),
      placeOf: (key) => reviewed?.placeOf([index, key]) ?? { file: folder },
    }),
  );
  const exceptions = (excepted?.data ?? []).flatMap((one, index): RuleException[] => {
    const place = excepted?.placeOf([index, 'rule']) ?? { file: folder };
    if (RULE_NAMES.has(one.rule)) return [{ ...one, file: `${folder}/${one.file}`, place }];
    complain({
      rule: 'settings-rule-known',
      reason: `Unexpected rule \`${one.rule}\`, expected the name of a rule`,
      place,
      note: `${suggest(one.rule, RULE_NAMES)}; a rule's name stands at the end of its message`,
    });
    return [];
  });
  return { signOffs, peerReview, exceptions };
}

/** Without the keys that are not there. */
function drop<T extends object>(entry: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(entry).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}
