/** What a file that was read would change, and whether a person has to approve it. */
import { computeBankChanges } from './bank.ts';
import { computePaymentChanges } from './payments.ts';
import { planContactChanges } from './contact-changes.ts';
import { RefusedError } from '../../domain/errors.ts';
import { approvalReasons } from '../../domain/ledger/approval.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type {
  ApprovalReason,
  ControlTotals,
  ImportQuestion,
  ImportReview,
  ImportRowError,
} from '../../domain/model/ledger.ts';
import { storableValue } from '../../domain/text/storable.ts';
import type { ImportKind, ImportMode, ImportState } from '../../domain/vocabulary/imports.ts';
import { type Prisma, type Db, type PrismaClient } from '../../prisma/client.ts';
import { toIsoDateOrNull } from '../../prisma/convert.ts';
import { proposeContacts } from '../../prisma/queries/contacts/proposals.ts';
import { bankDigest } from '../../prisma/queries/bank/read.ts';
import { compareCustomers, findKnownCustomers } from '../../prisma/queries/imports/customer-changes.ts';
import { computeItemChanges, ledgerVersion } from '../../prisma/queries/imports/item-changes.ts';
import { applyTimeoutMs, importRun, type ImportRunRow } from '../../prisma/queries/imports/read.ts';
import { remarkOnLedger } from '../../prisma/queries/imports/remarks.ts';
import { joinWholeSets } from '../../prisma/queries/imports/query-plans.ts';
import { isThisReading, ReadingOver, type ReadingRef } from '../../prisma/queries/imports/states.ts';
import { changeCounts, countNewCustomers, summariseItems } from '../../prisma/queries/imports/summary.ts';

export interface ReadOutcome {
  review: ImportReview;
  questions: ImportQuestion[];
  errors: ImportRowError[];
  errorCount: number;
}

/** Stores what a reading gave. With questions the run waits for answers; otherwise its change set is computed. */
export async function finishReading(
  client: PrismaClient,
  reading: ReadingRef,
  outcome: ReadOutcome,
): Promise<ImportState> {
  // Examples are cut short, now and then in the middle of a character.
  const { review, questions, errors, errorCount } = storableValue(outcome);
  const data = {
    review,
    questions: questions as unknown as Prisma.InputJsonArray,
    errors: errors as unknown as Prisma.InputJsonArray,
    errorCount,
  };
  const asks = outcome.questions.length > 0;
  const { count } = await client.importRun.updateMany({
    where: isThisReading(reading),
    data: asks ? { ...data, state: 'needs_input', progressDone: 1000 } : data,
  });
  if (count === 0) throw new ReadingOver();
  if (asks) return 'needs_input';
  return client.$transaction((tx) => reviewChanges(tx, reading.id), { timeout: applyTimeoutMs });
}

interface ReviewedRun {
  id: string;
  legalEntityId: string;
  kind: ImportKind;
  mode: ImportMode;
  asOf: IsoDate;
  review: ImportReview;
}

/** Computes the change set and what a person is shown of it; decides whether applying needs approval. */
export async function reviewChanges(tx: Db, id: string): Promise<ImportState> {
  const run = await importRun(tx, id);
  if (run === null) throw new RefusedError('not_found');
  const version = await ledgerVersion(tx, run.legalEntityId);
  const { counts, totals, newCustomers, approval } = await computeChanges(tx, run);
  if (run.kind === 'items') await proposeContacts(tx, run);
  const remarks = await remarkOnLedger(tx, id, run.review.remarks);
  const state: ImportState = approval.length > 0 ? 'needs_approval' : 'review';
  const { count } = await tx.importRun.updateMany({
    where: { id, readingNo: run.readingNo, state: { in: ['received', 'reading', 'applying'] } },
    data: {
      state,
      counts,
      totals: totals as unknown as Prisma.InputJsonObject,
      approval: approval as unknown as Prisma.InputJsonArray,
      review: { ...run.review, newCustomers, remarks },
      ledgerVersion: version,
      progressDone: 1000,
    },
  });
  // Rejected meanwhile, or read anew: what was computed goes with the transaction.
  if (count === 0) throw new ReadingOver();
  return state;
}

interface Computed {
  counts: Record<string, number>;
  totals: Record<string, ControlTotals>;
  newCustomers: number;
  approval: ApprovalReason[];
}

async function computeChanges(tx: Db, run: ReviewedRun): Promise<Computed> {
  await joinWholeSets(tx);
  const scope = { importId: run.id, legalEntityId: run.legalEntityId, mode: run.mode, asOf: run.asOf };
  if (run.kind === 'customers') {
    await findKnownCustomers(tx, scope);
    await planContactChanges(tx, run.id);
    await compareCustomers(tx, scope);
    const newCustomers = await countNewCustomers(tx, run.id);
    return { counts: await changeCounts(tx, run.id), totals: {}, newCustomers, approval: [] };
  }
  if (run.kind === 'payments') {
    await computePaymentChanges(tx, scope);
    return { counts: await changeCounts(tx, run.id), totals: {}, newCustomers: 0, approval: [] };
  }
  if (run.kind === 'bank_statement') {
    return { ...(await computeBankChanges(tx, scope)), totals: {}, newCustomers: 0 };
  }
  await computeItemChanges(tx, scope);
  const summary = await summariseItems(tx, run.id, run.legalEntityId);
  const entity = await tx.legalEntity.findUniqueOrThrow({
    where: { id: run.legalEntityId },
    select: { ledgerAsOf: true, clearApprovalPct: true },
  });
  const approval = approvalReasons({
    ...summary,
    mode: run.mode,
    asOf: run.asOf,
    lastAsOf: toIsoDateOrNull(entity.ledgerAsOf),
    limitPct: entity.clearApprovalPct,
  });
  return { ...summary, approval };
}

/** Facts moved on since the review: the change set is computed again, and stands if it is the one people saw. */
export async function reviewIsStale(tx: Db, run: ImportRunRow): Promise<boolean> {
  const reviewed = await tx.importRun.findUniqueOrThrow({
    where: { id: run.id },
    select: { ledgerVersion: true },
  });
  if (reviewed.ledgerVersion === (await ledgerVersion(tx, run.legalEntityId))) return false;
  const linesBefore = await bankDigest(tx, run.id);
  const { counts, totals, approval } = await computeChanges(tx, run);
  if (linesBefore !== (await bankDigest(tx, run.id))) return true;
  const before = stable({ counts: run.counts, totals: run.totals, approval: run.approval });
  return stable({ counts, totals, approval }) !== before;
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
