/**
 * Takes the beginnings and ends of stages and shows how far each report is, with times: a line
 * for each report that is rewritten on a terminal, plain lines elsewhere. It must not know what
 * a stage does; the clock is allowed here and nowhere in stages 2 to 5.
 */
import { lineCells, wordsWidth } from './line-cells.ts';
import { makeHarmless } from './make-harmless.ts';
import { createPaint, type Paint } from './paint.ts';

/** `live` rewrites lines, `plain` adds lines, `silent` says nothing. */
export type ProgressMode = 'live' | 'plain' | 'silent';

/** Where progress goes: standard error, or anything like it. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/** How to show progress; `now` is a clock in milliseconds (for tests). */
export interface ProgressOptions {
  readonly stream: ProgressStream;
  readonly mode: ProgressMode;
  readonly colour?: boolean;
  readonly now?: () => number;
}

/** Progress of one run. After `close` nothing more is written. */
export interface Progress {
  /**
   * Says that a stage of a report begins; the function returned says that it has ended. `at` is when, by the clock of
   * `performance.now`, if that was before now.
   */
  stage(report: string, name: string, at?: number): (at?: number) => void;
  /** Says that a report is finished, with a few words on the outcome ("212 pages"). */
  done(report: string, text: string): void;
  /** Leaves the cursor under the last line and stops the clock. */
  close(): void;
}

/** Silent under `--quiet` and `--json`, live on a terminal that can rewrite lines, else plain. */
export function chooseProgressMode(
  flags: { readonly quiet?: boolean; readonly json?: boolean },
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): ProgressMode {
  if (flags.quiet === true || flags.json === true) return 'silent';
  const isServer = environment.CI !== undefined && environment.CI !== 'false';
  const canRewrite = stream.isTTY === true && !isServer && environment.TERM !== 'dumb';
  return canRewrite ? 'live' : 'plain';
}

/** Begins to show progress in the mode given. */
export function openProgress(options: ProgressOptions): Progress {
  if (options.mode === 'silent') return { stage: () => () => {}, done: () => {}, close: () => {} };
  const now = options.now ?? (() => performance.now());
  return options.mode === 'live' ? openLive(options, now) : openPlain(options, now);
}

/** One line when a stage ends and one when a report is done: nothing that a log cannot hold. */
function openPlain({ stream, colour }: ProgressOptions, now: () => number): Progress {
  const paint = createPaint(colour ?? false);
  const startByReport = new Map<string, number>();
  let isOpen = true;
  const say = (report: string, words: string, since: number, until = now()) => {
    const time = paint.dim(formatSeconds(until - since));
    if (isOpen) stream.write(`${makeHarmless(report)}: ${makeHarmless(words)}  ${time}\n`);
  };
  return {
    stage(report, name, start = now()) {
      if (!startByReport.has(report)) startByReport.set(report, start);
      return once((end) => say(report, name, start, end));
    },
    done(report, text) {
      say(report, `done, ${text}`, startByReport.get(report) ?? now());
    },
    close() {
      isOpen = false;
    },
  };
}

/** What the terminal shows of one report: its open stages, or the outcome. */
interface ReportLine {
  readonly report: string;
  readonly start: number;
  readonly stages: Set<{ readonly name: string; readonly start: number }>;
  outcome?: { readonly text: string; readonly time: number };
}

function openLive({ stream, colour }: ProgressOptions, now: () => number): Progress {
  const paint = createPaint(colour ?? true);
  const lines: ReportLine[] = [];
  const screen = openScreen(stream);
  const draw = () => screen.draw(lines.map((line) => formatLine(line, now(), paint)));
  // Seconds tick while a stage waits for the browser; the timer must not keep the program alive.
  const timer = setInterval(draw, 250).unref();
  const lineOf = (report: string, start = now()): ReportLine => {
    const known = lines.find((line) => line.report === report);
    if (known) return known;
    const line = { report, start, stages: new Set<{ name: string; start: number }>() };
    lines.push(line);
    return line;
  };
  return {
    stage(report, name, start = now()) {
      const { stages } = lineOf(report, start);
      const stage = { name, start };
      stages.add(stage);
      draw();
      return once(() => stages.delete(stage));
    },
    done(report, text) {
      const line = lineOf(report);
      line.outcome = { text, time: now() - line.start };
      draw();
    },
    close() {
      clearInterval(timer);
      draw();
      screen.close();
    },
  };
}

/** "working-paper  print  3.2 s", or "✓ working-paper  212 pages  12.4 s" when it is done. */
function formatLine(line: ReportLine, time: number, paint: Paint): string[] {
  const report = makeHarmless(line.report);
  if (line.outcome) {
    const took = formatSeconds(line.outcome.time);
    return [paint.green('✓'), ` ${report}  ${makeHarmless(line.outcome.text)}  ${took}`];
  }
  const stage = [...line.stages].at(-1);
  const current = stage
    ? `  ${makeHarmless(stage.name)}  ${formatSeconds(time - stage.start)}`
    : '';
  return [paint.cyan('·'), ` ${report}${current}`];
}

/** Lines at the foot of the terminal that are drawn over; closing leaves them as they are. */
function openScreen(stream: ProgressStream) {
  let drawn: readonly string[] = [];
  let isOpen = true;
  return {
    draw(lines: readonly (readonly string[])[]) {
      // A line that wraps, or more lines than rows, would put the cursor on the wrong line.
      // Some terminals give their size as 0.
      const width = (stream.columns || 80) - 2;
      const shown = lines
        .map(([mark = '', words = '']) => mark + fitWords(words, width))
        .slice(-Math.max(1, (stream.rows || 24) - 1));
      if (!isOpen || shown.join('\n') === drawn.join('\n')) return;
      const up = drawn.length > 0 ? `\u001b[${drawn.length}A` : '';
      stream.write(`${up}${shown.map((line) => `\r\u001b[2K${line}\n`).join('')}`);
      drawn = shown;
    },
    close() {
      isOpen = false;
    },
  };
}

function fitWords(words: string, width: number): string {
  if (wordsWidth(words) <= width) return words;
  let left = width - 1;
  const kept = lineCells(words).filter((cell) => {
    left -= cell.width;
    return left >= 0;
  });
  return `${kept.map((cell) => cell.shown).join('')}…`;
}

function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function once(act: (at?: number) => void): (at?: number) => void {
  let isDone = false;
  return (at) => {
    if (isDone) return;
    isDone = true;
    act(at);
  };
}
