/** A payments file as a change set: `new` or `unchanged` (already recorded), and errors as the ledger gives them. */
import { RefusedError } from '../../domain/errors.ts';
import type { ImportRowError } from '../../domain/model/ledger.ts';
import { importMaxErrors } from '../../domain/ledger/limits.ts';
import { Prisma, type Db, type PrismaClient } from '../client.ts';
import { toIsoDate, toMinor } from '../convert.ts';
import { findCustomers, type ChangeScope } from './item-changes.ts';
import { recordPaymentsIn, type IncomingPayment, type RecordPayments } from './payments.ts';

const batchSize = 2_000;

interface StagedPayment extends IncomingPayment {
  rowNo: number;
}

/**
 * Payments of the file in its order. One without a reference is known by its content: customer, item, day, amount,
 * and how many of the same stood before it in the file; so the same file twice is the same payments.
 */
async function stagedPayments(db: Db, importId: string): Promise<StagedPayment[]> {
  const rows = await db.importRow.findMany({
    where: { importId, unreadable: false },
    orderBy: { rowNo: 'asc' },
  });
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const extra = row.extra as { reference: string | null; paymentKind: 'payment' | 'credit' };
    const receivedOn = toIsoDate(row.dueOn!);
    const amountMinor = toMinor(row.openMinor!);
    const content = [
      'file',
      row.customerNumber,
      row.number ?? '',
      receivedOn,
      amountMinor,
      row.currency,
    ].join('/');
    const nth = (seen.get(content) ?? 0) + 1;
    if (extra.reference === null) seen.set(content, nth);
    return {
      rowNo: row.rowNo,
      externalId: extra.reference ?? `${content}/${nth}`,
      kind: extra.paymentKind,
      customerNumber: row.customerNumber,
      receivedOn,
      amountMinor,
      currency: row.currency!,
      items: row.number === null ? [] : [{ number: row.number }],
    };
  });
}

export async function computePaymentChanges(db: Db, scope: ChangeScope): Promise<void> {
  const { importId, legalEntityId } = scope;
  const payments = await stagedPayments(db, importId);
  for (let at = 0; at < payments.length; at += batchSize) {
    const batch = payments.slice(at, at + batchSize);
    await db.$executeRaw(Prisma.sql`
      UPDATE "ImportRow" r SET "change" = (CASE WHEN p."id" IS NULL THEN 'new' ELSE 'unchanged' END)::"ImportChange"
      FROM unnest(${batch.map(({ rowNo }) => rowNo)}::int[], ${batch.map(({ externalId }) => externalId)}::text[])
        AS b("rowNo", external)
      LEFT JOIN "Payment" p ON p."legalEntityId" = ${legalEntityId}::uuid AND p."externalId" = b.external
        AND p."externalId" = ANY(${batch.map(({ externalId }) => externalId)}::text[])
      WHERE r."importId" = ${importId}::uuid AND r."rowNo" = b."rowNo"
        AND r."rowNo" BETWEEN ${batch[0]!.rowNo}::int AND ${batch.at(-1)!.rowNo}::int`);
  }
  await findCustomers(db, scope);
}

/** Answers how many customers received something new. Throws RefusedError with the row when one is refused. */
export async function applyPaymentChanges(
  tx: Db,
  scope: ChangeScope & Pick<RecordPayments, 'at' | 'actor'>,
): Promise<number> {
  const payments = await stagedPayments(tx, scope.importId);
  const customers = new Set<string>();
  for (let at = 0; at < payments.length; at += batchSize) {
    const batch = payments.slice(at, at + batchSize);
    const outcomes = await recordPaymentsIn(tx, { ...scope, payments: batch });
    outcomes.forEach((outcome, index) => {
      const { rowNo, customerNumber } = batch[index]!;
      if (!outcome.ok) throw new RefusedError(outcome.code, { ...outcome.params, row: rowNo });
      if (!outcome.value.duplicate) customers.add(customerNumber);
    });
  }
  return customers.size;
}

class RolledBack extends Error {}

/** Errors that applying would meet, found by applying and taking it back: nothing else sees it. */
export async function paymentErrors(
  client: PrismaClient,
  scope: { importId: string; legalEntityId: string; at: Date },
  columns: Record<string, string | null>,
): Promise<{ errors: ImportRowError[]; rowNos: number[] }> {
  const errors: ImportRowError[] = [];
  const rowNos: number[] = [];
  try {
    await client.$transaction(
      async (tx) => {
        const payments = await stagedPayments(tx, scope.importId);
        for (let at = 0; at < payments.length; at += batchSize) {
          const batch = payments.slice(at, at + batchSize);
          const outcomes = await recordPaymentsIn(tx, {
            ...scope,
            payments: batch,
            actor: { kind: 'system' },
          });
          outcomes.forEach((outcome, index) => {
            if (outcome.ok) return;
            const payment = batch[index]!;
            rowNos.push(payment.rowNo);
            if (errors.length >= importMaxErrors) return;
            const field =
              outcome.code === 'customer_unknown'
                ? 'customerNumber'
                : outcome.code === 'item_unknown' || outcome.code === 'payment_on_credit'
                  ? 'number'
                  : 'amount';
            const value =
              field === 'customerNumber'
                ? payment.customerNumber
                : field === 'number'
                  ? (payment.items[0]?.number ?? '')
                  : String(payment.amountMinor);
            errors.push({
              row: payment.rowNo,
              column: columns[field] ?? null,
              value,
              code: outcome.code,
              params: outcome.params,
            });
          });
        }
        throw new RolledBack();
      },
      { timeout: 5 * 60_000, maxWait: 60_000 },
    );
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  return { errors, rowNos };
}
