/**
 * `paper check [report…]`: everything that can be known without a browser.
 */
import { asUserFault, ToldFault } from '../diagnostics/fault.ts';
import { say } from '../diagnostics/index.ts';
import { chooseProgressMode, openProgress } from '../diagnostics/progress.ts';
import { composeReport } from '../report.ts';
import { type CommonFlags, formatOf, sayMessages } from './messages.ts';
import { openProject } from './project.ts';

/** Checks the reports; returns the exit code. */
export async function check(reports: readonly string[], flags: CommonFlags): Promise<number> {
  const progress = openProgress({
    stream: process.stderr,
    mode: chooseProgressMode(flags, process.stderr, process.env),
    colour: process.stderr.isTTY === true,
  });
  const project = await openProject(flags.root, reports);
  const { stage } = progress;
  const composed = await Promise.allSettled(
    project.reports.map((report) => composeReport(project.tree, report, { ...project, stage })),
  );
  progress.close();
  const found = composed.flatMap((one) => (one.status === 'fulfilled' ? one.value.messages : []));
  const messages = [...project.shared.messages, ...found];
  const stopped = composed.find((one) => one.status === 'rejected');
  const extra = stopped && { ok: false, fault: asUserFault(stopped.reason) };
  const code = sayMessages(messages, flags, { reports: project.reports, ...extra });
  if (stopped !== undefined) throw new ToldFault(stopped.reason); // after what is known of the others
  if (messages.length === 0 && formatOf(flags) === 'text' && flags.quiet !== true) {
    say(`${project.reports.join(', ')}: no errors or warnings\n`);
  }
  return code;
}
