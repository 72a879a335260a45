import type { z } from 'zod';
import type { ImportRunRow } from '../../../prisma/queries/imports/read.ts';
import type { importRun } from './schema.ts';

/** Work on an import tells how far it is far more often. */
const standsStillAfterMs = 60_000;

export function presentImport(
  run: ImportRunRow,
  names: Map<string, string>,
  now: Date,
): z.infer<typeof importRun> {
  const personOf = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  return {
    id: run.id,
    source: run.sourceName,
    kind: run.kind,
    mode: run.mode,
    state: run.state,
    fileName: run.fileName,
    asOf: run.asOf,
    reading: run.reading,
    questions: run.questions,
    counts: run.counts,
    totals: run.totals,
    errors: run.errors,
    errorCount: run.errorCount,
    approval: run.approval,
    review: run.review,
    failure: run.failure,
    standsStill:
      ['received', 'reading', 'applying'].includes(run.state) &&
      now.getTime() - run.touchedAt.getTime() > standsStillAfterMs,
    progressDone: run.progressDone,
    progressTotal: run.progressTotal,
    createdAt: run.createdAt.toISOString(),
    createdBy: personOf(run.createdBy),
    decidedBy: personOf(run.decidedBy),
    appliedAt: run.appliedAt?.toISOString() ?? null,
    undoneAt: run.undoneAt?.toISOString() ?? null,
  };
}
