/**
 * A piece of code in, one change told for all its lines that went and came: code is read by its lines, and has no sentences.
 */
import type { Stretch } from './comparison.ts';
import { wordsOf } from './describe-hunk.ts';
import { sayWords } from './say-change.ts';
import type { Scope } from './scope.ts';
import { tell } from './tell.ts';
import { listHunks } from './tell-words.ts';
import { type Kind, setChange, type Walk } from './walk.ts';

/** Whatever else is in a piece of code is walked as it is anywhere. */
export function tellCode({ children }: Kind<'both'>, scope: Scope, walk: Walk): void {
  const hunks = children.flatMap((node) =>
    node.kind === 'words' ? listHunks(node.stretches) : [],
  );
  const [first] = hunks;
  if (first === undefined) {
    walk.walkNodes(children, scope);
    return;
  }
  const all = hunks.flat();
  const [deleted, inserted] = [wordsOf(all, 'delete'), wordsOf(all, 'insert')];
  const isSpace = squeeze(deleted) === squeeze(inserted);
  const id = tell(walk.teller, scope, {
    kind: 'words',
    deleted,
    inserted,
    weight: isSpace ? 'typography' : 'words', // a sign that is nothing in a sentence is much in code
    says: isSpace ? 'only white space changed in the code' : sayHunks(first, hunks.length),
  });
  for (const stretch of all) setChange(stretch, id);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

function sayHunks(first: readonly Stretch[], places: number): string {
  const said = sayWords(wordsOf(first, 'delete'), wordsOf(first, 'insert'));
  return places === 1 ? said : `code changed in ${places} places, first ${said}`;
}
