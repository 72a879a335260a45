/** A reviewed import is applied to the ledger, all or nothing. */
import { assignImported } from '../assignment/assign.ts';
import { applyBankChanges } from './bank.ts';
import { applyCustomerChanges } from './customers.ts';
import { applyItemChanges, wakeStaleCases } from './items.ts';
import { applyPaymentChanges } from './payments.ts';
import { reviewChanges, reviewIsStale } from './review.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { ImportState } from '../../domain/vocabulary/imports.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { toIsoDateOrNull } from '../../prisma/convert.ts';
import { holdLeftOut } from './left-out.ts';
import { applyTimeoutMs, importRun, type ImportRunRow } from '../../prisma/queries/imports/read.ts';
import { lockLedger } from '../../prisma/queries/ledger/lock.ts';
import { joinWholeSets, lookUpRows } from '../../prisma/queries/imports/query-plans.ts';
import { lockImport } from '../../prisma/queries/imports/states.ts';
import { setLedgerDay } from '../../prisma/queries/imports/write-items.ts';

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

async function applyRun(tx: Db, run: ImportRunRow, by: { userId: string | null }, at: Date): Promise<number> {
  const scope = { importId: run.id, legalEntityId: run.legalEntityId, mode: run.mode, asOf: run.asOf, at };
  const actor = by.userId === null ? { kind: 'system' as const } : { kind: 'user' as const, id: by.userId };
  if (run.kind === 'payments') {
    await lookUpRows(tx);
    return applyPaymentChanges(tx, { ...scope, actor });
  }
  if (run.kind === 'bank_statement') {
    await lookUpRows(tx);
    return applyBankChanges(tx, { ...scope, actor });
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
