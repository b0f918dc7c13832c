/**
 * The words the pipeline itself prints: how a target is named, in English. One register, so that a language can be
 * added in one place.
 */
import type { Target } from '../model.ts';

/** Names that differ from the kind's own word. */
const NAMES: Readonly<Record<string, string>> = {
  figure: 'Figure',
  table: 'Table',
  box: 'Box',
  footnote: 'note',
};

/** "Figure 1.2", "section 3.1", "annex A"; an unnumbered section by its title. */
export function nameTarget(target: Target): string {
  if (target.enumerator === '') return `‘${target.title}’`;
  const isAnnex =
    (target.kind === 'chapter' || target.kind === 'section') && /^[A-Z]/.test(target.enumerator);
  const name = isAnnex ? 'annex' : (NAMES[target.kind] ?? target.kind.replaceAll('-', ' '));
  return `${name}\u00a0${target.enumerator}`;
}

/** As it stands before a caption or title: "Figure 1.2", "Recommendation 1". */
export function titleNumber(target: Target): string {
  return beginSentence(nameTarget(target));
}

/** With a capital, as a line begins. */
export function beginSentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The name of an option or register as a person reads it: "key-findings" is "Key findings". */
export function sayName(name: string): string {
  return beginSentence(name.replaceAll('-', ' '));
}

/** "figures, tables and boxes" */
export function sayList(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** "245 kB", "1.2 MB" */
export function saySize(bytes: number): string {
  return bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1e3))} kB`
    : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The name of the PDF in large print, beside `<report>.pdf`. */
export function largePrintFile(report: string): string {
  return `${report}-large-print.pdf`;
}
