/** A person says what a transaction of a bank file pays, or that it is left out. */
import { RefusedError } from '../../domain/errors.ts';
import type { BankChoice } from '../../domain/model/bank.ts';
import type { ImportState } from '../../domain/vocabulary/imports.ts';
import { owedTypes } from '../../domain/vocabulary/ledger.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { storeChoice } from '../../prisma/queries/bank/write.ts';
import { applyTimeoutMs, importRun } from '../../prisma/queries/imports/read.ts';
import { lockImport } from '../../prisma/queries/imports/states.ts';
import { reviewChanges } from './review.ts';

/** As people name it. `numbers`: of documents, paid in this order of their due dates; the rest stays on account. */
export type NamedChoice = { kind: 'leave' } | { kind: 'book'; customerNumber: string; numbers: string[] };

/**
 * The change set is computed anew with it. `choice` null: what was chosen is taken back.
 *
 * @throws RefusedError `import_not_open`, `not_found`, `customer_unknown`, `item_unknown`
 */
export async function chooseForLine(
  client: PrismaClient,
  line: { importId: string; rowNo: number },
  choice: NamedChoice | null,
  by: { userId: string },
): Promise<ImportState> {
  return client.$transaction(
    async (tx) => {
      await lockImport(tx, line.importId);
      const run = await importRun(tx, line.importId);
      if (run === null) throw new RefusedError('not_found');
      const { count } = await tx.importRun.updateMany({
        where: { id: run.id, state: { in: ['review', 'needs_approval'] } },
        data: { state: 'reading' },
      });
      if (count === 0) throw new RefusedError('import_not_open', { state: run.state });
      const resolved = choice === null ? null : await resolve(tx, run.legalEntityId, choice);
      if (!(await storeChoice(tx, line, { choice: resolved, ...by }))) throw new RefusedError('not_found');
      return reviewChanges(tx, run.id);
    },
    { timeout: applyTimeoutMs },
  );
}

async function resolve(tx: Db, legalEntityId: string, choice: NamedChoice): Promise<BankChoice> {
  if (choice.kind === 'leave') return choice;
  const { customerNumber, numbers } = choice;
  const customer = await tx.customer.findFirst({
    where: { legalEntityId, number: customerNumber },
    select: { id: true },
  });
  if (customer === null) throw new RefusedError('customer_unknown', { number: customerNumber });
  const known = await tx.openItem.findMany({
    where: { customerId: customer.id, number: { in: numbers }, type: { in: [...owedTypes] } },
    select: { number: true },
  });
  const missing = numbers.find((number) => !known.some((item) => item.number === number));
  if (missing !== undefined) throw new RefusedError('item_unknown', { number: missing });
  return { kind: 'book', customerId: customer.id, numbers };
}
