/**
 * The blocks that the program draws itself; every other block is a template in templates/blocks/. Data only.
 */
import type { BlockShape } from './model.ts';

const file = 'scripts/built-in-blocks.ts';

export const BUILT_IN_BLOCKS: readonly BlockShape[] = [
  {
    name: 'chart',
    about:
      'A chart drawn from the data package by a Vega-Lite specification in assets/charts/. The label is the finding.',
    form: 'leaf',
    label: 'required',
    series: 'figure',
    collect: 'figures',
    options: {
      spec: {
        about: 'Name of the specification, without its ending.',
        type: 'name',
        required: true,
      },
    },
    example: '::chart[Small cities grew fastest]{#fig-growth spec=residents-by-class}',
    file,
  },
  {
    name: 'table',
    about:
      'A table filled from the data package by a template in templates/tables/. The label is the caption.',
    form: 'leaf',
    label: 'required',
    series: 'table',
    collect: 'tables',
    options: {
      template: {
        about: 'Name of the template, without its ending.',
        type: 'name',
        required: true,
      },
    },
    example:
      '::table[How the cities choose their executive]{#tbl-models template=executive-models}',
    file,
  },
  {
    name: 'references',
    about: 'The list of everything the report cites, in its citation style.',
    form: 'leaf',
    label: 'none',
    options: {},
    register: 'reference',
    example: 'Leadership is shared [@rapoport2019leading].\n\n::references',
    file,
  },
];
