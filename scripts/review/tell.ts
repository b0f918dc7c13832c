/**
 * A change that was found in, its entry in the list out, with its id, its weight and the sentence that says it. The list
 * grows in the order in which the merged tree is walked.
 */
import type { Document, Provenance } from '../model.ts';
import { sayDate } from '../say-date.ts';
import type { Cause, Change, ChangeKind, Held, Spot, Subject, Weight } from './comparison.ts';
import { abbreviationFolder, type FoldWords } from './fold-abbreviations.ts';
import { nameSpots } from './name-spots.ts';
import { sayChange } from './say-change.ts';
import type { Scope } from './scope.ts';
import { weighChange } from './weigh-change.ts';

export interface Teller {
  readonly changes: Change[];
  readonly turns: Map<string, number>;
  readonly spots: { readonly old: Spots; readonly new: Spots };
  readonly provenance: { readonly old: Records; readonly new: Records };
  /** Words with their abbreviations said the short way. */
  readonly fold: FoldWords;
  /** Words that the settings and the revision explain: pages print them. */
  readonly isSettled: (deleted: string, inserted: string) => boolean;
}

type Spots = ReadonlyMap<string, Spot>;
type Records = ReadonlyMap<string, Provenance>;

/** What is known of a change where it is found; the scope knows the rest. */
export interface Finding {
  readonly kind: ChangeKind;
  readonly subject?: Subject;
  readonly deleted?: string;
  readonly inserted?: string;
  readonly causes?: readonly Cause[];
  readonly weight?: Weight;
  readonly holds?: readonly Held[];
  /** What is said of it, where its words do not say it. */
  readonly says?: string;
  /** Only these keys, where they are not the scope's. */
  readonly oldKey?: string | undefined;
  readonly newKey?: string | undefined;
}

export function openTeller(old: Document, now: Document): Teller {
  let folder: FoldWords | undefined;
  return {
    changes: [],
    turns: new Map(),
    spots: { old: nameSpots(old), new: nameSpots(now) },
    provenance: { old: byKey(old.provenance), new: byKey(now.provenance) },
    fold: (text) => {
      folder ??= abbreviationFolder(old.tree, now.tree); // seldom needed
      return folder(text);
    },
    isSettled: settledBy(old, now),
  };
}

function byKey(records: readonly Provenance[]): Records {
  return new Map(records.map((one) => [one.key, one]));
}

/** Puts a change on the list; returns its id, or the one it shares. Undefined where nothing is told. */
export function tell(teller: Teller, scope: Scope, finding: Finding): string | undefined {
  if (scope.isDerived) return undefined;
  if (scope.shared !== undefined) return scope.shared;
  const { kind, subject = scope.subject, causes = [] } = finding;
  const [deleted, inserted] = [tidyWords(finding.deleted), tidyWords(finding.inserted)];
  if (scope.part.startsWith('page/') && teller.isSettled(deleted, inserted)) return undefined;
  const old =
    kind === 'added' ? undefined : teller.spots.old.get(finding.oldKey ?? scope.oldKey ?? '');
  const now =
    kind === 'removed' ? undefined : teller.spots.new.get(finding.newKey ?? scope.newKey ?? '');
  const id = nameChange(teller, [kind, old?.key, now?.key, scope.cell, deleted, inserted]);
  const weight = finding.weight ?? weighChange(kind, subject, deleted, inserted);
  teller.changes.push({
    id,
    kind,
    weight,
    subject,
    part: scope.part,
    ...(old === undefined ? {} : { old }),
    ...(now === undefined ? {} : { new: now }),
    deleted,
    inserted,
    says: sayChange({ kind, subject, deleted, inserted, old, now, cell: scope.cell }, finding.says),
    ...(finding.holds === undefined ? {} : { holds: finding.holds }),
    causes,
  });
  return id;
}

function tidyWords(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** "change-k3x9ab", and "change-k3x9ab-2" for the next that is the same. */
function nameChange({ turns }: Teller, facts: readonly unknown[]): string {
  const stem = `change-${hash(JSON.stringify(facts))}`;
  const turn = (turns.get(stem) ?? 0) + 1;
  turns.set(stem, turn);
  return turn === 1 ? stem : `${stem}-${turn}`;
}

/** FNV-1a, 32 bits (Fowler, Noll and Vo; RFC 9923), in base 36. */
function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return sum.toString(36);
}

/** Whether all that went is in the old settings and all that came in the new ones, which are listed apart. */
function settledBy(old: Document, now: Document): Teller['isSettled'] {
  const wordsOf = ({ settings, revision, signOffs }: Document): string =>
    tidyWords(JSON.stringify([settings, revision, signOffs, longDate(settings.date)]));
  const [was, is] = [wordsOf(old), wordsOf(now)];
  const holds = (words: string, text: string): boolean =>
    text.split(' ').every((word) => words.includes(word.replace(/^[(“‘]+|[.,;)”’]+$/g, '')));
  return (deleted, inserted) => was !== is && holds(was, deleted) && holds(is, inserted);
}

function longDate(date: string): string {
  return Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? date : sayDate(date);
}
