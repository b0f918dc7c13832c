/**
 * Nothing in, the two reports that are measured out, composed by the pipeline itself.
 */
import assert from 'node:assert';
import { printHtml } from '../5-compose/index.ts';
import { OWN_FOLDER, openProject, type Project } from '../commands/project.ts';
import type { Document, Inputs } from '../model.ts';
import { composeReport } from '../report.ts';

/** A composed report and its HTML for print. */
export interface Sample {
  readonly document: Document;
  readonly inputs: Inputs;
  readonly html: string;
}

const REPORTS = ['working-paper', 'white-paper'];

export function openSampleProject(): Promise<Project> {
  return openProject(OWN_FOLDER, REPORTS);
}

/** Composes both; `stage` is told of each stage, as in a build. */
export async function openSamples(
  project: Project,
  stage: (report: string, name: string) => () => void = () => () => {},
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const report of project.reports) {
    const { document, inputs } = await composeReport(project.tree, report, { ...project, stage });
    assert(document !== undefined && inputs !== undefined, `${report} cannot be composed`);
    samples.push({ document, inputs, html: printHtml(document, inputs) });
  }
  return samples;
}
