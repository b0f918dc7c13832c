/**
 * Images and links of a chapter: each image found among the Inputs and given its address in the editions, an image
 * alone in its paragraph made a figure, links that lead nowhere in print refused.
 */
import type { Image, Link, Nodes, Paragraph, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { BlockNode, FileFault, Inputs } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, placeOf } from '../place.ts';

/** Gives the project's path of each image by its address in the editions. */
export function fillImages(
  tree: Root,
  file: string,
  inputs: Inputs,
  complain: Complain,
): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  visit(tree, (node, index, parent) => {
    if (node.type === 'link') checkLink(node, file, complain);
    if (node.type === 'image') placeImage(node, file, inputs, sources, complain);
    if (
      node.type === 'paragraph' &&
      isFigure(node) &&
      parent !== undefined &&
      index !== undefined
    ) {
      const block = toFigure(node);
      placeImage(node.children[0] as Image, file, inputs, sources, complain);
      parent.children[index] = block as never;
      return SKIP;
    }
    return undefined;
  });
  return sources;
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
function toFigure(node: Paragraph): BlockNode {
  const image = node.children[0] as Image;
  const element = {
    type: 'element',
    tagName: 'img',
    properties: { src: image.url, alt: image.alt ?? '' },
    children: [],
  } as const;
  const block: BlockNode = {
    type: 'block',
    name: 'image',
    label: [{ type: 'text', value: image.title ?? '' }],
    options: {},
    children: [],
    filled: { series: 'figure', tree: { type: 'root', children: [element as never] }, columns: [] },
    ...(node.position === undefined ? {} : { position: node.position }),
    data: { ...image.data },
  };
  Object.defineProperty(image, 'url', {
    get: () => element.properties.src,
    set: (url: string) => {
      (element.properties as { src: string }).src = url;
    },
  });
  return block;
}

function placeImage(
  node: Image,
  file: string,
  inputs: Inputs,
  sources: Map<string, string>,
  complain: Complain,
): void {
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
    return;
  }
  const path = resolvePath(file, node.url);
  const found = path === undefined ? 'outside' : (inputs.images.get(path) ?? 'missing');
  if (typeof found === 'string') {
    complain({ ...explainImage(node.url, found, path, inputs), place });
    return;
  }
  const address = `images/${found.path
    .split('/')
    .slice(found.path.startsWith('chapters/') ? 2 : 2)
    .join('-')}`;
  sources.set(address, found.path);
  node.url = address;
}

function explainImage(
  url: string,
  fault: FileFault,
  path: string | undefined,
  inputs: Inputs,
): { rule: string; reason: string; note: string } {
  if (fault === 'outside') {
    return {
      rule: 'image-inside-project',
      reason: `Unexpected image \`${url}\` that lies outside the project, expected one inside`,
      note: 'copy the file beside the chapter or to assets/images/',
    };
  }
  const names = [...inputs.images.keys()].map((name) => name.slice(name.lastIndexOf('/') + 1));
  const near = suggest((path ?? url).slice((path ?? url).lastIndexOf('/') + 1), names);
  return {
    rule: 'image-exists',
    reason: `Unexpected image \`${url}\`, expected an image file that ${fault === 'missing' ? 'exists' : 'can be read'}`,
    note: names.length === 0 ? 'add the file beside the chapter or in assets/images/' : near,
  };
}

/** A path written in a chapter, from the root; undefined if it leads out of it. */
export function resolvePath(file: string, url: string): string | undefined {
  if (url.startsWith('/')) return undefined;
  const parts = file.split('/').slice(0, -1);
  let decoded = url.split(/[?#]/)[0] ?? '';
  try {
    decoded = decodeURIComponent(decoded);
  } catch {
    // a lone % is part of the name
  }
  for (const part of decoded.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
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
