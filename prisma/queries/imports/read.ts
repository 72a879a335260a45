/** Import runs: what was received, how it is read, what it means, what was decided. The read side of imports. */
import type { IsoDate } from '../../../domain/model/common.ts';
import {
  type ApprovalReason,
  type ControlTotals,
  type ImportQuestion,
  importReview,
  type ImportReview,
  type ImportRowError,
  ledgerReading,
  type LedgerReading,
} from '../../../domain/model/ledger.ts';
import type { ImportKind, ImportMode, ImportState } from '../../../domain/vocabulary/imports.ts';
import { type Prisma, type Db } from '../../client.ts';
import { toIsoDate, toIsoDateOrNull } from '../../convert.ts';

/** Applying a hundred thousand items takes seconds; a stuck transaction is ended all the same. */
export const applyTimeoutMs = 10 * 60_000;

export interface ImportRunRow {
  id: string;
  legalEntityId: string;
  sourceId: string;
  sourceName: string;
  kind: ImportKind;
  mode: ImportMode;
  state: ImportState;
  fileId: string | null;
  fileName: string;
  fileSha256: string | null;
  asOf: IsoDate;
  reading: LedgerReading;
  questions: ImportQuestion[];
  /** By change; for payments `new` and `unchanged`. */
  counts: Record<string, number>;
  totals: Record<string, ControlTotals>;
  errors: ImportRowError[];
  errorCount: number;
  approval: ApprovalReason[];
  review: ImportReview;
  failure: { code: string; params: Record<string, string | number> } | null;
  /** Which reading of the file this is. */
  readingNo: number;
  /** When the work on it last moved on. */
  touchedAt: Date;
  progressDone: number;
  progressTotal: number;
  createdBy: string | null;
  createdAt: Date;
  decidedBy: string | null;
  appliedAt: Date | null;
  undoneAt: Date | null;
}

const withSource = { source: { select: { name: true } } } as const;

type RunWithSource = Prisma.ImportRunGetPayload<{ include: typeof withSource }>;

export async function importRun(db: Db, id: string): Promise<ImportRunRow | null> {
  const row = await db.importRun.findUnique({ where: { id }, include: withSource });
  return row === null ? null : present(row);
}

export async function importRuns(
  db: Db,
  query: { legalEntityId: string; skip: number; take: number },
): Promise<{ rows: ImportRunRow[]; total: number }> {
  const where = { legalEntityId: query.legalEntityId };
  const rows = await db.importRun.findMany({
    where,
    include: withSource,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: query.skip,
    take: query.take,
  });
  return { rows: rows.map(present), total: await db.importRun.count({ where }) };
}

function present(row: RunWithSource): ImportRunRow {
  // The version is compared by the database alone, and is too large for JSON.
  const { source, ledgerVersion: _, ...run } = row;
  return {
    ...run,
    sourceName: source.name,
    asOf: toIsoDateOrNull(run.asOf) ?? toIsoDate(run.createdAt),
    reading: ledgerReading.parse(run.reading),
    questions: run.questions as unknown as ImportQuestion[],
    counts: run.counts as Record<string, number>,
    totals: run.totals as unknown as Record<string, ControlTotals>,
    errors: run.errors as unknown as ImportRowError[],
    approval: (run.approval ?? []) as unknown as ApprovalReason[],
    review: importReview.parse(run.review),
    failure: run.failure as ImportRunRow['failure'],
  };
}
