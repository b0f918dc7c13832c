/**
 * The program: words on the command line in, a command run, an exit code out. Commands are loaded when they are called.
 */
import { resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { Command, Option } from 'commander';
import type { BuildFlags } from './commands/build-report.ts';
import type { DiffFlags } from './commands/diff.ts';
import type { CommonFlags } from './commands/messages.ts';
import type { TraceFlags } from './commands/trace.ts';
import { asUserFault, exitCodeOf, printCrash, ToldFault } from './diagnostics/fault.ts';
import { sayFault } from './diagnostics/index.ts';

const here = process.env.INIT_CWD ?? process.cwd();

const program = new Command('paper')
  .description('Builds reports from Markdown chapters, data and templates')
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('(`paper --help` lists the commands)')
  .exitOverride((error) => {
    const message = error.message.replace(/^error: /, '');
    if (error.exitCode !== 0 && process.argv.includes('--json')) sayFault({ message });
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

addCommand('build', 'make the PDF and HTML editions of the reports (all, if none is named)')
  .option('--keep-going', 'print a draft in spite of errors, faulty places shown as gaps')
  .option('--line-numbers', 'number the lines of each page of a draft, for reviewers')
  .option('--large-print', 'a second PDF at 18 pt beside the first')
  .action(
    run(async (reports, flags: BuildFlags) =>
      (await import('./commands/build.ts')).build(reports, flags),
    ),
  );
addCommand('check', 'check the reports without a browser').action(
  run(async (reports, flags) => (await import('./commands/check.ts')).check(reports, flags)),
);
addCommand('doctor', 'say which browser prints, and what to do when none works', false)
  .option('--install', "fetch Puppeteer's own Chrome for a machine without one")
  .action(
    run(async (_, flags: CommonFlags & { install?: boolean }) =>
      (await import('./commands/doctor.ts')).doctor(flags),
    ),
  );
addCommand(
  'list',
  'say which tables, columns, charts, blocks, works, ids … an author can name',
  false,
)
  .argument('[what-and-name...]', 'a list, and a name or words to look for; none to see the lists')
  .action(run(async (names, flags) => (await import('./commands/list.ts')).list(names, flags)));
addCommand('trace', 'say where a value, table, figure or cited fact came from, cell by cell', false)
  .argument('[report-and-key...]', 'a report, and a key or the id of a table or figure')
  .option('--sample <number>', 'pick values and cited facts at random')
  .option('--seed <number>', 'the same seed picks the same (default: 1)')
  .action(
    run(async (names, flags: TraceFlags) =>
      (await import('./commands/trace.ts')).trace(names, flags),
    ),
  );

addCommand('diff', 'say and show what changed between two drafts, as a reader sees them', false)
  .argument('<from>', 'a git revision, the PDF of a draft, or a folder: built, a project, chapters')
  .argument('[to-and-reports...]', 'another (default: the working tree), then names of reports')
  .option(
    '--fail-on <what>',
    'end with 1 if these changed: words, numbers, pages; with commas or again',
    (one: string, others: string[]) => [...others, one],
    [],
  )
  .option('--pdf', 'print the redline too, with bars in the margin and a list of the changes')
  .option('--pages', 'print both sides and draw the pages that differ, side by side')
  .action(
    run(async (words, flags: DiffFlags) =>
      (await import('./commands/diff.ts')).diff(words, { ...flags, here }),
    ),
  );
addCommand('verify-corpus', 'check and print any folder of reports; writes nothing', false)
  .argument('<dir>', 'a folder whose subfolders are projects or reports')
  .action(
    run(async ([folder = '.'], flags) =>
      (await import('./commands/verify-corpus.ts')).verifyCorpus(resolve(here, folder), flags),
    ),
  );

process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? 0 : 2),
);
if (isMainThread)
  void program.parseAsync().then(leave); // what a command throws, `run` catches
else void import('./commands/report-thread.ts').then((thread) => thread.serveReportThread());

/** Once all is written; Node left to itself would first take its memory apart. */
function leave(): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

/** A command with the flags that all have. */
function addCommand(name: string, description: string, takesReports = true): Command {
  const command = program.command(name).description(description);
  if (takesReports) command.argument('[report...]', 'names of folders in chapters/');
  return command
    .option('--root <dir>', 'the project to build', here)
    .option('--out <dir>', 'where editions are put (default: output/ of the project)')
    .option(
      '--browser <path|url>',
      'the browser that prints: a path, or ws://… of a remote one',
      process.env.PAPER_BROWSER,
    )
    .option('--json', 'one JSON document on standard output, nothing else')
    .addOption(
      new Option('--format <form>', 'form of the messages')
        .choices(['text', 'sarif', 'github'])
        .default('text'),
    )
    .option('--quiet', 'errors and warnings only')
    .option('--strict', 'warnings fail too')
    .option('--debug', 'show stack traces of crashes');
}

/** Runs a command with its flags resolved; whatever it throws becomes a sentence and an exit code. */
function run<F extends CommonFlags>(
  command: (reports: readonly string[], flags: F) => Promise<number>,
) {
  return async (...words: unknown[]): Promise<void> => {
    const given = words.at(-2) as F & { out?: string };
    const reports = words.slice(0, -2).flat() as string[];
    const root = resolve(here, given.root);
    const flags = { ...given, root, out: resolve(here, given.out ?? `${root}/output`) };
    try {
      process.exitCode = await command(reports, flags);
    } catch (error) {
      if (flags.json === true && !(error instanceof ToldFault)) sayFault(asUserFault(error));
      printCrash(error, given.debug === true);
      process.exitCode = exitCodeOf(error);
    }
  };
}
