/**
 * A change in, one line that tells it out: where it is, and what was and is there. For lists; long words are cut short.
 */
import type { ChangeKind, Spot, Subject } from './comparison.ts';

export interface ChangeFacts {
  readonly kind: ChangeKind;
  readonly subject: Subject;
  readonly deleted: string;
  readonly inserted: string;
  readonly old: Spot | undefined;
  readonly now: Spot | undefined;
  /** "Leeds, Residents 2021" */
  readonly cell: string | undefined;
}

/** "Table 1.2, Leeds, Residents 2021: 811,953 → 822,483". `what` is said in place of the words, if given. */
export function sayChange(facts: ChangeFacts, what: string | undefined): string {
  const { old, now, cell } = facts;
  const where = [now?.name ?? oldName(old, facts.subject), cell].filter(Boolean).join(', ');
  return [where, what ?? sayWhat(facts)].filter(Boolean).join(': ');
}

function sayWhat(facts: ChangeFacts): string {
  const { kind } = facts;
  const [deleted, inserted] = [shorten(facts.deleted), shorten(facts.inserted)];
  if (kind === 'value' || kind === 'cell') return `${deleted || 'empty'} → ${inserted || 'empty'}`;
  if (kind === 'figure') return 'redrawn';
  if (kind === 'words') return sayWords(facts.deleted, facts.inserted);
  const words = inserted || deleted;
  return `${sayDeed(facts)}${words === '' ? '' : `: “${words}”`}`;
}

/** "“north” is now “south”", long words cut short. */
export function sayWords(...words: readonly [deleted: string, inserted: string]): string {
  const [deleted = '', inserted = ''] = words.map((text) =>
    shorten(text.replace(/\s+/g, ' ').trim()),
  );
  if (deleted === inserted) return 'what has no words changed';
  if (deleted === '') return `inserted “${inserted}”`;
  if (inserted === '') return `deleted “${deleted}”`;
  return `“${deleted}” is now “${inserted}”`;
}

/** "paragraph moved from section 2.3", "row added" */
function sayDeed({ kind, subject, old, now }: ChangeFacts): string {
  const deed = `${subject.replaceAll('-', ' ')} ${kind}`;
  const isElsewhere = kind === 'moved' && old !== undefined && old.name !== now?.name;
  return isElsewhere ? `${deed} from ${oldName(old, subject)}` : deed;
}

/** Both drafts have a paragraph 2.3, so that the one that is no more says whose it was. */
export function oldName(spot: Spot | undefined, subject: Subject): string | undefined {
  const isOwn = spot?.name.toLowerCase().startsWith(`${subject} `) === true;
  return isOwn && /\d/.test(spot.name) ? `old ${spot.name}` : spot?.name;
}

const LONGEST = 90;

/** Words of a block, cut between two of them if they are many. */
export function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.slice(0, LONGEST);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST / 2)).trimEnd()} …`;
}
