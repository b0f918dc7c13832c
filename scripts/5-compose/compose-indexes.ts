/**
 * Glossary, abbreviations and index of cities: the entries of stage 4 in, lists out, each place a link. On the screen a
 * place is a section; in print it is a page, whose numbers stage 6 fills and runs together; a numbered paragraph is both.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Target, WordEntry } from '../model.ts';
import { text } from './handler-context.ts';
import { nameTarget, titleNumber } from './words.ts';

type Places = WordEntry['places'];

/** What each word means or stands for, then where it is used; at the first place only for abbreviations. */
export function composeWords(entries: readonly WordEntry[], hasFirstOnly: boolean): Element {
  const items = entries.flatMap(({ name, words, places }) => [
    h('dt', name),
    h('dd', [
      text(words),
      text(' '),
      h('span', { className: ['index-places'] }, [
        text('('),
        ...composePlaces(hasFirstOnly ? places.slice(0, 1) : places, true),
        text(')'),
      ]),
    ]),
  ]);
  return h('dl', { className: ['glossary'] }, items);
}

/** Names with their places, in columns. */
export function composeIndex(entries: readonly WordEntry[]): Element {
  const items = entries.map(({ name, places }) =>
    h('li', [
      h('span', { className: ['index-name'] }, name),
      text(' '),
      h('span', { className: ['index-places'] }, composePlaces(places, false)),
    ]),
  );
  return h('ul', { className: ['index'] }, items);
}

/** As words of a sentence, or as the bare numbers of an index. */
function composePlaces(places: Places, isNamed: boolean): ElementContent[] {
  const say = isNamed && places.length === 1 ? nameTarget : sayShortly;
  const byNumber = places.filter(({ target }) => target.level === 0);
  const bySection = places.filter(({ target }) => target.level > 0);
  if (bySection.length === 0)
    return isNamed ? nameNumbers(byNumber) : join(linkPlaces(byNumber, say));
  const run = isNamed || byNumber.length > 0 ? 'named' : ''; // or "9, 1.3" would be two numbers of one kind
  return join([
    h('span', [
      h('span', { className: ['only-screen'] }, join(linkPlaces(bySection, say))),
      h('span', { className: ['only-print'], dataPageRun: run }, joinPages(bySection)),
    ]),
    ...linkPlaces(byNumber, say),
  ]);
}

/** "paragraph 1.2", "paragraphs 1.2, 1.4, Box 1.1": the kind once, before the first of its numbers. */
function nameNumbers(places: Places): ElementContent[] {
  const paragraphs = places.filter(({ target }) => target.kind === 'paragraph');
  const blocks = places.filter(({ target }) => target.kind !== 'paragraph');
  const numbers = linkPlaces(paragraphs, sayShortly);
  if (numbers.length < 2) return join(linkPlaces([...paragraphs, ...blocks], nameTarget));
  return [text('paragraphs '), ...join([...numbers, ...linkPlaces(blocks, nameTarget)])];
}

/** Each section or number once, by the first place in it. */
function linkPlaces(places: Places, say: (target: Target) => string): Element[] {
  const first = new Map<string, Element>();
  for (const { identifier, target } of places) {
    const link = h('a', { className: ['cross-reference'], href: `#${identifier}` }, say(target));
    if (!first.has(target.identifier)) first.set(target.identifier, link);
  }
  return [...first.values()];
}

function joinPages(places: Places): ElementContent[] {
  return join(
    places.map(({ identifier }) =>
      h('a', { href: `#${identifier}`, dataPageOf: identifier }, '00'),
    ),
  );
}

function join(links: readonly Element[]): ElementContent[] {
  return links.flatMap((link, index) => (index === 0 ? [link] : [text(', '), link]));
}

/** "1.3" for a paragraph or section, "Box 1.1" for a block; a section without a number by its title. */
function sayShortly(target: Target): string {
  if (target.enumerator === '') return target.title;
  return target.level > 0 || target.kind === 'paragraph' ? target.enumerator : titleNumber(target);
}
