/**
 * `::name[label]{options}`, `:::name … :::` and `:lang[words]{zh}`: the syntax of remark-directive, kept
 * to registered names, so that "9:30" and "a::b" stay text. Markdown in, directive nodes out; read-blocks.ts
 * makes blocks of them.
 */
import { directiveFromMarkdown } from 'mdast-util-directive';
import type { Extension as FromMarkdown } from 'mdast-util-from-markdown';
import { directive } from 'micromark-extension-directive';
import type {
  Code,
  Construct,
  Effects,
  Extension,
  State,
  TokenizeContext,
} from 'micromark-util-types';

/** Syntax of the directives with these names; every other colon is text. */
export function directiveSyntax(names: ReadonlySet<string>): Extension {
  const all = directive();
  const guard = (part: unknown): Construct[] =>
    ([] as Construct[]).concat(part as Construct | Construct[]).map((one) => guardName(one, names));
  return {
    flow: { 58: guard(all.flow?.[58]) },
    text: { 58: guardedText(all.text?.[58] as Construct) },
  };
}

export const fromMarkdown: FromMarkdown = directiveFromMarkdown() as FromMarkdown;

/** `:lang[…]{…}` is the one directive in running text. */
function guardedText(construct: Construct): Construct {
  return guardName(construct, new Set(['lang']));
}

/** The construct, tried only where a run of colons is followed by one of the names. */
function guardName(construct: Construct, names: ReadonlySet<string>): Construct {
  return { ...construct, tokenize };

  function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    const inner = construct.tokenize.call(this, effects, ok, nok);
    return effects.check({ partial: true, tokenize: checkName }, inner, nok);
  }

  function checkName(effects: Effects, ok: State, nok: State): State {
    let name = '';
    return begin;

    function begin(code: Code): State | undefined {
      effects.enter('data');
      return colons(code);
    }

    function colons(code: Code): State | undefined {
      if (code !== 58) return letters(code);
      effects.consume(code);
      return colons;
    }

    function letters(code: Code): State | undefined {
      if (code !== null && /[\w-]/.test(String.fromCharCode(code))) {
        name += String.fromCharCode(code);
        effects.consume(code);
        return letters;
      }
      effects.exit('data');
      return names.has(name) ? ok(code) : nok(code);
    }
  }
}
