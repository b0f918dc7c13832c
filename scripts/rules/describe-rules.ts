/**
 * For tests: the heads of the rules in, the text of scripts/rules/README.md out.
 */
import type { Head, OtherRule, Part } from './read-heads.ts';

const STAGES: Readonly<Record<string, string>> = {
  '1-load': 'Reading the files',
  '2-parse': 'Reading a chapter',
  '3-fill': 'Filling values, blocks and charts',
  '4-link': 'Numbers, references and citations',
  '5-compose': 'Composing the report',
  '6-print': 'Printing',
};

export function describeRules(heads: readonly Head[], others: readonly OtherRule[]): string {
  const stages = Object.entries(STAGES).flatMap(([folder, title]) => {
    const rows = others.filter((rule) => rule.folder === folder);
    if (rows.length === 0) return [];
    const lines = rows.map(({ rule, file, message }) => {
      const said = message === '' ? `told by \`scripts/${file}\`` : message.replace(/\|/g, '\\|');
      return `| \`${rule}\` | ${said} |`;
    });
    return [`### ${title}\n\n| Rule | Message |\n|---|---|\n${lines.join('\n')}\n`];
  });
  return [
    '# Rules\n',
    'What the program checks, and why.',
    'The first part is made from the heads of the files in this folder, and each example is built by the tests; the second from the messages of the stages.',
    'To write it anew: `npx vitest run scripts/rule-names.test.ts --update`.\n',
    'A rule can be given another grade for a report with `rules:` in its `report.yaml`, and a place can be excepted, with a reason, in its `exceptions.yaml`.\n',
    '## Checks of the whole report\n',
    ...heads.map(describeHead),
    '## Checks while a report is made\n',
    'In a message, … stands for what is at the place.\n',
    ...stages,
  ].join('\n');
}

function describeHead({ rule, grade, says, why, accepted, rejected, messages }: Head): string {
  return [
    `### \`${rule}\`\n`,
    `${says}\n`,
    `Why: ${why}\n`,
    `Grade: ${grade}.\n`,
    `Accepted:\n\n${accepted.map(describePart).join('\n\n')}\n`,
    `Rejected:\n\n${rejected.map(describePart).join('\n\n')}\n`,
    `\`\`\`text\n${messages.join('\n')}\n\`\`\`\n`,
  ].join('\n');
}

function describePart({ file, text }: Part): string {
  const ticks = text.includes('```') ? '````' : '```';
  const isChapter = file === '10-example.md';
  return `${ticks}${file.endsWith('.md') ? 'md' : 'yaml'}${isChapter ? '' : ` ${file}`}\n${text}\n${ticks}`;
}
