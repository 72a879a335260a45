/** A payments file as a change set: `new` or `unchanged` (already recorded), and errors as the ledger gives them. */
import { RefusedError, type ErrorCode, type Outcome } from '../../domain/errors.ts';
import { importMaxErrors } from '../../domain/ledger/limits.ts';
import type { IncomingPayment, RecordedPayment } from '../../domain/ledger/payment-book.ts';
import type { ImportRowError } from '../../domain/model/ledger.ts';
import { minorToDecimal } from '../../domain/money/decimal.ts';
import { Prisma, type Db, type PrismaClient } from '../../prisma/client.ts';
import { toIsoDate, toMinor } from '../../prisma/convert.ts';
import { findCustomers, type ChangeScope } from '../../prisma/queries/imports/item-changes.ts';
import { recordPaymentsIn, type RecordPayments } from '../payments/record.ts';

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
    return {
      rowNo: row.rowNo,
      reference: extra.reference,
      ...(extra.reference === null ? { key: contentKey(row, { receivedOn, amountMinor }, seen) } : {}),
      kind: extra.paymentKind,
      customerNumber: row.customerNumber,
      receivedOn,
      amountMinor,
      currency: row.currency!,
      items: row.number === null ? [] : [{ number: row.number }],
    };
  });
}

/** For the eyes of the database alone; what a customer reads is made in `payments.ts`. */
function contentKey(
  row: { customerNumber: string; number: string | null; currency: string | null },
  { receivedOn, amountMinor }: { receivedOn: string; amountMinor: number },
  seen: Map<string, number>,
): string {
  const content = ['file', row.customerNumber, row.number ?? '', receivedOn, amountMinor, row.currency].join(
    '/',
  );
  const nth = (seen.get(content) ?? 0) + 1;
  seen.set(content, nth);
  return `${content}/${nth}`;
}

interface PaymentScope {
  importId: string;
  legalEntityId: string;
  at: Date;
}

interface TriedPayment {
  payment: StagedPayment;
  outcome: Outcome<RecordedPayment>;
  /** The row of the file that this one repeats, word for word. */
  repeats: number | null;
}

async function record(tx: Db, scope: PaymentScope & Pick<RecordPayments, 'actor'>): Promise<TriedPayment[]> {
  const payments = await stagedPayments(tx, scope.importId);
  const rowOf = new Map<string, number>();
  const tried: TriedPayment[] = [];
  for (let at = 0; at < payments.length; at += batchSize) {
    const batch = payments.slice(at, at + batchSize);
    const outcomes = await recordPaymentsIn(tx, { ...scope, payments: batch });
    outcomes.forEach((outcome, index) => {
      const payment = batch[index]!;
      const first = outcome.ok ? rowOf.get(outcome.value.paymentId) : undefined;
      tried.push({ payment, outcome, repeats: first ?? null });
      if (outcome.ok && first === undefined) rowOf.set(outcome.value.paymentId, payment.rowNo);
    });
  }
  return tried;
}

/** What recording would do, found by doing it and taking it back: nothing of it stays. */
async function tryRecording(tx: Db, scope: PaymentScope): Promise<TriedPayment[]> {
  await tx.$executeRaw(Prisma.sql`SAVEPOINT payments_tried`);
  const tried = await record(tx, { ...scope, actor: { kind: 'system' } });
  await tx.$executeRaw(Prisma.sql`ROLLBACK TO SAVEPOINT payments_tried`);
  return tried;
}

export async function computePaymentChanges(db: Db, scope: ChangeScope): Promise<void> {
  const { importId, legalEntityId } = scope;
  const tried = await tryRecording(db, { importId, legalEntityId, at: new Date() });
  for (let at = 0; at < tried.length; at += batchSize) {
    const batch = tried.slice(at, at + batchSize);
    const changes = batch.map(({ outcome }) => (outcome.ok && outcome.value.duplicate ? 'unchanged' : 'new'));
    await db.$executeRaw(Prisma.sql`
      UPDATE "ImportRow" r SET "change" = b.change::"ImportChange"
      FROM unnest(${batch.map(({ payment }) => payment.rowNo)}::int[], ${changes}::text[]) AS b("rowNo", change)
      WHERE r."importId" = ${importId}::uuid AND r."rowNo" = b."rowNo"
        AND r."rowNo" BETWEEN ${batch[0]!.payment.rowNo}::int AND ${batch.at(-1)!.payment.rowNo}::int`);
  }
  await findCustomers(db, scope);
}

/** Answers how many customers received something new. Throws RefusedError with the row when one is refused. */
export async function applyPaymentChanges(
  tx: Db,
  scope: ChangeScope & Pick<RecordPayments, 'at' | 'actor'>,
): Promise<number> {
  const customers = new Set<string>();
  for (const { payment, outcome } of await record(tx, scope)) {
    if (!outcome.ok) throw new RefusedError(outcome.code, { ...outcome.params, row: payment.rowNo });
    if (!outcome.value.duplicate) customers.add(payment.customerNumber);
  }
  return customers.size;
}

/** Errors that applying would meet, each with the column that it is about and the value as people write it. */
export async function paymentErrors(
  client: PrismaClient,
  scope: PaymentScope,
  columns: Record<PaymentColumn, string | null>,
): Promise<{ errors: ImportRowError[]; rowNos: number[] }> {
  const tried = await client.$transaction((tx) => tryRecording(tx, scope), {
    timeout: 5 * 60_000,
    maxWait: 60_000,
  });
  const refused = tried.flatMap(({ payment, outcome, repeats }): ImportRowError[] => {
    const refusal = outcome.ok
      ? repeats === null
        ? null
        : { code: 'duplicate_row' as const, params: { firstRow: repeats } }
      : { code: outcome.code, params: outcome.params };
    if (refusal === null) return [];
    const field = columnOf(refusal.code, columns);
    return [{ row: payment.rowNo, column: columns[field], value: valueOf(payment, field), ...refusal }];
  });
  return { errors: refused.slice(0, importMaxErrors), rowNos: refused.map(({ row }) => row) };
}

export type PaymentColumn = 'customerNumber' | 'number' | 'amount' | 'currency' | 'reference';

function columnOf(code: ErrorCode, columns: Record<PaymentColumn, string | null>): PaymentColumn {
  switch (code) {
    case 'customer_unknown':
      return 'customerNumber';
    case 'item_unknown':
    case 'payment_on_credit':
      return 'number';
    case 'currency_unknown':
      return columns.currency === null ? 'number' : 'currency';
    case 'idempotency_conflict':
    case 'duplicate_row':
      return columns.reference === null ? 'amount' : 'reference';
    default:
      return 'amount';
  }
}

function valueOf(payment: StagedPayment, field: PaymentColumn): string {
  switch (field) {
    case 'customerNumber':
      return payment.customerNumber;
    case 'number':
      return payment.items[0]?.number ?? '';
    case 'currency':
      return payment.currency;
    case 'reference':
      return payment.reference ?? '';
    case 'amount':
      return minorToDecimal(payment.amountMinor, payment.currency);
  }
}
