/** The last import is taken back as a whole. */
import { RefusedError } from '../../domain/errors.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { toIsoDateOrNull } from '../../prisma/convert.ts';
import { dropProposals } from '../../prisma/queries/contacts/proposals.ts';
import { undoCustomerChanges } from './customers.ts';
import { undoHolds } from './left-out.ts';
import { dropBookedPayments } from '../../prisma/queries/bank/write.ts';
import { applyTimeoutMs, importRun } from '../../prisma/queries/imports/read.ts';
import { lockLedger } from '../../prisma/queries/ledger/lock.ts';
import { setLedgerDay } from '../../prisma/queries/imports/write-items.ts';
import { undoItemChanges } from './items.ts';
import { joinWholeSets } from '../../prisma/queries/imports/query-plans.ts';

/**
 * Takes a whole applied import back (D-6): items get their former amounts, dates and states, new ones are closed.
 * Only the last import of its kind can be undone, and none of whose items has been paid since; refused otherwise
 * with `import_not_undoable`.
 */
export async function undoImport(
  client: PrismaClient,
  id: string,
  by: { userId: string | null },
  now: Date,
): Promise<void> {
  await client.$transaction(
    async (tx) => {
      const run = await importRun(tx, id);
      if (run === null) throw new RefusedError('not_found');
      await lockLedger(tx, run.legalEntityId);
      const { count } = await tx.importRun.updateMany({
        where: { id, state: 'applied' },
        data: { state: 'undone', undoneAt: now, decidedBy: by.userId },
      });
      if (count === 0) throw new RefusedError('import_not_undoable', { reason: 'not_applied' });
      if (run.kind === 'payments') throw new RefusedError('import_not_undoable', { reason: 'payments' });
      const later = await tx.importRun.count({
        where: {
          legalEntityId: run.legalEntityId,
          // A later ledger has seen what a file of a bank did; later files of banks are payments of their own.
          kind: run.kind === 'bank_statement' ? 'items' : run.kind,
          state: 'applied',
          appliedAt: { gt: run.appliedAt! },
        },
      });
      if (later > 0) throw new RefusedError('import_not_undoable', { reason: 'later_import', count: later });
      await joinWholeSets(tx);
      const actor =
        by.userId === null ? { kind: 'system' as const } : { kind: 'user' as const, id: by.userId };
      if (run.kind === 'customers')
        return undoCustomerChanges(tx, { importId: id, legalEntityId: run.legalEntityId });
      const undo = {
        importId: id,
        legalEntityId: run.legalEntityId,
        appliedAt: run.appliedAt!,
        at: now,
        actor,
      };
      if (run.kind === 'bank_statement')
        return undoItemChanges(tx, undo, (facts) => dropBookedPayments(facts, id));
      await undoHolds(tx, run, { actor, at: now });
      await dropProposals(tx, run.id);
      await undoItemChanges(tx, undo);
      const [last] = await tx.importRun.findMany({
        where: { legalEntityId: run.legalEntityId, kind: 'items', state: 'applied' },
        orderBy: { appliedAt: 'desc' },
        take: 1,
      });
      await setLedgerDay(tx, run.legalEntityId, toIsoDateOrNull(last?.asOf ?? null), last?.appliedAt ?? null);
    },
    { timeout: applyTimeoutMs, maxWait: 60_000 },
  );
}
