/** Import runs: what was received, how it is read, what it means, what was decided. The read side of imports. */
import { RefusedError } from '../../domain/errors.ts';
import { approvalReasons } from '../../domain/ledger/approval.ts';
import { joinWords } from '../../domain/ledger/remember.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import {
  importReview,
  ledgerReading,
  type ApprovalReason,
  type ControlTotals,
  type ImportQuestion,
  type ImportReview,
  type ImportRowError,
  type LedgerReading,
} from '../../domain/model/ledger.ts';
import { storableValue } from '../../domain/text/storable.ts';
import type { ImportKind, ImportMode, ImportState } from '../../domain/vocabulary.ts';
import { Prisma, type Db, type PrismaClient } from '../client.ts';
import { fromIsoDate, toIsoDate, toIsoDateOrNull } from '../convert.ts';
import { applyCustomerChanges, computeCustomerChanges } from './customer-import.ts';
import { assignImported } from './import-assign.ts';
import { proposeContacts } from './contact-proposals.ts';
import { holdLeftOut } from './import-holds.ts';
import { remarkOnLedger } from './import-remarks.ts';
import { computePaymentChanges, applyPaymentChanges } from './payment-import.ts';
import { applyItemChanges, setLedgerDay, wakeStaleCases } from './item-apply.ts';
import { computeItemChanges, ledgerVersion } from './item-changes.ts';
import { changeCounts, countNewCustomers, summariseItems } from './import-summary.ts';
import { isThisReading, lockImport, ReadingOver, type ReadingRef } from './import-states.ts';
import { joinWholeSets, lookUpRows } from './set-work.ts';

/** Applying a hundred thousand items takes seconds; a stuck transaction is ended all the same. */
export const applyTimeoutMs = 10 * 60_000;

export interface NewImport {
  legalEntityId: string;
  /** Name of the feed; the reading is remembered by it. */
  sourceName: string;
  kind: ImportKind;
  mode: ImportMode;
  asOf: IsoDate;
  fileId: string | null;
  fileName: string;
  fileSha256: string | null;
  /** What was declared for this file. */
  reading: LedgerReading;
  createdBy: string | null;
}

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

