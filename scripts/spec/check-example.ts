/**
 * For tests: one example of a specification through the stages, and everything that must hold of it whatever it says.
 * It knows neither specification.
 */
import { expect } from 'vitest';
import { checkPlace } from '../2-parse/check-place.ts';
import { composeFragment } from './compose-fragment.ts';
import { EXCEPTIONS, type Exception } from './exceptions.ts';
import { sectionTree, specificationTree } from './normalise-tree.ts';

/** An example: its number in the specification, from 1, its Markdown and the HTML it stands for. */
export interface Example {
  readonly example: number;
  readonly section: string;
  readonly markdown: string;
  readonly html: string;
}

/** Every exception of a specification by the number of its example. */
export function exceptionsOf(specification: 'commonmark' | 'gfm'): ReadonlyMap<number, Exception> {
  return new Map(
    EXCEPTIONS.flatMap((exception) =>
      exception[specification].map((number) => [number, exception] as const),
    ),
  );
}

/** The example gives the specification's tree, or, if it is an exception, still does not and says why. */
export async function checkExample(
  { markdown, html }: Example,
  exception: Exception | undefined,
): Promise<void> {
  const made = await composeFragment(markdown);
  expect(await composeFragment(markdown), 'the same text gives the same tree').toEqual(made);
  for (const message of made.messages) checkPlace(message, made.source.text);
  const tree = sectionTree(made.section);
  if (exception === undefined) {
    expect(tree).toBe(specificationTree(html));
    return;
  }
  expect(tree, 'the exception is not needed any more').not.toBe(specificationTree(html));
  if (exception.rule !== undefined)
    expect(made.messages.map(({ rule }) => rule)).toContain(exception.rule);
}
