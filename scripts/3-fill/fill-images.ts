/**
 * Images and links of a chapter: each image found among the Inputs and given its address in the editions, an image
 * alone in its paragraph made a figure, links that lead nowhere in print refused.
 */
import type {
  Definition,
  Image,
  Link,
  Nodes,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
} from 'mdast';
import type { BlockNode, FileFault, Inputs } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, placeOf } from '../place.ts';
import { resolvePath } from '../resolve-path.ts';
import { SKIP, visit } from '../visit.ts';

/** Gives the project's path of each image by its address in the editions. */
export function fillImages(
  tree: Root,
  file: string,
  inputs: Inputs,
  complain: Complain,
): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  resolveReferences(tree);
  const place = (image: Image): boolean => {
    const path = findImage(image, file, inputs, complain);
    if (path === undefined) {
      toGap(image);
      return false;
    }
    const address = addressOf(path);
    sources.set(address, path);
    image.url = address.split('/').map(encodeURIComponent).join('/');
    return true;
  };
  const fillOne = (node: Nodes, index?: number, parent?: Parents): typeof SKIP | undefined => {
    if (node.type === 'link') checkLink(node, file, complain);
    if (node.type === 'image') place(node);
    for (const part of labelOf(node)) visit(part, (one) => fillOne(one as Nodes));
    if (node.type !== 'paragraph' || !isFigure(node) || parent === undefined) return undefined;
    parent.children[index ?? 0] = toFigure(node, place) as never;
    return SKIP;
  };
  visit(tree, (node, index, parent) => fillOne(node as Nodes, index, parent as Parents));
  return sources;
}

/** Words that are no children: of a block, of a table's caption. */
function labelOf(node: Nodes): readonly PhrasingContent[] {
  if (node.type === 'block') return node.label;
  return node.type === 'table' ? (node.data?.caption ?? []) : [];
}

/** `[words][key]` and `![words][key]` become the link or image that the key's definition makes of them. */
function resolveReferences(tree: Root): void {
  const definitions = new Map<string, Definition>();
  visit(tree, 'definition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node); // the first counts
  });
  const resolveOne = (node: Nodes): void => {
    for (const part of labelOf(node)) visit(part, (one) => resolveOne(one as Nodes));
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return;
    const found = definitions.get(node.identifier);
    if (found === undefined) return;
    Object.assign(node, {
      type: node.type === 'linkReference' ? 'link' : 'image',
      url: found.url,
      title: found.title ?? null,
    });
  };
  visit(tree, (node) => resolveOne(node as Nodes));
}

function isFigure(node: Paragraph): boolean {
  const [image, ...rest] = node.children;
  return (
    image?.type === 'image' &&
    Boolean(image.title) &&
    rest.every((one) => one.type === 'text' && one.value.trim() === '')
  );
}

/** `![alt](file.png "Caption"){#fig-x}` alone in a paragraph is a figure; its title is the caption. */
function toFigure(node: Paragraph, place: (image: Image) => boolean): BlockNode {
  const image = node.children[0] as Image;
  const { alt, title, data } = image;
  const element = place(image)
    ? { tagName: 'img', properties: { src: image.url, alt: alt ?? '' }, children: [] }
    : { tagName: 'p', properties: { className: ['gap'] }, children: [gapText(alt)] };
  return {
    type: 'block',
    name: 'image',
    label: [{ type: 'text', value: title ?? '' }],
    options: {},
    children: [],
    filled: {
      series: 'figure',
      tree: { type: 'root', children: [{ type: 'element', ...element }] },
      columns: [],
    },
    ...(node.position === undefined ? {} : { position: node.position }),
    data: { ...data },
  };
}

/** An image that cannot be had is words in its place: its address must not get into an edition. */
function toGap(image: Image): void {
  Object.assign(image, {
    type: 'emphasis',
    url: '',
    children: [gapText(image.alt)],
    data: { ...image.data, hName: 'span', hProperties: { className: ['gap'] } },
  });
}

