/** Payments and credits received: counted once, allocated to the items they name, the rest kept as unapplied cash. */
import { RefusedError, type Outcome } from '../../domain/errors.ts';
import { numbersPossible } from '../../domain/ledger/allocation.ts';
import {
  PaymentBook,
  type BookLine,
  type IncomingPayment,
  type KnownPayment,
  type RecordedPayment,
  type TakenPayment,
} from '../../domain/ledger/payment-book.ts';
import { statementWords } from '../../domain/statement/words.ts';
import { formatDate, pageLanguage, pageLocale } from '../../domain/template/format.ts';
import type { PageLanguage } from '../../domain/vocabulary.ts';
import { Prisma, type Db, type PrismaClient } from '../client.ts';
import { contentHash } from '../hashes.ts';
import { fromIsoDate, toIsoDate, toIsoDateOrNull, toMinor } from '../convert.ts';
import { lowerDisputedParts } from './disputes.ts';
import { changeFacts } from './facts.ts';
import { appendHistory, type NewHistoryEvent } from './history.ts';

export interface RecordPayments {
  legalEntityId: string;
  payments: IncomingPayment[];
  at: Date;
  actor: { kind: 'system' | 'user'; id?: string };
}

/**
 * Records payments in one transaction, all or none. Throws RefusedError with the position in `params.index`; the
 * codes are those of `PaymentBook.take`.
 */
export async function recordPayments(
  client: PrismaClient,
  input: RecordPayments,
): Promise<RecordedPayment[]> {
  return client.$transaction(
    async (tx) => {
      const outcomes = await recordPaymentsIn(tx, input);
      return outcomes.map((outcome, index) => {
        if (outcome.ok) return outcome.value;
        throw new RefusedError(outcome.code, { ...outcome.params, index });
      });
    },
    { timeout: 120_000, maxWait: 30_000 },
  );
}

/** The same inside the caller's transaction, with an answer for each payment; refused ones write nothing. */
export async function recordPaymentsIn(tx: Db, input: RecordPayments): Promise<Outcome<RecordedPayment>[]> {
  // Payments run side by side, but not beside an import of the same ledger.
  await tx.$executeRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(${`ledger/${input.legalEntityId}`}, 0))`,
  );
  const book = await loadBook(tx, input);
  const outcomes = input.payments.map((payment) => book.take(payment));
  await writeBook(tx, input, book);
  return outcomes;
}

/** Customers are locked in one order: two deliveries of the same payment meet here, and the second one finds it done. */
async function loadBook(tx: Db, { legalEntityId, payments, at }: RecordPayments): Promise<PaymentBook> {
  const customers = await tx.$queryRaw<{ id: string; number: string }[]>(Prisma.sql`
    SELECT c."id", c."number" FROM "Customer" c
    WHERE c."legalEntityId" = ${legalEntityId}::uuid AND c."number" = ANY(${payments.map((p) => p.customerNumber)}::text[])
    ORDER BY c."id" FOR NO KEY UPDATE`);
  const known = await knownPayments(tx, { legalEntityId, payments, customers, at });
  const returning = customersOfReturns(payments, customers);
  const numbers = payments.flatMap(({ items }) => items.flatMap(({ number }) => numbersPossible(number)));
  const returned = known.flatMap(({ allocations }) => allocations.map(({ itemId }) => itemId));
  const lines = await tx.openItem.findMany({
    where: {
      customerId: { in: customers.map(({ id }) => id) },
      OR: [
        { number: { in: [...new Set(numbers)] } },
        { customerId: { in: returning }, paymentId: { not: null } },
        { customerId: { in: returning }, id: { in: returning.length === 0 ? [] : returned } },
      ],
    },
    include: { allocations: { select: { amountMinor: true } } },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  const ids = await tx.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT gen_random_uuid()::text AS id FROM generate_series(1, ${payments.length}::int)`,
  );
  const entity = await tx.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { ledgerAsOf: true },
  });
  return new PaymentBook({
    customers,
    known,
    lines: lines.map((line) => ({
      ...line,
      dueOn: toIsoDate(line.dueOn),
      clearedOn: toIsoDateOrNull(line.clearedOn),
      openMinor: toMinor(line.openMinor),
      originalMinor: toMinor(line.originalMinor),
      allocatedMinor: line.allocations.reduce((sum, { amountMinor }) => sum + toMinor(amountMinor), 0),
    })),
    ids: ids.map(({ id }) => id),
    ledgerAsOf: toIsoDateOrNull(entity.ledgerAsOf),
  });
}

