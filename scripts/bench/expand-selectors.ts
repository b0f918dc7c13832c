/**
 * A page's HTML in, out the same with `:is()`, `:where()` and lists in `:not()` written out in its style sheets, for
 * Paged.js, which splits selectors at every comma.
 */

export function expandSelectors(html: string): string {
  return html.replace(/<style[^>]*>[\s\S]*?<\/style>/g, (styles) =>
    styles
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(
        /(?<=[{};>]\s*)([^{};@<>][^{};@]*\([^{};@]*,[^{};@]*)\{/g,
        (_, selectors: string) => {
          const expanded = splitList(selectors).flatMap(expand);
          return `${expanded.join(',\n')} {`;
        },
      ),
  );
}

function expand(selector: string): string[] {
  const single = selector.replace(/:not\(([^()]*,[^()]*)\)/g, (_, list: string) =>
    splitList(list)
      .map((one) => `:not(${one})`)
      .join(''),
  );
  const [whole, list] = /:(?:is|where)\(([^()]*)\)/.exec(single) ?? [];
  if (whole === undefined || list === undefined) return [single];
  return splitList(list).flatMap((one) => expand(single.replace(whole, () => one)));
}

/** The members of a list that stand between commas outside parentheses. */
function splitList(list: string): string[] {
  const members = [''];
  let depth = 0;
  for (const character of list) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) members.push('');
    else members[members.length - 1] += character;
  }
  return members.map((member) => member.trim());
}
