/**
 * Makes a micromark construct from a small automaton that is fed a line's characters one by one.
 * Knows nothing of Markdown beyond micromark's state functions.
 */
import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types';

/** What an automaton says of a character; `end before` leaves the character to what follows. */
export type Step = 'go on' | 'end with' | 'end before' | 'fail';

/**
 * An automaton for one construct: called at its first character with the character before it
 * (undefined at the start of a text) and gives the function that judges each character, or
 * undefined if the construct cannot begin here. The end of the line is judged as ''.
 */
export type Automaton = (previous: string) => ((character: string) => Step) | undefined;

/** A construct on one line whose whole source becomes one token of the given type. */
export function scanConstruct(type: string, begin: Automaton): Construct {
  return { name: type, tokenize };

  function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    const judge = begin(characterOf(this.previous));
    return judge === undefined ? nok : start;

    function start(code: Code): State | undefined {
      effects.enter(type as 'data');
      return inside(code);
    }

    function inside(code: Code): State | undefined {
      const character = characterOf(code);
      const step = judge?.(character) ?? 'fail';
      if (step === 'end before') {
        effects.exit(type as 'data');
        return ok(code);
      }
      if (step === 'fail' || character === '') return nok(code);
      effects.consume(code);
      return step === 'go on' ? inside : end;
    }

    function end(code: Code): State | undefined {
      effects.exit(type as 'data');
      return ok(code);
    }
  }
}

/** A code as a character; '' for the end of a line or text. micromark gives tabs as -2 and -1. */
function characterOf(code: Code): string {
  if (code === null || code <= -3) return '';
  return code < 0 ? ' ' : String.fromCodePoint(code);
}