/** A return may take back any earlier payment of its customer, so all of them are needed. */
function customersOfReturns(
  payments: IncomingPayment[],
  customers: { id: string; number: string }[],
): string[] {
  const numbers = new Set(
    payments.filter(({ amountMinor }) => amountMinor < 0).map(({ customerNumber }) => customerNumber),
  );
  return customers.filter(({ number }) => numbers.has(number)).map(({ id }) => id);
}

/** Those that may be the same as one of the given: by reference, or by content where they have none. */
async function knownPayments(
  tx: Db,
  {
    legalEntityId,
    payments,
    customers,
    at,
  }: Pick<RecordPayments, 'legalEntityId' | 'payments' | 'at'> & {
    customers: { id: string; number: string }[];
  },
): Promise<KnownPayment[]> {
  const references = payments.flatMap(({ reference }) => (reference === null ? [] : [reference]));
  const keys = payments.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const rows = await tx.payment.findMany({
    where: {
      legalEntityId,
      OR: [
        { reference: { in: [...new Set(references)] }, customerId: { in: customers.map(({ id }) => id) } },
        { key: { in: keys } },
        { customerId: { in: customersOfReturns(payments, customers) } },
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

async function writeBook(
  tx: Db,
  { legalEntityId, at, actor }: RecordPayments,
  { taken, changedLines }: PaymentBook,
): Promise<void> {
  if (taken.length === 0) return;
  await tx.payment.createMany({
    data: taken.map(({ payment, paymentId, customerId, itemNumbers }) => ({
      id: paymentId,
      legalEntityId,
      customerId,
      kind: payment.kind,
      key: payment.key ?? keyOf(payment, itemNumbers),
      reference: payment.reference,
      itemNumbers,
      receivedOn: fromIsoDate(payment.receivedOn),
      amountMinor: BigInt(payment.amountMinor),
      currency: payment.currency,
      createdAt: at,
    })),
  });
  await tx.paymentAllocation.createMany({
    data: taken.flatMap(({ paymentId, allocations }) =>
      allocations.map(({ itemId, amountMinor }) => ({ paymentId, itemId, amountMinor: BigInt(amountMinor) })),
    ),
  });
  await updateLines(tx, [...changedLines.values()], at);
  const credits = taken.filter(({ payment }) => payment.kind === 'credit');
  await lowerDisputedParts(
    tx,
    credits.flatMap(({ allocations }) => allocations),
  );
  const creditIds = await createCredits(tx, legalEntityId, taken, at);
  await appendHistory(
    tx,
    taken.flatMap((entry) => eventsOf(entry, { legalEntityId, at, actor, changedLines, creditIds })),
  );
  await changeFacts(
    tx,
    taken.map(({ paymentId, customerId }) => ({
      customerId,
      reason: 'payment_received',
      key: `payment/${paymentId}`,
    })),
  );
}

/** The database itself lets no payment in twice, whoever asks and when. */
function keyOf(payment: IncomingPayment, itemNumbers: string[]): string {
  const { kind, customerNumber, reference, receivedOn, amountMinor, currency } = payment;
  const content = [kind, customerNumber, reference, receivedOn, amountMinor, currency, itemNumbers];
  return `ref/${contentHash(content)}`;
}

async function updateLines(tx: Db, lines: BookLine[], at: Date): Promise<void> {
  if (lines.length === 0) return;
  await tx.$executeRaw(Prisma.sql`
    UPDATE "OpenItem" i SET "openMinor" = l.open::bigint, "state" = l.state::"ItemState", "clearedOn" = l.cleared::date,
                            "updatedAt" = ${at.toISOString()}::timestamp
    FROM unnest(${lines.map(({ id }) => id)}::text[], ${lines.map(({ openMinor }) => String(openMinor))}::text[],
                ${lines.map(({ state }) => state)}::text[], ${lines.map(({ clearedOn }) => clearedOn)}::text[])
      AS l(id, open, state, cleared)
    WHERE i."id" = l.id::uuid`);
}

/**
 * What no item took stands in the ledger as a credit of the customer, under the payment's own reference; without
 * one under words that a customer understands. A reference that comes again stands beside its like.
 */
async function createCredits(
  tx: Db,
  legalEntityId: string,
  taken: TakenPayment[],
  at: Date,
): Promise<Map<string, string>> {
  const credits = taken.filter(({ unappliedMinor }) => unappliedMinor > 0);
  if (credits.length === 0) return new Map();
  const customerIds = [...new Set(credits.map(({ customerId }) => customerId))];
  const readers = await readersOf(tx, customerIds);
  const rows = credits.map(({ payment, paymentId, customerId, unappliedMinor }) => {
    const type = payment.kind === 'credit' ? ('credit_note' as const) : ('unapplied_payment' as const);
    const number = payment.reference ?? plainNumber(type, payment.receivedOn, readers.get(customerId)!);
    return { payment, paymentId, customerId, unappliedMinor, type, number };
  });
  const used = await tx.openItem.groupBy({
    by: ['customerId', 'type', 'number'],
    where: {
      customerId: { in: customerIds },
      number: { in: [...new Set(rows.map(({ number }) => number))] },
    },
    _max: { numberUse: true },
  });
  const highest = new Map(
    used.map((row) => [JSON.stringify([row.customerId, row.type, row.number]), row._max.numberUse ?? 0]),
  );
  const created = await tx.openItem.createManyAndReturn({
    data: rows.map(({ payment, paymentId, customerId, unappliedMinor, type, number }) => {
      const document = JSON.stringify([customerId, type, number]);
      const numberUse = (highest.get(document) ?? 0) + 1;
      highest.set(document, numberUse);
      return {
        legalEntityId,
        customerId,
        type,
        number,
        numberUse,
        paymentId,
        issuedOn: fromIsoDate(payment.receivedOn),
        dueOn: fromIsoDate(payment.receivedOn),
        originalMinor: BigInt(-unappliedMinor),
        openMinor: BigInt(-unappliedMinor),
        currency: payment.currency,
        createdAt: at,
      };
    }),
    select: { id: true, paymentId: true },
  });
  return new Map(created.map(({ id, paymentId }) => [paymentId!, id]));
}

interface Reader {
  language: PageLanguage;
  country: string;
}

async function readersOf(tx: Db, customerIds: string[]): Promise<Map<string, Reader>> {
  const rows = await tx.customer.findMany({
    where: { id: { in: customerIds } },
    select: { id: true, language: true, country: true, legalEntity: { select: { language: true } } },
  });
  return new Map(
    rows.map(({ id, language, country, legalEntity }) => [
      id,
      { language: pageLanguage(language, legalEntity.language), country },
    ]),
  );
}

function plainNumber(
  type: 'credit_note' | 'unapplied_payment',
  receivedOn: string,
  { language, country }: Reader,
): string {
  const day = formatDate(receivedOn, pageLocale(language, country), 'short');
  return `${statementWords[language].types[type]} ${day}`;
}

function eventsOf(
  { payment, paymentId, customerId, allocations, unappliedMinor }: TakenPayment,
  context: Pick<RecordPayments, 'legalEntityId' | 'at' | 'actor'> & {
    changedLines: Map<string, BookLine>;
    creditIds: Map<string, string>;
  },
): NewHistoryEvent[] {
  const { legalEntityId, at, actor, changedLines, creditIds } = context;
  const creditId = creditIds.get(paymentId);
  const received: NewHistoryEvent = {
    legalEntityId,
    customerId,
    kind: receivedKind(payment),
    at,
    actor,
    key: `payment/${paymentId}`,
    data: {
      paymentId,
      ...(payment.reference === null ? {} : { reference: payment.reference }),
      receivedOn: payment.receivedOn,
      amountMinor: payment.amountMinor,
      currency: payment.currency,
      unappliedMinor,
      items: payment.items.map(({ number }) => number),
    },
    itemIds: [...allocations.map(({ itemId }) => itemId), ...(creditId === undefined ? [] : [creditId])],
  };
  const moved = allocations.flatMap(({ itemId, reducesMinor }): NewHistoryEvent[] => {
    const line = changedLines.get(itemId);
    if (line === undefined || line.paymentId !== null || reducesMinor === 0) return [];
    const isCleared = reducesMinor > 0 && line.state === 'cleared' && line.clearedOn === payment.receivedOn;
    const isReopened = reducesMinor < 0 && line.openMinor === -reducesMinor;
    if (!isCleared && !isReopened) return [];
    const { number, instalment, currency, openMinor } = line;
    return [
      {
        legalEntityId,
        customerId,
        kind: isCleared ? 'item_cleared' : 'item_reappeared',
        at,
        actor,
        key: `payment/${paymentId}/${itemId}`,
        data: { paymentId, number, instalment, currency, openMinor },
        itemIds: [itemId],
      },
    ];
  });
  return [received, ...moved];
}

function receivedKind({ kind, amountMinor }: IncomingPayment): NewHistoryEvent['kind'] {
  if (amountMinor < 0) return 'payment_returned';
  return kind === 'credit' ? 'credit_received' : 'payment_received';
}
