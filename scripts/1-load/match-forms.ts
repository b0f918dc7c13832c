/**
 * Patterns of the data package against the cells of their columns, within a limit of time. Texts in, which of them fit
 * out; it knows nothing of tables.
 */
import { type Context, createContext, runInContext } from 'node:vm';

/** Which texts have a form, whole; undefined if that takes over a second, since some patterns take for ever. */
export type MatchForms = (
  pattern: string,
  texts: readonly string[],
) => readonly boolean[] | undefined;

/** One context for all columns: to make one takes longer than any pattern of ours. */
export function openFormMatcher(): MatchForms {
  let context: Context | undefined;
  return (pattern, texts) => {
    context ??= createContext({});
    Object.assign(context, { form: new RegExp(`^(?:${pattern})$`, 'u'), texts });
    try {
      return runInContext('texts.map((text) => form.test(text))', context, { timeout: 1000 });
    } catch {
      return undefined;
    }
  };
}
