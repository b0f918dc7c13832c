/**
 * The settings and sign-offs of two Documents in, what is set otherwise out. Plain words on both sides, as a person reads
 * them.
 */
import type { Document, SignOff } from '../model.ts';
import type { SettingChange, Weight } from './comparison.ts';

type Sides = Pick<Document, 'settings' | 'signOffs'>;

/** What a reader of the report is told on its cover or in its control page; all else is how it is made. */
const TOLD = new Set(
  'title subtitle series authors date version status marking licence contact notices funding acknowledgements description'.split(
    ' ',
  ),
);

export function compareSettings(old: Sides, now: Sides): SettingChange[] {
  const [was, is] = [saySides(old), saySides(now)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((name): SettingChange[] => {
    const [before, after] = [was.get(name) ?? '', is.get(name) ?? ''];
    if (before === after) return [];
    return [{ name, old: before, new: after, weight: weigh(name) }];
  });
}

function weigh(name: string): Weight {
  return TOLD.has(name) || name.startsWith('sign-off') ? 'words' : 'typography';
}

function saySides({ settings, signOffs }: Sides): Map<string, string> {
  return new Map([
    ...Object.entries(settings).map(([name, value]): [string, string] => [name, say(value)]),
    ...signOffs.map((one): [string, string] => [`sign-off ${one.check}`, saySignOff(one)]),
  ]);
}

function saySignOff({ isOpen, by, date, note }: SignOff): string {
  const words = isOpen ? 'open' : [by, date].filter(Boolean).join(', ');
  return note === undefined ? words : `${words} (${note})`;
}

function say(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(say).join('; ');
  if (typeof value !== 'object') return String(value);
  return Object.values(value).map(say).filter(Boolean).join(', ');
}
