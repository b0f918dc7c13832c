/**
 * HTML of citations: plain words or what the citation processor printed in, inline HTML that is always
 * well formed out. It knows nothing of references or styles.
 */

/** Plain words as HTML text, with curly quotation marks. */
export function escapeWords(words: string): string {
  return curlQuotes(words).replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}

/** A link; `html` is its text, and nothing is linked if there is none. */
export function linkTo(address: string, html: string): string {
  if (html === '') return '';
  return `<a href="${address.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)}">${html}</a>`;
}

/**
 * What the processor printed, as inline HTML: blocks become spans, elements it should not make are
 * left out and those left open are closed, so that no style and no item can break the page.
 */
export function tidyInline(html: string): string {
  const open: string[] = [];
  let tidy = '';
  for (const part of html.trim().split(/(<\/?[a-z][^<>]*>)/)) {
    const name = /^<(\/?)([a-z]+)/.exec(part);
    if (name === null) tidy += tidyText(part);
    else if (name[1] === '/') tidy += closeElement(open, name[2] ?? '');
    else tidy += openElement(open, part, name[2] ?? '');
  }
  return (tidy + open.reverse().map(endTag).join('')).replace(/\s+/g, ' ');
}

/** Straight quotation marks and apostrophes as curly ones: opening after a space or bracket, else closing. */
function curlQuotes(text: string): string {
  return text
    .replace(/(^|[\s([{–—/‘“])'/g, '$1‘')
    .replace(/'/g, '’')
    .replace(/(^|[\s([{–—/‘“])"/g, '$1“')
    .replace(/"/g, '”');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Elements that may stand in a citation, by the start tags that may open them. */
const START_TAGS: Readonly<Record<string, RegExp>> = {
  i: /^<i>$/,
  em: /^<em>$/,
  b: /^<b>$/,
  sup: /^<sup>$/,
  sub: /^<sub>$/,
  a: /^<a href="(?:#|https?:\/\/)[^"<>]*">$/,
  span: /^<span style="(?:font-(?:style|variant|weight)|text-decoration): ?(?:normal|none|underline|small-caps);">$/,
  div: /^<div class="csl-(?:left-margin|right-inline|block|indent)">$/,
};

/** Every element is remembered, the ones left out as '', so that its end tag is left out with it. */
function openElement(open: string[], tag: string, name: string): string {
  const isAllowed = START_TAGS[name]?.test(tag) === true;
  open.push(isAllowed ? (name === 'div' ? 'span' : name) : '');
  if (!isAllowed) return '';
  return name === 'div' ? tag.replace('div', 'span') : tag;
}

function closeElement(open: string[], name: string): string {
  const last = open.at(-1);
  const isAwaited = last === '' || last === name || (last === 'span' && name === 'div');
  return isAwaited ? endTag(open.pop() ?? '') : '';
}

function endTag(name: string): string {
  return name === '' ? '' : `</${name}>`;
}

/** The processor's numeric references by name, and the marks it left bare as references. */
function tidyText(text: string): string {
  const characters = text.replace(
    /&(?:#38|#60|#62|#34|amp|lt|gt|quot);/g,
    (reference) => CHARACTERS[reference] ?? reference,
  );
  return escapeWords(characters);
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&#38;': '&',
  '&#60;': '<',
  '&#62;': '>',
  '&#34;': '"',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};
