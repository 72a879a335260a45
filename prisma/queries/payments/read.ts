/** What recording payments has to know of the ledger; customers are locked by it. */
import type { BookLine, IncomingPayment, KnownPayment } from '../../../domain/ledger/payment-book.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import { Prisma, type Db } from '../../client.ts';
import { toIsoDate, toIsoDateOrNull, toMinor } from '../../convert.ts';

interface Payer {
  id: string;
  number: string;
}

/** Those that the numbers name, held in one order until the end of the transaction. */
export async function lockPayers(tx: Db, legalEntityId: string, numbers: string[]): Promise<Payer[]> {
  return tx.$queryRaw<Payer[]>(Prisma.sql`
    SELECT c."id", c."number" FROM "Customer" c
    WHERE c."legalEntityId" = ${legalEntityId}::uuid AND c."number" = ANY(${numbers}::text[])
    ORDER BY c."id" FOR NO KEY UPDATE`);
}

/** Lines of the numbers named; of customers to whom money goes back also their credits and what was paid before. */
export async function payableLines(
  tx: Db,
  about: { customerIds: string[]; numbers: string[]; returning: string[]; returned: string[] },
): Promise<BookLine[]> {
  const { customerIds, numbers, returning, returned } = about;
  const lines = await tx.openItem.findMany({
    where: {
      customerId: { in: customerIds },
      OR: [
        { number: { in: [...new Set(numbers)] } },
        { customerId: { in: returning }, paymentId: { not: null } },
        { customerId: { in: returning }, id: { in: returning.length === 0 ? [] : returned } },
      ],
    },
    include: { allocations: { select: { amountMinor: true } } },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  return lines.map((line) => ({
    ...line,
    dueOn: toIsoDate(line.dueOn),
    clearedOn: toIsoDateOrNull(line.clearedOn),
    openMinor: toMinor(line.openMinor),
    originalMinor: toMinor(line.originalMinor),
    allocatedMinor: line.allocations.reduce((sum, { amountMinor }) => sum + toMinor(amountMinor), 0),
  }));
}

/** Made by the database, so that they sort as its own do. */
export async function newIds(tx: Db, count: number): Promise<string[]> {
  const ids = await tx.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT gen_random_uuid()::text AS id FROM generate_series(1, ${count}::int)`,
  );
  return ids.map(({ id }) => id);
}

/** The day that the ledger stands for; null: no ledger was applied yet. */
export async function ledgerDay(tx: Db, legalEntityId: string): Promise<IsoDate | null> {
  const { ledgerAsOf } = await tx.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { ledgerAsOf: true },
  });
  return toIsoDateOrNull(ledgerAsOf);
}

/** How often each document number is used already, by customer, type and number. */
export async function highestNumberUses(
  tx: Db,
  { customerIds, numbers }: { customerIds: string[]; numbers: string[] },
): Promise<Map<string, number>> {
  const used = await tx.openItem.groupBy({
    by: ['customerId', 'type', 'number'],
    where: { customerId: { in: customerIds }, number: { in: numbers } },
    _max: { numberUse: true },
  });
  return new Map(
    used.map((row) => [JSON.stringify([row.customerId, row.type, row.number]), row._max.numberUse ?? 0]),
  );
}

/** Those that may be the same as one of the given: by reference, or by content where they have none. */
export async function knownPayments(
  tx: Db,
  about: {
    legalEntityId: string;
    payments: IncomingPayment[];
    customers: Payer[];
    /** Customers to whom money goes back: any of their earlier payments may be meant. */
    returning: string[];
    at: Date;
  },
): Promise<KnownPayment[]> {
  const { legalEntityId, payments, customers, returning, at } = about;
  const references = payments.flatMap(({ reference }) => (reference === null ? [] : [reference]));
  const keys = payments.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const rows = await tx.payment.findMany({
    where: {
      legalEntityId,
      OR: [
        { reference: { in: [...new Set(references)] }, customerId: { in: customers.map(({ id }) => id) } },
        { key: { in: keys } },
        { customerId: { in: returning } },
      ],
    },
    include: {
      customer: { select: { number: true } },
      allocations: { include: { item: { select: { number: true, instalment: true } } } },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => {
    const allocations = row.allocations.map(({ itemId, item, amountMinor }) => ({
      itemId,
      ...item,
      amountMinor: toMinor(amountMinor),
    }));
    const amountMinor = toMinor(row.amountMinor);
    const unappliedMinor = amountMinor - allocations.reduce((sum, part) => sum + part.amountMinor, 0);
    return {
      ...row,
      paymentId: row.id,
      customerNumber: row.customer.number,
      receivedOn: toIsoDate(row.receivedOn),
      amountMinor,
      allocations,
      unappliedMinor: amountMinor < 0 ? 0 : unappliedMinor,
      // The batches of one import share their instant.
      ofThisCall: row.createdAt.getTime() === at.getTime(),
      itemsUnknown: row.key === row.reference && row.itemNumbers.length === 0,
    };
  });
}

export interface Reader {
  /** Languages to write in, the first that is known. */
  languages: (string | null)[];
  country: string;
}

/** In whose words a credit without reference is named. */
export async function readersOf(tx: Db, customerIds: string[]): Promise<Map<string, Reader>> {
  const rows = await tx.customer.findMany({
    where: { id: { in: customerIds } },
    select: { id: true, language: true, country: true, legalEntity: { select: { language: true } } },
  });
  return new Map(
    rows.map(({ id, language, country, legalEntity }) => [
      id,
      { languages: [language, legalEntity.language], country },
    ]),
  );
}
