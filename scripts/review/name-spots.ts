/**
 * What a reader calls each block of a Document: "Table 3.1", "paragraph 2.3", and for what has no number the section it
 * stands in. A Document in, its spots by key out.
 */
import type { Element } from 'hast';
import { hastText } from '../hast-text.ts';
import type { Document, Target } from '../model.ts';
import { visit } from '../visit.ts';
import type { Spot } from './comparison.ts';

/** Kinds whose word begins with a capital before a number. */
const CAPITALS = new Set(['figure', 'table', 'box']);

interface Naming {
  readonly targets: ReadonlyMap<string, Target>;
  readonly spots: Map<string, Spot>;
  /** What the section is called that was entered last. */
  section: string;
}

export function nameSpots({
  tree,
  targets,
}: Pick<Document, 'tree' | 'targets'>): ReadonlyMap<string, Spot> {
  const byIdentifier = new Map(targets.map((target) => [target.identifier, target]));
  const naming: Naming = { targets: byIdentifier, spots: new Map(), section: '' };
  for (const child of tree.children) if (child.type === 'element') nameSpot(child, naming);
  return naming.spots;
}

/** No block with a key stands in these. */
const LEAVES = /^(?:p|h[1-6]|table|svg|details|pre|dl)$/;

/** `within` is what the box, note or recommendation is called that the element stands in. */
function nameSpot(element: Element, naming: Naming, within = ''): void {
  const { key, place } = element.data ?? {};
  const { id, dataNumber } = element.properties;
  const identifier = typeof id === 'string' ? id : undefined;
  const target = naming.targets.get(identifier ?? '');
  const isHeading = /^h[1-6]$/.test(element.tagName);
  const own = target !== undefined ? nameTarget(target) : dataNumber ? `note ${dataNumber}` : '';
  if (isPart(element)) naming.section = nameOfPart(element, naming.targets);
  if (isHeading && key !== undefined) naming.section = own || `‘${hastText(element).trim()}’`;
  if (key !== undefined)
    naming.spots.set(key, {
      key,
      ...(identifier === undefined ? {} : { identifier }),
      name: own || within || naming.section,
      ...(place === undefined ? {} : { place }),
    });
  if (LEAVES.test(element.tagName)) return;
  const inside = isHeading || isPart(element) ? '' : own || within;
  for (const child of element.children)
    if (child.type === 'element') nameSpot(child, naming, inside);
}

/** A chapter or a page; a block of a chapter in a file named `chapter.md` has a key that begins like theirs. */
export function isPart({ tagName, properties, data }: Element): boolean {
  const isWhole = tagName === 'section' || [properties.className].flat().includes('page');
  return isWhole && /^(?:chapter|page)\//.test(data?.key ?? '');
}

/** "Figure 1.2", "section 3.1", "annex A"; of an unnumbered heading the words, of anything else ''. */
function nameTarget({ kind, enumerator, title, level }: Target): string {
  if (enumerator === '') return level > 0 ? `‘${title}’` : '';
  const isAnnex = level > 0 && /^[A-Z]/.test(enumerator);
  const word = isAnnex ? 'annex' : kind === 'footnote' ? 'note' : kind.replaceAll('-', ' ');
  return `${CAPITALS.has(kind) ? word.charAt(0).toUpperCase() + word.slice(1) : word} ${enumerator}`;
}

/** A chapter by its heading, a page by what it is: "the cover". */
function nameOfPart(part: Element, targets: ReadonlyMap<string, Target>): string {
  const [label] = [part.properties.ariaLabelledBy].flat();
  const target = targets.get(String(label ?? ''));
  return target === undefined ? titleOfPart(part) : nameTarget(target);
}

/** The words of a chapter's heading; for a page its name. */
export function titleOfPart(part: Element): string {
  const key = part.data?.key ?? '';
  if (key.startsWith('page/')) return `the page ‘${key.slice(5).replaceAll('-', ' ')}’`;
  let title = '';
  visit(part, 'element', (element: Element) => {
    if (!/^h[1-6]$/.test(element.tagName)) return undefined;
    title = hastText(element).trim();
    return false;
  });
  return title || key.replace(/^chapter\//, '') || 'the contents';
}