function gapText(alt: string | null | undefined): { type: 'text'; value: string } {
  return { type: 'text', value: `[image: ${alt || 'no description'}]` };
}

/** The path of an image of the project, or undefined after a complaint. */
function findImage(
  node: Image,
  file: string,
  inputs: Inputs,
  complain: Complain,
): string | undefined {
  const place = placeOf(file, node);
  if (!node.alt) {
    complain({
      rule: 'image-alt',
      reason: 'Unexpected image without a description, expected words in the brackets',
      place,
      note: 'say what the image shows: `![Map of the 38 cities](…)`',
    });
  }
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(node.url)) {
    complain({
      rule: 'image-local',
      reason: `Unexpected image from \`${node.url.slice(0, 60)}\`, expected a file of the project`,
      place,
      note: 'save the image beside the chapter or in assets/images/, with its licence, and name that file',
    });
    return undefined;
  }
  const path = resolvePath(file, decodeAddress(node.url));
  const found = path === undefined ? 'outside' : (inputs.images.get(path) ?? 'missing');
  if (typeof found !== 'string') return found.path;
  complain({ ...explainImage(node.url, found, path, file, inputs), place });
  return undefined;
}

/** Where an image stands in the editions; no two paths give the same. */
function addressOf(path: string): string {
  return path.startsWith('assets/images/')
    ? `images/${path.slice('assets/images/'.length)}`
    : `chapter-images/${path.split('/').slice(2).join('/')}`;
}

function explainImage(
  url: string,
  fault: FileFault,
  path: string | undefined,
  file: string,
  inputs: Inputs,
): { rule: string; reason: string; note: string } {
  if (fault === 'outside') {
    return {
      rule: 'image-inside-project',
      reason: `Unexpected image \`${url}\` that lies outside the project, expected one inside`,
      note: 'copy the file beside the chapter or to assets/images/',
    };
  }
  const written = [...inputs.images.keys()].map((image) => relativePath(file, image));
  const nameOf = (address: string): string => address.slice(address.lastIndexOf('/') + 1);
  const named = written.find((address) => nameOf(address) === nameOf(path ?? url));
  const near = named === undefined ? suggest(url, written) : `write \`${named}\``;
  return {
    rule: 'image-exists',
    reason: `Unexpected image \`${url}\`, expected an image file that ${fault === 'missing' ? 'exists' : 'can be read'}`,
    note: written.length === 0 ? 'add the file beside the chapter or in assets/images/' : near,
  };
}

/** How a chapter writes the path of a file of the project. */
function relativePath(file: string, path: string): string {
  const [from, to] = [file.split('/').slice(0, -1), path.split('/')];
  while (from.length > 0 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return [...from.map(() => '..'), ...to].join('/');
}

/** An address without query, percent signs decoded. */
function decodeAddress(url: string): string {
  const address = url.split(/[?#]/)[0] ?? '';
  try {
    return decodeURIComponent(address);
  } catch {
    return address; // a lone % is part of the name
  }
}

function checkLink(node: Link, file: string, complain: Complain): void {
  const place = placeOf(file, node as Nodes);
  if (/^(?:https?:|mailto:|#)/i.test(node.url)) return;
  if (/^[a-z][a-z0-9+.-]*:/i.test(node.url)) {
    complain({
      rule: 'link-address',
      reason: `Unexpected address \`${node.url.slice(0, 60)}\`, expected https:, mailto: or a target`,
      place,
      note: 'write the full address beginning with `https://`',
    });
    node.url = '';
  } else {
    complain({
      rule: 'link-address',
      grade: 'warning',
      reason: `Unexpected link to \`${node.url.slice(0, 60)}\`, which leads nowhere in print, expected https:, mailto: or a reference`,
      place,
      note: 'refer to a section by its id: `@sec-…`',
    });
  }
}
