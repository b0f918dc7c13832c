/**
 * Makes mdast of one of our constructs: its token in, the node that the construct makes of it out, or its characters
 * where such a node cannot stand. Knows nothing of any construct.
 */
import type { Nodes } from 'mdast';
import type { CompileContext, Extension, Token } from 'mdast-util-from-markdown';

/**
 * The extension for tokens of this type. An image's description is plain text, so no construct is one there; `textIn`
 * names further nodes of which the same holds.
 */
export function compileConstruct(
  type: string,
  make: (source: string, token: Token) => Nodes,
  textIn: readonly Nodes['type'][] = [],
): Extension {
  return {
    enter: {
      [type](this: CompileContext, token: Token): undefined {
        const source = token.source ?? '';
        const isText = this.stack.some(
          (node) => node.type === 'image' || textIn.some((one) => one === node.type),
        );
        this.enter(isText ? { type: 'text', value: source } : make(source, token), token);
      },
    },
    exit: {
      [type](this: CompileContext, token: Token): undefined {
        this.exit(token);
      },
    },
  };
}
