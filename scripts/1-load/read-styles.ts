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

const STYLE_ADDRESS = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)|url\(\s*["']?([^"')]*)/gi;

/** Style sheets import only one another, and ask for nothing: what an edition needs lies beside it. */
function checkStyle(
  name: string,
  text: string,
  styles: ReadonlyMap<string, string>,
  complain: Complain,
): void {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
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
