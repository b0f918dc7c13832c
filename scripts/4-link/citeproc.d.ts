/**
 * The part of citeproc 2.4 (processor 1.4.61) that we use. The package carries no types of its own;
 * `citation.opt` and `opt` are its internals, read to put the parts of a citation together ourselves.
 */
declare module 'citeproc' {
  /** An item of a citation as the processor takes it; the last three fields it works out itself. `turn` is ours. */
  export interface Cite {
    id: string;
    locator?: string;
    label?: string;
    turn?: number;
    'suppress-author'?: boolean;
    position?: number;
    'near-note'?: boolean;
    'first-reference-note-number'?: number;
  }

  export interface Cluster {
    citationID: string;
    citationItems: Cite[];
    properties: { noteIndex: number; unsorted?: boolean };
    /** Filled by the processor: the items in the order of the style, with their positions. */
    sortedItems?: [item: object, cite: Cite][];
  }

  export interface System {
    retrieveLocale(language: string): string;
    retrieveItem(id: string): object;
    /** Called for an item with a `system_id`; what it returns is printed after the item's entry. */
    embedBibliographyEntry(systemId: string): string;
    /** Called for the text of each variable printed; what it returns is printed instead. */
    variableWrapper(
      about: { context: string; variableNames: string[]; itemData: { id: string } },
      before: string,
      html: string,
      after: string,
    ): string;
  }

  export interface Engine {
    opt: { xclass: 'in-text' | 'note'; update_mode: number };
    citation: {
      opt: {
        layout_prefix: string;
        layout_suffix: string;
        layout_delimiter: string;
        layout_decorations: [name: string, value: string][];
      };
    };
    citation_sort: { tokens: unknown[] };
    updateItems(ids: string[]): void;
    rebuildProcessorState(clusters: Cluster[], mode: 'html', uncited: string[]): unknown;
    makeCitationCluster(cites: Cite[]): string;
    /** False if the style has no bibliography. */
    makeBibliography(): [{ entry_ids: string[][] }, string[]] | false;
    getTerm(name: string): string | undefined;
  }

  const CSL: {
    Engine: new (system: System, style: string, language: string, force: boolean) => Engine;
    /** The value of `update_mode` in styles that say "ibid." */
    POSITION: number;
    /** Where warnings go; the console, unless replaced. */
    debug: (warning: string) => void;
  };
  export default CSL;
}