export async function createImport(db: Db, input: NewImport): Promise<string> {
  const key = { legalEntityId: input.legalEntityId, kind: input.kind, name: input.sourceName };
  // Two first files of a source may arrive at once; an upsert would fail one of them.
  await db.importSource.createMany({ data: [key], skipDuplicates: true });
  const source = await db.importSource.findUniqueOrThrow({
    where: { legalEntityId_kind_name: key },
    select: { id: true },
  });
  const { id } = await db.importRun.create({
    data: {
      legalEntityId: input.legalEntityId,
      sourceId: source.id,
      kind: input.kind,
      mode: input.mode,
      asOf: fromIsoDate(input.asOf),
      fileId: input.fileId,
      fileName: input.fileName,
      fileSha256: input.fileSha256,
      reading: input.reading,
      createdBy: input.createdBy,
      progressTotal: 1000,
    },
    select: { id: true },
  });
  return id;
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

/**
 * What earlier files of the source told, or people answered. How a program writes amounts and dates is the same in
 * its items, customers and payments, so the other kinds of a source of that name are asked too.
 */
export async function rememberedReading(db: Db, sourceId: string): Promise<LedgerReading> {
  const source = await db.importSource.findUniqueOrThrow({ where: { id: sourceId } });
  const others = await db.importSource.findMany({
    where: { legalEntityId: source.legalEntityId, name: source.name, id: { not: source.id } },
    orderBy: { updatedAt: 'asc' },
  });
  const spellings = others.map(({ reading }) => {
    const { decimalMark, dateOrder } = ledgerReading.parse(reading);
    return { ...(decimalMark ? { decimalMark } : {}), ...(dateOrder ? { dateOrder } : {}) };
  });
  return Object.assign({}, ...spellings, ledgerReading.parse(source.reading)) as LedgerReading;
}

export async function rememberReading(db: Db, sourceId: string, reading: LedgerReading): Promise<void> {
  await db.importSource.update({ where: { id: sourceId }, data: { reading } });
}

/** Adds a person's answers to what was declared. */
export async function answerQuestions(
  db: Db,
  id: string,
  answers: LedgerReading,
  userId: string | null,
): Promise<void> {
  const run = await db.importRun.findUniqueOrThrow({ where: { id }, select: { reading: true } });
  const before = ledgerReading.parse(run.reading);
  const columns = { ...before.columns, ...answers.columns };
  const words = joinWords(before.words, answers.words);
  const reading = {
    ...before,
    ...answers,
    ...(Object.keys(columns).length > 0 ? { columns } : {}),
    ...(Object.keys(words).length > 0 ? { words } : {}),
  };
  await db.importRun.update({ where: { id }, data: { reading, decidedBy: userId } });
}

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
    await computeCustomerChanges(tx, scope);
    const newCustomers = await countNewCustomers(tx, run.id);
    return { counts: await changeCounts(tx, run.id), totals: {}, newCustomers, approval: [] };
  }
  if (run.kind === 'payments') {
    await computePaymentChanges(tx, scope);
    return { counts: await changeCounts(tx, run.id), totals: {}, newCustomers: 0, approval: [] };
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

export type ApplyOutcome =
  { state: 'applied'; customersWoken: number } | { state: ImportState; customersWoken: 0 };

/**
 * Applies a reviewed import, all or nothing. The same import applied twice, also at once, counts once. When facts
 * have changed since the review so that the change set is another one, it goes back to review instead. Throws
 * RefusedError `import_not_open`.
 */
export async function applyImport(
  client: PrismaClient,
  id: string,
  by: { userId: string | null },
  now: Date,
): Promise<ApplyOutcome> {
  return client.$transaction(
    async (tx) => {
      const run = await importRun(tx, id);
      if (run === null) throw new RefusedError('not_found');
      await lockImport(tx, id);
      await lockLedger(tx, run.legalEntityId);
      return applyLocked(tx, id, by, now);
    },
    { timeout: applyTimeoutMs, maxWait: 60_000 },
  );
}

/** One import at a time per legal entity; payments share the lock among themselves. */
export async function lockLedger(tx: Db, legalEntityId: string): Promise<void> {
  await tx.$executeRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`ledger/${legalEntityId}`}, 0))`,
  );
}

export async function applyLocked(
  tx: Db,
  id: string,
  by: { userId: string | null },
  now: Date,
): Promise<ApplyOutcome> {
  const { count } = await tx.importRun.updateMany({
    where: { id, state: { in: ['review', 'needs_approval', 'applying'] } },
    data: { state: 'applying', decidedBy: by.userId },
  });
  const run = await importRun(tx, id);
  if (run?.state === 'applied') return { state: 'applied', customersWoken: 0 };
  if (count === 0 || run === null)
    throw new RefusedError('import_not_open', { state: run?.state ?? 'unknown' });
  if (await reviewIsStale(tx, run)) return { state: await reviewChanges(tx, id), customersWoken: 0 };
  await joinWholeSets(tx);
  const customersWoken = await applyRun(tx, run, by, now);
  const actor = by.userId === null ? { kind: 'system' as const } : { kind: 'user' as const, id: by.userId };
  await holdLeftOut(tx, run, { actor, at: now });
  await tx.importRun.update({
    where: { id },
    data: { state: 'applied', appliedAt: now, progressDone: 1000 },
  });
  return { state: 'applied', customersWoken };
}

/** Facts moved on since the review: the change set is computed again, and stands if it is the one people saw. */
async function reviewIsStale(tx: Db, run: ImportRunRow): Promise<boolean> {
  const reviewed = await tx.importRun.findUniqueOrThrow({
    where: { id: run.id },
    select: { ledgerVersion: true },
  });
  if (reviewed.ledgerVersion === (await ledgerVersion(tx, run.legalEntityId))) return false;
  const { counts, totals, approval } = await computeChanges(tx, run);
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

async function applyRun(tx: Db, run: ImportRunRow, by: { userId: string | null }, at: Date): Promise<number> {
  const scope = { importId: run.id, legalEntityId: run.legalEntityId, mode: run.mode, asOf: run.asOf, at };
  const actor = by.userId === null ? { kind: 'system' as const } : { kind: 'user' as const, id: by.userId };
  if (run.kind === 'payments') {
    await lookUpRows(tx);
    return applyPaymentChanges(tx, { ...scope, actor });
  }
  if (run.kind === 'customers') {
    const customers = await applyCustomerChanges(tx, scope);
    await assignImported(tx, { ...scope, actor });
    return customers;
  }
  const changed = await applyItemChanges(tx, { ...scope, actor });
  await assignImported(tx, { ...scope, actor });
  const entity = await tx.legalEntity.findUniqueOrThrow({
    where: { id: run.legalEntityId },
    select: { ledgerAsOf: true },
  });
  const last = toIsoDateOrNull(entity.ledgerAsOf);
  // A delta adds to the ledger as it stands; only a snapshot can set its day back.
  const asOf = run.mode === 'full' || last === null || run.asOf > last ? run.asOf : last;
  await setLedgerDay(tx, run.legalEntityId, asOf, at);
  await wakeStaleCases(tx, run.legalEntityId, run.id);
  return changed;
}
