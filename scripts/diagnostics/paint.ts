/** Gives the colours of printed messages, or none. It must not know what is coloured. */
import picocolors from 'picocolors';

/** Functions that put a colour around words; they return the words alone when colour is off. */
export type Paint = ReturnType<typeof picocolors.createColors>;

/** The colours of one output: on for a terminal that shows them, off for files and tests. */
export function createPaint(colour: boolean): Paint {
  return picocolors.createColors(colour);
}
