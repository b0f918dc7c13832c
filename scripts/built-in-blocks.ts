/**
 * The blocks that the program draws itself; every other block is a template in templates/blocks/. Data only.
 */
import type { BlockOption, BlockShape } from './model.ts';

const file = 'scripts/built-in-blocks.ts';

const FIGURE_PLACE: BlockOption = {
  about:
    'Where it stands: with `float`, unless given, at the top of the next page if there is no room for it here; `here` keeps it in its place.',
  type: 'text',
  required: false,
  values: ['here', 'float'],
};

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
      place: FIGURE_PLACE,
    },
    example: '::chart[Small cities grew fastest]{#fig-growth spec=residents-by-class}',
    file,
  },
  {
    name: 'map',
    about:
      'The cities on a map of the United Kingdom, coloured and sized by the data; or links between places on a map of the world. The label is the finding.',
    form: 'leaf',
    label: 'required',
    series: 'figure',
    options: {
      colour: {
        about: 'Column of cities with at most six different values: each has its colour and shape.',
        type: 'text',
        required: false,
      },
      size: {
        about:
          'Column of numbers, or an indicator and its year such as `gdhi_per_head/2023`: areas are in proportion.',
        type: 'text',
        required: false,
      },
      label: {
        about: 'Column that names the marks, `name` unless given; `none` for no names.',
        type: 'text',
        required: false,
      },
      arcs: {
        about:
          'Table whose rows link two places, `twinnings`: a map of the world with a line for each.',
        type: 'text',
        required: false,
      },
      from: {
        about: 'With `arcs`: id of the one place whose links are shown.',
        type: 'text',
        required: false,
      },
      where: {
        about: 'Conditions that a row must meet, as in `::table`, with `;` between two.',
        type: 'text',
        required: false,
      },
      subtitle: {
        about: 'What is shown, in a sentence; made from the titles of the columns unless given.',
        type: 'text',
        required: false,
      },
      place: FIGURE_PLACE,
    },
    example:
      '::map[Most cities have a leader and a cabinet]{#fig-map colour=executive_model_now size=population_2021}',
    file,
  },
  {
    name: 'table',
    about:
      'A table straight from the data package, or filled by a template in templates/tables/. The label is the caption.',
    form: 'leaf',
    label: 'required',
    series: 'table',
    collect: 'tables',
    options: {
      data: option('Name of a table of the data package; needs `columns`.', 'name'),
      columns: option(
        'Columns in their order, with a space between two; the first names the rows. `city.name` follows a key, `:thousand` or `:million` after a name divides.',
      ),
      heads: option(
        'Words for the heads, with `|` between two; the titles of the data package if left out.',
      ),
      where: option(
        'Conditions that a row must meet, with `;` between two: `nation=Wales|Scotland; population_2021>200000`.',
      ),
      sort: option('Columns to sort by, with `,` between two, each with `descending` if need be.'),
      top: option('How many rows to show, the first in the order of `sort`.', 'number'),
      group: option('A column whose values head groups of rows.', 'name'),
      by: option(
        'A column whose values have one row each, with `count`, sums and expressions in brackets.',
        'name',
      ),
      total: option('Columns to add up in a last row, or `all` that can be.'),
      'total-except': option('Key of a row that a second total leaves out.', 'name'),
      decimals: option(
        'Decimals of all columns of numbers, or of some: `pop_change_pct=1; lat=3`.',
      ),
      landscape: {
        ...option(
          'Turns the page or not; if left out, a table too wide for the page is turned.',
          'boolean',
        ),
        values: ['true', 'false'],
      },
      place: {
        ...option(
          'Where it stands: `here`, unless given, or with `float` at the top of the next page if there is no room for it here.',
        ),
        values: ['here', 'float'],
      },
      template: option('Name of a template, without its ending, instead of `data`.', 'name'),
    },
    example:
      '::table[The large cities of Scotland and Wales]{#tbl-large data=cities columns="name nation population_2021" where="nation=Scotland|Wales; size_class=large"}',
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
  {
    name: 'glossary',
    about:
      'What the terms mean that the report uses, from assets/references/glossary.yaml, each with the places that use it.',
    form: 'leaf',
    label: 'none',
    options: {},
    register: 'term',
    example: 'Most cities are inside a combined authority.\n\n::glossary',
    file,
  },
  {
    name: 'abbreviations',
    about:
      'What the abbreviations stand for that the report uses, from assets/references/abbreviations.yaml, each with its first place.',
    form: 'leaf',
    label: 'none',
    options: {},
    register: 'abbreviation',
    example: 'The LGA asked its members.\n\n::abbreviations',
    file,
  },
  {
    name: 'index-of-cities',
    about:
      'The cities of the data package that the words name, each with its places: numbers of paragraphs, or sections on the screen and pages in print.',
    form: 'leaf',
    label: 'none',
    options: {},
    register: 'city',
    example: 'Leeds and Cardiff have grown.\n\n::index-of-cities',
    file,
  },
  {
    name: 'contents-of',
    about: 'The sections of a chapter, or of the whole report, where it is called.',
    form: 'leaf',
    label: 'none',
    options: {
      of: {
        about: 'The id of the chapter or section; all chapters if left out.',
        type: 'targets',
        required: false,
      },
    },
    register: 'contents',
    example: '## Tools {#sec-tools}\n\n### Deals\n\n::contents-of{of=sec-tools}',
    file,
  },
];

/** An option that can be left out. */
function option(about: string, type: BlockOption['type'] = 'text'): BlockOption {
  return { about, type, required: false };
}
