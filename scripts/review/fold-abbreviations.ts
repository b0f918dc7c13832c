/**
 * An abbreviation is written out where a report first uses it, so a paragraph that went may write it out in another. The
 * trees of two Documents in, a function out that says such words the short way.
 */
import type { Element, Root } from 'hast';
import { hastText } from '../hast-text.ts';
import { visit } from '../visit.ts';

export type FoldWords = (text: string) => string;

/** Knows an abbreviation if either side explains it anywhere. */
export function abbreviationFolder(...trees: readonly Root[]): FoldWords {
  const words = new Map<string, string>();
  for (const tree of trees)
    visit(tree, 'element', (element: Element) => {
      const { title } = element.properties;
      if (element.tagName === 'abbr' && typeof title === 'string')
        words.set(hastText(element), title);
    });
  const forms = [...words].map(([short, long]) => ({ short, pattern: patternOf(short, long) }));
  return (text) => forms.reduce((folded, { short, pattern }) => fold(folded, short, pattern), text);
}

/** "local enterprise partnerships (LEPs)", in the singular and the plural, and whose. */
function patternOf(short: string, long: string): RegExp {
  const stem = plainPattern(long.slice(0, -1)).replace(/\s+/g, '\\s+');
  return new RegExp(`${stem}\\p{L}*(?:’s?)?\\s\\((${plainPattern(short)}s?(?:’s?)?)\\)`, 'giu');
}

function fold(text: string, short: string, pattern: RegExp): string {
  if (!text.includes(short)) return text;
  const folded = text.replace(pattern, '$1');
  return folded.replace(new RegExp(`\\b(a)n?(\\s${plainPattern(short)})`, 'gi'), '$1$2');
}

function plainPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
