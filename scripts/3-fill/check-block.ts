/**
 * A block call against its shape: options known, there, and of their kind; a label where one is due. Complaints at
 * the option's own place.
 */
import type { BlockNode, BlockShape } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, placeOf, placeWithin } from '../place.ts';

/** False if the block cannot be filled. */
export function checkBlock(
  node: BlockNode,
  shape: BlockShape,
  source: { readonly path: string; readonly text: string },
  complain: Complain,
): boolean {
  const place = placeOf(source.path, node);
  const head = {
    ...place,
    ...(place.line === undefined
      ? {}
      : {
          endLine: place.line,
          endColumn: (place.column ?? 1) + shape.name.length + (shape.form === 'leaf' ? 2 : 3),
        }),
  };
  let isWhole = true;
  const fault = (complaint: Parameters<Complain>[0]): void => {
    isWhole = false;
    complain(complaint);
  };
  for (const [name, value] of Object.entries(node.options)) {
    const option = Object.hasOwn(shape.options, name) ? shape.options[name] : undefined;
    const at = placeWithin(source.text, source.path, node, name);
    if (option === undefined) {
      fault({
        rule: 'option-known',
        reason: `Unexpected option \`${name}\` of \`${shape.name}\`, expected one that the block has`,
        place: at,
        note: suggest(name, Object.keys(shape.options)),
      });
    } else if (option.values !== undefined && !option.values.includes(value)) {
      fault({
        rule: 'option-value',
        reason: `Unexpected \`${name}=${value}\`, expected ${option.values.join(', ')}`,
        place: at,
        note: suggest(value, option.values),
      });
    } else if (option.type === 'number' && !/^-?\d+(\.\d+)?$/.test(value)) {
      fault({
        rule: 'option-value',
        reason: `Unexpected \`${name}=${value}\`, expected a number`,
        place: at,
        note: `write \`${name}=2027\``,
      });
    }
  }
  for (const [name, option] of Object.entries(shape.options)) {
    if (!option.required || node.options[name] !== undefined) continue;
    fault({
      rule: 'option-required',
      reason: `Unexpected \`${shape.name}\` without \`${name}\`, expected it in the braces`,
      place: head,
      note: `add \`${name}=…\`: ${option.about}`,
    });
  }
  if (shape.label === 'required' && node.label.length === 0) {
    fault({
      rule: 'block-label',
      reason: `Unexpected \`${shape.name}\` without words in brackets, expected its caption or title`,
      place: head,
      note: `write it like this: ${shape.example.split('\n')[0]}`,
    });
  }
  return isWhole;
}
