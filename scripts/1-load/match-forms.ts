/**
 * Patterns of the data package against the cells of their columns, within a limit of time. Texts in, which of them fit
 * out; it knows nothing of tables.
 */
import { createContext, runInContext } from 'node:vm';

/** Told which texts have a form, whole; undefined if that takes over a second, since some patterns take for ever. */
export type TellFits = (fits: readonly boolean[] | undefined) => void;

/** Columns are collected, and all matched at once: each run under a limit starts a watch, which takes longer than a column. */
export interface FormMatcher {
  add(pattern: string, texts: readonly string[], tell: TellFits): void;
  /** Matches what was added and tells each. */
  run(): void;
}

export function openFormMatcher(): FormMatcher {
  const added: (Column & { readonly tell: TellFits })[] = [];
  return {
    add: (pattern, texts, tell) =>
      void added.push({ form: new RegExp(`^(?:${pattern})$`, 'u'), texts, tell }),
    run: () => {
      const columns = added.splice(0);
      const atOnce = matchWithinLimit(columns);
      columns.forEach((column, index) => {
        column.tell(atOnce?.[index] ?? matchWithinLimit([column])?.[0]);
      });
    },
  };
}

interface Column {
  readonly form: RegExp;
  readonly texts: readonly string[];
}

function matchWithinLimit(columns: readonly Column[]): boolean[][] | undefined {
  const context = createContext({ columns });
  const script = 'columns.map(({ form, texts }) => texts.map((text) => form.test(text)))';
  try {
    return runInContext(script, context, { timeout: 1000 });
  } catch {
    return undefined;
  }
}
