/**
 * A tree and what to do with its nodes in, each node seen in order. Does what `unist-util-visit` does and is typed by it:
 * that package defines a name for debugging on a function of its own for every node, a tenth of all that stages 2 to 5 took.
 */
import type { Node, Parent } from 'unist';
import type { visit as Visit } from 'unist-util-visit';

/** What a visitor may answer: go on, leave out what is below, end; and the index of the sibling to go on with. */
export const CONTINUE = true;
export const SKIP = 'skip';
export const EXIT = false;

type Answer = readonly [action?: true | 'skip' | false | undefined, index?: number | undefined];
type See = (node: Node, index?: number, parent?: Parent) => unknown;

/** `visit(tree, 'heading', (node, index, parent) => …)`, or all nodes without a type. */
export const visit = ((tree: Node, ...given: [See] | [string, See]) => {
  const [type, see] = given.length === 1 ? [undefined, given[0]] : given;
  visitNode(tree, undefined, undefined, type, see);
}) as unknown as typeof Visit;

function visitNode(
  node: Node,
  index: number | undefined,
  parent: Parent | undefined,
  type: string | undefined,
  see: See,
): Answer {
  const isMeant = type === undefined || node.type === type;
  const answer: Answer = isMeant ? readAnswer(see(node, index, parent)) : [];
  if (answer[0] === EXIT || answer[0] === SKIP) return answer;
  const { children } = node as Parent;
  if (children === undefined) return answer;
  for (let at = 0; at >= 0 && at < children.length; ) {
    const [action, next] = visitNode(children[at] as Node, at, node as Parent, type, see);
    if (action === EXIT) return [EXIT];
    at = next ?? at + 1;
  }
  return answer;
}

function readAnswer(answer: unknown): Answer {
  if (Array.isArray(answer)) return answer as unknown as Answer;
  if (typeof answer === 'number') return [CONTINUE, answer];
  return answer === undefined || answer === null ? [] : [answer as true | 'skip' | false];
}
