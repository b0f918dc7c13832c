/**
 * Templates against the schema: each fault is found before anything prints, at its own line and column, in branches that are
 * not taken and in partials too; and none runs without end.
 */
import { beforeAll, expect, it } from 'vitest';
import { diskTree, loadShared } from '../1-load/index.ts';
import { OWN_FOLDER } from '../commands/project.ts';
import { hastText } from '../hast-text.ts';
import type { Provenance, Tables, Template } from '../model.ts';
import { templateFiller } from './fill-template.ts';
import { openRecorder } from './record-values.ts';
import { TemplateFault } from './template-fault.ts';
import type { Tracked } from './values/operand.ts';

let tables: Tables;
beforeAll(async () => {
  tables = (await loadShared(diskTree(OWN_FOLDER))).tables;
}, 60_000);

/** Fills `main` beside other templates; what it prints, or the fault's place, rule and reason. */
function fill(text: string, others: Readonly<Record<string, string>> = {}) {
  const entries = Object.entries({ main: text, ...others }).map(
    ([name, text]): [string, Template] => [name, { name, text, path: `${name}.hbs`, offset: 0 }],
  );
  const templates = new Map(entries);
  const recorder = openRecorder('x');
  const record = (tracked: Tracked, expression: string): Provenance =>
    recorder.record(tracked, expression, { file: 'x' });
  try {
    const { tree } = templateFiller(tables, templates)(templates.get('main') as Template, {
      options: { by: 'us' },
      facts: { report: { title: 'T', authors: [{ name: 'A' }] } },
      record,
    });
    const said = tree.children.map((child) =>
      child.type === 'text' ? child.value : hastText(child as never),
    );
    return { said: said.join(''), records: recorder.records };
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    const { place, rule, message, note } = error;
    return {
      said: `${place.file}:${place.line}:${place.column} ${rule}: ${message}`,
      note,
      records: [],
    };
  }
}

function check(text: string, expected: string, others?: Readonly<Record<string, string>>): void {
  const { said } = fill(text, others);
  expect(said.slice(0, expected.length), said).toBe(expected);
}

it('prints what the schema has', () => {
  check('{{options.by}} {{report.title}} {{#each report.authors}}{{this.name}}{{/each}}', 'us T A');
  check(
    '{{#each (top 1 cities "population_2021") as |city at|}}{{at}} {{city.name}} {{name}}{{/each}}',
    '0 London London',
  );
  check(
    '{{#each (group cities "nation")}}{{key}} {{count rows}} {{/each}}',
    'England 29 Scotland 4',
  );
  check('{{#each (where cities id="leeds")}}{{> part of=this.name}}{{/each}}', 'Leeds in England', {
    part: '{{of}} in {{nation}}',
  });
});

it('refuses names that stand for nothing, wherever they are', () => {
  const unknown = 'template-name-known: Unexpected name';
  check('{{#if options.bye}}x{{/if}}', `main.hbs:1:7 ${unknown} \`options.bye\``);
  check('{{#if options.none}}{{/if}}', `main.hbs:1:7 ${unknown}`);
  check('{{#each (where cities nation="Wale")}}{{/each}}', 'main.hbs:1:9 data-value-exists');
  check('{{#each citees}}{{/each}}', `main.hbs:1:9 ${unknown} \`citees\``);
  check(
    '{{#each cities}}{{#unless this.metro_mayor}}{{else}}\n{{thousand this.peeple}}{{/unless}}{{/each}}',
    `main.hbs:2:12 ${unknown}`,
  );
  check('{{#each cities}}{{count cities}}{{/each}}', `main.hbs:1:25 ${unknown} \`cities\``);
  expect(fill('{{#each cities}}{{count cities}}{{/each}}').note).toBe('write `@root.cities`');
  check('{{#each cities}}{{> part of=this.nam}}{{/each}}', `main.hbs:1:29 ${unknown}`, {
    part: '{{of}}',
  });
  check('{{#each cities}}{{> part}}{{/each}}', `part.hbs:2:3 ${unknown} \`nam\``, {
    part: '\n{{nam}}',
  });
  check(
    '{{#if options.by}}{{else}}{{sum cities "populaton_2021"}}{{/if}}',
    'main.hbs:1:40 data-column-exists',
  );
  check(
    '{{sum (where cities natoin="Wales") "population_2021"}}',
    'main.hbs:1:21 data-column-exists',
  );
  check('{{report.authors.[0].nam}}', `main.hbs:1:3 ${unknown}`);
  check('{{cities}}', 'main.hbs:1:1 value-single');
  check('{{#with cities}}{{/with}}', 'main.hbs:1:1 helper-known');
  check('{{#*inline "x"}}{{/inline}}', 'main.hbs:1:1 template-parses');
  check('{{#> part}}{{/part}}', 'main.hbs:1:1 template-parses', { part: '' });
});

it('leads to no prototype', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    check(`{{options.${name}}}`, 'main.hbs:1:3 template-name-known');
    check(
      `{{#each cities}}{{#if this.${name}}}{{/if}}{{/each}}`,
      'main.hbs:1:23 template-name-known',
    );
    check(`{{report.${name}.name}}`, 'main.hbs:1:3 template-name-known');
  }
  check('{{lookup cities "constructor"}}', 'main.hbs:1:1 helper-known');
});

it('ends', () => {
  const twice = { part: 'x{{> part}}{{> part}}' };
  check('{{> part}}', 'part.hbs:1:1 template-budget', twice);
  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [
      `p${at}`,
      at === 39 ? 'x' : `{{> p${at + 1}}}{{> p${at + 1}}}`,
    ]),
  );
  const { said } = fill('{{> p0}}', doubling);
  expect(said).toMatch(/^p\d+\.hbs:1:1 template-budget/);
});

it('records what a partial wrote, not its caller', () => {
  const { records } = fill('{{#each (where cities id="leeds")}}\n\n{{> part}}{{/each}}', {
    part: 'Of {{count @root.cities nation="Wales"}}',
  });
  expect(records.map(({ expression }) => expression)).toEqual([
    'count @root.cities nation="Wales"',
  ]);
});
