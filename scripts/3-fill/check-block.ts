/**
 * A block call against its shape: options known, there, and of their kind; a label where one is due. Complaints at
 * the option's own place.
 */
import type { BlockNode, BlockOption, BlockShape } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, type Complaint, placeOf, placeWithin } from '../place.ts';

type Fault = Pick<Complaint, 'rule' | 'reason' | 'note'>;

/** False if the block cannot be filled. */
export function checkBlock(
  node: BlockNode,
  shape: BlockShape,
  source: { readonly path: string; readonly text: string },
  complain: Complain,
): boolean {
  const given = Object.entries(node.options).flatMap(([name, value]) => {
    const place = placeWithin(source.text, source.path, node, name);
    return checkOption(name, value, shape).map((fault) => ({ ...fault, place }));
  });
  const place = placeOfHead(node, shape, source.path);
  const missing = checkPresence(node, shape).map((fault) => ({ ...fault, place }));
  const faults = [...given, ...missing];
  for (const fault of faults) complain(fault);
  return faults.length === 0;
}

/** The colons and the name. */
function placeOfHead(node: BlockNode, shape: BlockShape, file: string): Complaint['place'] {
  const place = placeOf(file, node);
  if (place.line === undefined) return place;
  const width = shape.name.length + (shape.form === 'leaf' ? 2 : 3);
  return { ...place, endLine: place.line, endColumn: (place.column ?? 1) + width };
}

/** An option that was given: known, and of its kind. */
function checkOption(name: string, value: string, shape: BlockShape): Fault[] {
  const option = Object.hasOwn(shape.options, name) ? shape.options[name] : undefined;
  if (option === undefined) {
    return [
      {
        rule: 'option-known',
        reason: `Unexpected option \`${name}\` of \`${shape.name}\`, expected one that the block has`,
        note: suggest(name, Object.keys(shape.options)),
      },
    ];
  }
  const expected = expectedValue(option, value);
  if (expected === undefined) return [];
  const reason = `Unexpected \`${name}=${value}\`, expected ${expected}`;
  const plain = option.type === 'number' ? numberCure(name) : 'delete it or write it out';
  const cure = option.values ? suggest(value, option.values) : plain;
  return [{ rule: 'option-value', reason, note: cure }];
}

/** `by` is a year. */
function numberCure(name: string): string {
  return name === 'top'
    ? 'write a whole number, for example `top=10`'
    : `write \`${name}=${/^by$|year/.test(name) ? 2027 : 1}\``;
}

function expectedValue({ values, type }: BlockOption, value: string): string | undefined {
  if (values !== undefined && !values.includes(value)) return values.join(', ');
  if (/[\ue000-\ue002]/.test(value)) return 'no character of the private area'; // they mark values in templates
  return type === 'number' && !/^-?\d+(\.\d+)?$/.test(value) ? 'a number' : undefined;
}

/** What was not given and must be: options and the label. */
function checkPresence(node: BlockNode, shape: BlockShape): Fault[] {
  const missing = Object.entries(shape.options).filter(
    ([name, { required }]) => required && node.options[name] === undefined,
  );
  const faults = missing.map(([name, { about }]) => ({
    rule: 'option-required',
    reason: `Unexpected \`${shape.name}\` without \`${name}\`, expected it in the braces`,
    note: `add \`${name}=…\`: ${about}`,
  }));
  if (shape.label === 'none' && node.label.length > 0) {
    return [
      ...faults,
      {
        rule: 'block-label',
        reason: `Unexpected words in brackets after \`${shape.name}\`, expected none`,
        note: `write it like this: ${shape.example.split('\n')[0]}`,
      },
    ];
  }
  if (shape.label !== 'required' || node.label.length > 0) return faults;
  return [
    ...faults,
    {
      rule: 'block-label',
      reason: `Unexpected \`${shape.name}\` without words in brackets, expected its caption or title`,
      note: `write it like this: ${shape.example.split('\n')[0]}`,
    },
  ];
}
