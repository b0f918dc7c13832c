/**
 * Elements in, their computed style and their box out, each asked for once: a measurement asks a hundred thousand times.
 * Runs in the page. Must be thrown away as soon as the document changes.
 */

/** What the browser says of an element. Boxes count from the top of the document. */
export interface Looks {
  readonly styleOf: (element: Element) => CSSStyleDeclaration;
  readonly boxOf: (element: Element) => DOMRect;
  /**
   * For whoever asks where text stands; holds nothing from one question to the next. One for all: the browser keeps each
   * range true at every change of the document, and with thousands of them each change takes a millisecond.
   */
  readonly range: Range;
}

export function openLooks(): Looks {
  return {
    styleOf: remember((element) => getComputedStyle(element)),
    boxOf: remember((element) => element.getBoundingClientRect()),
    range: document.createRange(),
  };
}

export function remember<K, V extends object>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = find(key);
      known.set(key, value);
    }
    return value;
  };
}

/** A length of a computed style in px; 0 for `auto` and `normal`. */
export function px(length: string): number {
  return Number.parseFloat(length) || 0;
}

const INLINE = /^(?:inline|ruby|contents|math)/;
const REPLACED = /^(?:img|svg|video|canvas|object|iframe|input|button)$/i;

/** Text, and elements that stand in a line. */
export function isInline(node: Node, { styleOf }: Looks): boolean {
  if (node.nodeType === Node.TEXT_NODE) return true;
  return isElement(node) && (INLINE.test(styleOf(node).display) || node.tagName === 'BR');
}

/** A box that no break divides although its display may be inline. */
export function isAtomic(element: Element, { styleOf }: Looks): boolean {
  return REPLACED.test(element.tagName) || /^inline-/.test(styleOf(element).display);
}

export function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE;
}

export function isText(node: Node): node is Text {
  return node.nodeType === Node.TEXT_NODE;
}

/** White space alone is not ink. */
export function hasInk(text: Text): boolean {
  return /\S/.test(text.data);
}

export function keepsSpaces(text: Text, { styleOf }: Looks): boolean {
  return text.parentElement !== null && /^pre/.test(styleOf(text.parentElement).whiteSpace);
}

/** Notes, and what takes no room in the flow. */
export function isOutOfFlow(element: Element, { styleOf }: Looks): boolean {
  if (/^(?:SCRIPT|STYLE|TEMPLATE|LINK)$/.test(element.tagName)) return true;
  const { display, position } = styleOf(element);
  return display === 'none' || position === 'absolute' || position === 'fixed';
}
