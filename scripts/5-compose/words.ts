/**
 * The words the pipeline itself prints: how a target is named, in English. One register, so that a language can be
 * added in one place.
 */
import type { Target, TargetKind } from '../model.ts';

const NAMES: Readonly<Record<TargetKind, string>> = {
  chapter: 'chapter',
  section: 'section',
  paragraph: 'paragraph',
  figure: 'Figure',
  table: 'Table',
  box: 'Box',
  recommendation: 'recommendation',
  reference: 'reference',
  footnote: 'note',
};

/** "Figure 1.2", "section 3.1", "annex A"; an unnumbered section by its title. */
export function nameTarget(target: Target): string {
  if (target.enumerator === '') return `‘${target.title}’`;
  const isAnnex =
    (target.kind === 'chapter' || target.kind === 'section') && /^[A-Z]/.test(target.enumerator);
  const name = isAnnex ? 'annex' : NAMES[target.kind];
  return `${name}\u00a0${target.enumerator}`;
}

/** As it stands before a caption or title: "Figure 1.2", "Recommendation 1". */
export function titleNumber(target: Target): string {
  const name = nameTarget(target);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** "245 kB", "1.2 MB" */
export function saySize(bytes: number): string {
  return bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1e3))} kB`
    : `${(bytes / 1e6).toFixed(1)} MB`;
}
