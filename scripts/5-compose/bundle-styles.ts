/**
 * One style sheet from an import list: `@import "x.css" layer(name);` replaced by the file's text in that layer.
 * Style sheets in, CSS text out.
 */
import type { Font } from '../model.ts';
import { resolvePath } from '../resolve-path.ts';

const IMPORT = /@import\s+(?:url\()?["']([^"']+)["']\)?\s*(?:layer\(([\w.-]+)\))?\s*;/g;

/** The text of a style sheet with its imports inlined, each once; throws for a file that is not there. */
export function bundleStyles(
  styles: ReadonlyMap<string, string>,
  entry: string,
  seen = new Set<string>(),
): string {
  const css = styles.get(entry);
  if (css === undefined) throw new Error(`expected the style sheet ${entry}`);
  seen.add(entry);
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(IMPORT, (_, path: string, layer: string | undefined) => {
      const file = resolvePath(entry, path) ?? '';
      if (seen.has(file) || !styles.has(file)) return '';
      const text = bundleStyles(styles, file, seen);
      return layer === undefined ? text : `@layer ${layer} {\n${text}\n}`;
    })
    .replace(/\n\s*\n+/g, '\n');
}

/** `@font-face` rules for faces served below `folder`. */
export function fontFaces(fonts: readonly Font[], folder: string): string {
  return fonts
    .map(({ family, weight, style, file, unicodeRange }) => {
      const range = unicodeRange === undefined ? '' : `unicode-range:${unicodeRange};`;
      return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};font-display:swap;src:url("${folder}/${file}") format("woff");${range}}`;
    })
    .join('\n');
}
