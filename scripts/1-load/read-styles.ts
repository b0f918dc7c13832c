/**
 * The style sheets below assets/styles/, read once: files in, text out. A style sheet imports only its neighbours and
 * asks for nothing, so that an edition needs no other server.
 */
import type { FileTree } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, placeAtOffset } from '../place.ts';
import { resolvePath } from '../resolve-path.ts';
import { readText } from './read-text.ts';

const ENTRIES = ['report.css', 'screen.css', 'site.css'];

/** Every style sheet below assets/styles/ by its path there: "report.css", "blocks/box.css". */
export async function readStyles(
  tree: FileTree,
  complain: Complain,
): Promise<ReadonlyMap<string, string>> {
  const paths = (await tree.list('assets/styles')).filter((path) => path.endsWith('.css'));
  const read = await Promise.all(paths.map((path) => readText(tree, path, complain)));
  const styles = new Map(
    paths.map((path, index) => [path.slice('assets/styles/'.length), read[index] ?? '']),
  );
  for (const [name, text] of styles) checkStyle(name, text, styles, complain);
  for (const name of ENTRIES) {
    if (styles.has(name)) continue;
    complain({
      rule: 'style-exists',
      reason: `Unexpected absence of \`assets/styles/${name}\`, expected the list of the style sheets`,
      place: { file: `assets/styles/${name}`, line: 1, column: 1 },
      note: 'take it back from the last commit',
    });
  }
  return styles;
}

/** What hurts readers, by its declaration; the cure says what to do. Source: GDS, "Publishing accessible documents". */
const UNREADABLE = [
  {
    form: /text-align(?:-last)?:\s*justify/gi,
    note: 'leave it out: lines are set left-aligned, with even spaces',
  },
  {
    form: /text-transform:\s*uppercase/gi,
    note: 'leave it out: write capitals where the language has them',
  },
  {
    form: /hyphens:\s*auto/gi,
    note: 'write `hyphens: manual`: a divided word cannot be searched or copied',
  },
] as const;

/** Nothing is justified, set in capitals or hyphenated by a style sheet. */
function checkReadable(name: string, text: string, bare: string, complain: Complain): void {
  for (const { form, note } of UNREADABLE) {
    for (const { 0: words, index } of bare.matchAll(form)) {
      complain({
        rule: 'style-readable',
        grade: 'warning',
        reason: `Unexpected \`${words}\`, expected text as its author wrote it, left-aligned`,
        place: placeAtOffset(text, `assets/styles/${name}`, index, words.length),
        note,
      });
    }
  }
}

const STYLE_ADDRESS = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)|url\(\s*["']?([^"')]*)/gi;

/** Style sheets import only one another, and ask for nothing: what an edition needs lies beside it. */
function checkStyle(
  name: string,
  text: string,
  styles: ReadonlyMap<string, string>,
  complain: Complain,
): void {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  checkReadable(name, text, bare, complain);
  for (const { 0: words, 1: imported, 2: address, index } of bare.matchAll(STYLE_ADDRESS)) {
    const isFound =
      imported === undefined
        ? /^(?:data:|#)/i.test(address ?? '')
        : styles.has(resolvePath(name, imported) ?? '');
    if (isFound) continue;
    complain({
      rule: imported === undefined ? 'style-local' : 'style-import-exists',
      reason: `Unexpected \`${(imported ?? address ?? '').slice(0, 60)}\`, expected ${imported === undefined ? 'a `data:` address' : 'a style sheet below assets/styles/'}`,
      place: placeAtOffset(text, `assets/styles/${name}`, index, words.length),
      note:
        imported === undefined
          ? 'put a small drawing into the style sheet as `data:image/svg+xml,…`, or leave it out'
          : `save the style sheet below assets/styles/, and ${suggest(imported, styles.keys())}`,
    });
  }
}
