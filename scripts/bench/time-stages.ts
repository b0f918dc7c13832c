/**
 * A project in, what stages 2 to 5 take for 10,000 words of it out: the first time, and once the engine is warm.
 */
import type { Project } from '../commands/project.ts';
import { median } from './measure-process.ts';
import { openSamples, type Sample } from './open-samples.ts';

/** Milliseconds for 10,000 words of authored prose; `cold` in a process that has done it for the first time. */
export interface StageTime {
  readonly stage: string;
  readonly cold: number;
  readonly warm: number;
}

const STAGES = ['parse', 'fill', 'link', 'compose'];

/** Composes the reports so often, and once before; the first samples come back too, for what is measured next. */
export async function timeStages(
  project: Project,
  runs: number,
): Promise<{ samples: readonly Sample[]; times: StageTime[] }> {
  const first = await timeOnce(project);
  const later: Awaited<ReturnType<typeof timeOnce>>[] = [];
  for (let run = 0; run < runs; run++) later.push(await timeOnce(project));
  const times = STAGES.map((stage) => ({
    stage,
    cold: first.per10000(stage),
    warm: median(later.map((one) => one.per10000(stage))),
  }));
  return { samples: first.samples, times };
}

async function timeOnce(project: Project) {
  const timeByStage = new Map<string, number>();
  const samples = await openSamples(project, (_, name) => {
    const start = performance.now();
    return () =>
      void timeByStage.set(name, (timeByStage.get(name) ?? 0) + performance.now() - start);
  });
  const words = samples.reduce((sum, { document }) => sum + document.counts.words, 0);
  const per10000 = (stage: string) => ((timeByStage.get(stage) ?? 0) / words) * 10_000;
  return { samples, per10000 };
}
