/**
 * Makes a micromark construct from a small automaton that is fed a text's characters one by one.
 * Knows nothing of Markdown beyond micromark's state functions.
 */
import type {
  Code,
  Construct,
  Effects,
  Point,
  State,
  TokenizeContext,
  Tokenizer,
} from 'micromark-util-types';

/**
 * What an automaton says of a character: `end before` leaves it to what follows, `join` takes it if a letter or digit
 * follows it and any hyphens and underscores after it, else it is as `end before`.
 */
export type Step = 'go on' | 'join' | 'end with' | 'end before' | 'fail';

/**
 * An automaton for one construct: called at its first character with the character before it
 * (undefined at the start of a text) and gives the function that judges each character, or
 * undefined if the construct cannot begin here. A line's end is judged as '\n', the text's end as ''.
 */
export type Automaton = (previous: string) => ((character: string) => Step) | undefined;

declare module 'micromark-util-types' {
  interface Token {
    /** The characters of one of our constructs, without what indents its further lines. */
    source?: string;
    /** Where each further line of the construct begins. */
    lineStarts?: Point[];
  }
}

/** A construct whose characters become one token of the given type. */
export function scanConstruct(type: string, begin: Automaton): Construct {
  const words = `${type}Words` as 'data'; // a token for each line, so that line ends can stand between
  return { name: type, tokenize };

  function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    const judge = begin(characterOf(this.previous));
    const nextLine = lineBreak(effects, (code) => {
      lineStarts.push(this.now());
      effects.enter(words);
      return inside(code);
    });
    const lineStarts: Point[] = [];
    let source = '';
    let granted = 0; // joining characters that a letter or digit is known to follow
    return judge === undefined ? nok : start;

    function start(code: Code): State | undefined {
      effects.enter(type as 'data');
      effects.enter(words);
      return inside(code);
    }

    function inside(code: Code): State | undefined {
      const character = characterOf(code);
      const step = code === VIRTUAL_SPACE ? 'go on' : (judge?.(character) ?? 'fail');
      if (step === 'end before') return end(code);
      if (step === 'fail' || character === '') return nok(code);
      if (step === 'join' && granted === 0) {
        const grant = (count: number): void => {
          granted = count;
        };
        return effects.check({ partial: true, tokenize: findWord(grant) }, take, end)(code);
      }
      if (character === '\n') {
        source += character;
        effects.exit(words);
        return nextLine(code);
      }
      take(code);
      return step === 'end with' ? end : inside;
    }

    function take(code: Code): State {
      if (code !== VIRTUAL_SPACE) source += characterOf(code);
      if (granted > 0) granted--;
      effects.consume(code);
      return inside;
    }

    function end(code: Code): State | undefined {
      effects.exit(words);
      Object.assign(effects.exit(type as 'data'), { source, lineStarts });
      return ok(code);
    }
  }
}

/** Looks ahead over a character and the hyphens and underscores after it for a letter or digit; grants their number. */
function findWord(grant: (count: number) => void): Tokenizer {
  return (effects, ok, nok) => {
    let count = 1;
    return first;

    function first(code: Code): State {
      effects.enter('data');
      effects.consume(code);
      return next;
    }

    function next(code: Code): State | undefined {
      const character = characterOf(code);
      if (character === '-' || character === '_') {
        count++;
        effects.consume(code);
        return next;
      }
      effects.exit('data');
      if (!/[A-Za-z0-9]/.test(character)) return nok(code);
      grant(count);
      return ok(code);
    }
  };
}

/** The end of a line and what indents the next one. */
function lineBreak(effects: Effects, then: State): State {
  return (code) => {
    effects.enter('lineEnding');
    effects.consume(code);
    effects.exit('lineEnding');
    return indent;
  };

  function indent(code: Code): State | undefined {
    if (characterOf(code) !== ' ') return then(code);
    effects.enter('linePrefix');
    effects.consume(code);
    effects.exit('linePrefix');
    return indent;
  }
}

const VIRTUAL_SPACE = -1;

/** A code as a character; '\n' for the end of a line, '' for that of the text. A tab comes as -2 and then -1s. */
function characterOf(code: Code): string {
  if (code === null) return '';
  if (code <= -3) return '\n';
  return code < 0 ? ' ' : String.fromCodePoint(code);
}
