/** Payments and credits received: counted once, allocated to the items they name, the rest kept as unapplied cash. */
import { refuse, RefusedError, type Outcome } from '../../domain/errors.ts';
import {
  allocatePayment,
  type Allocation,
  type PayableLine,
  type PaymentTarget,
} from '../../domain/ledger/allocation.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { PaymentKind } from '../../domain/vocabulary.ts';
import { Prisma, type Db, type PrismaClient } from '../client.ts';
import { fromIsoDate, toIsoDate, toIsoDateOrNull, toMinor } from '../convert.ts';
import { changeFacts } from './facts.ts';
import { appendHistory, type NewHistoryEvent } from './history.ts';

export interface IncomingPayment {
  /** The sender's own reference; the same reference twice is one payment. */
  externalId: string;
  kind: PaymentKind;
  customerNumber: string;
  receivedOn: IsoDate;
  /** > 0 */
  amountMinor: number;
  currency: string;
  /** Empty: received on account. */
  items: PaymentTarget[];
}

export interface RecordedPayment {
  externalId: string;
  paymentId: string;
  /** It was already there; nothing was changed. */
  duplicate: boolean;
  allocations: { itemId: string; number: string; instalment: number; amountMinor: number }[];
  unappliedMinor: number;
}

export interface RecordPayments {
  legalEntityId: string;
  payments: IncomingPayment[];
  at: Date;
  actor: { kind: 'system' | 'user'; id?: string };
}

/**
 * Records payments in one transaction, all or none. Throws RefusedError with the position in `params.index`:
 * `customer_unknown`, `item_unknown`, `payment_on_credit`, `currency_unknown`, `amount_invalid`,
 * `idempotency_conflict` (the reference is known with another content).
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

interface LoadedCustomer {
  id: string;
  number: string;
}

interface KnownPayment {
  paymentId: string;
  content: string;
  allocations: RecordedPayment['allocations'];
  unappliedMinor: number;
}

interface TakenPayment {
  payment: IncomingPayment;
  paymentId: string;
  customerId: string;
  allocations: Allocation[];
  unappliedMinor: number;
}

/** Customers are locked in one order: two deliveries of the same payment meet here, and the second one finds it done. */
async function loadBook(tx: Db, { legalEntityId, payments }: RecordPayments): Promise<PaymentBook> {
  const customers = await tx.$queryRaw<LoadedCustomer[]>(Prisma.sql`
    SELECT c."id", c."number" FROM "Customer" c
    WHERE c."legalEntityId" = ${legalEntityId}::uuid AND c."number" = ANY(${payments.map((p) => p.customerNumber)}::text[])
    ORDER BY c."id" FOR NO KEY UPDATE`);
  const known = await tx.payment.findMany({
    where: { legalEntityId, externalId: { in: payments.map(({ externalId }) => externalId) } },
    include: {
      customer: { select: { number: true } },
      allocations: { include: { item: { select: { number: true, instalment: true } } } },
    },
  });
  const numbers = payments.flatMap(({ items }) => items.map(({ number }) => number));
  const lines = await tx.openItem.findMany({
    where: { customerId: { in: customers.map(({ id }) => id) }, number: { in: numbers } },
    include: { allocations: { select: { amountMinor: true } } },
  });
  const ids = await tx.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT gen_random_uuid()::text AS id FROM generate_series(1, ${payments.length}::int)`,
  );
  return new PaymentBook({
    customers,
    known: new Map(
      known.map((row) => {
        const allocations = row.allocations.map(({ itemId, item, amountMinor }) => ({
          itemId,
          ...item,
          amountMinor: toMinor(amountMinor),
        }));
        const allocatedMinor = allocations.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        const content = contentOf({
          ...row,
          customerNumber: row.customer.number,
          amountMinor: toMinor(row.amountMinor),
          receivedOn: toIsoDate(row.receivedOn),
        });
        return [
          row.externalId,
          {
            paymentId: row.id,
            content,
            allocations,
            unappliedMinor: toMinor(row.amountMinor) - allocatedMinor,
          },
        ];
      }),
    ),
    lines: lines.map((line) => ({
      ...line,
      dueOn: toIsoDate(line.dueOn),
      clearedOn: toIsoDateOrNull(line.clearedOn),
      openMinor: toMinor(line.openMinor),
      originalMinor: toMinor(line.originalMinor),
      allocatedMinor: line.allocations.reduce((sum, { amountMinor }) => sum + toMinor(amountMinor), 0),
    })),
    ids: ids.map(({ id }) => id),
  });
}

type BookLine = PayableLine & { customerId: string };

/** Payments taken one after the other against lines in memory; each sees what the ones before it left. */
class PaymentBook {
  readonly taken: TakenPayment[] = [];
  readonly changedLines = new Map<string, BookLine>();
  private readonly customers: Map<string, string>;
  private readonly known: Map<string, KnownPayment>;
  private readonly lines: BookLine[];
  private readonly ids: string[];

  constructor(loaded: {
    customers: LoadedCustomer[];
    known: Map<string, KnownPayment>;
    lines: BookLine[];
    ids: string[];
  }) {
    this.customers = new Map(loaded.customers.map(({ number, id }) => [number, id]));
    this.known = loaded.known;
    this.lines = loaded.lines;
    this.ids = loaded.ids;
  }

  take(payment: IncomingPayment): Outcome<RecordedPayment> {
    const { externalId } = payment;
    const before = this.known.get(externalId);
    if (before !== undefined) {
      if (before.content !== contentOf(payment)) return refuse('idempotency_conflict', { externalId });
      const { paymentId, allocations, unappliedMinor } = before;
      return { ok: true, value: { externalId, paymentId, duplicate: true, allocations, unappliedMinor } };
    }
    const customerId = this.customers.get(payment.customerNumber);
    if (customerId === undefined) return refuse('customer_unknown', { number: payment.customerNumber });
    if (!Number.isSafeInteger(payment.amountMinor) || payment.amountMinor <= 0)
      return refuse('amount_invalid');
    const named = new Set(payment.items.map(({ number }) => number));
    const spread = allocatePayment({
      ...payment,
      targets: payment.items,
      lines: this.lines.filter((line) => line.customerId === customerId && named.has(line.number)),
    });
    if (!spread.ok) return spread;
    return { ok: true, value: this.enter(payment, customerId, spread.value) };
  }

  private enter(
    payment: IncomingPayment,
    customerId: string,
    { allocations, unappliedMinor }: { allocations: Allocation[]; unappliedMinor: number },
  ): RecordedPayment {
    const paymentId = this.ids[this.taken.length]!;
    const shown = allocations.map(({ itemId, amountMinor, reducesMinor }) => {
      const line = this.lines.find(({ id }) => id === itemId)!;
      line.allocatedMinor += amountMinor;
      if (reducesMinor > 0) {
        line.openMinor -= reducesMinor;
        if (line.openMinor === 0) {
          line.state = 'cleared';
          line.clearedOn = payment.receivedOn;
        }
        this.changedLines.set(line.id, line);
      }
      return { itemId, number: line.number, instalment: line.instalment, amountMinor };
    });
    this.taken.push({ payment, paymentId, customerId, allocations, unappliedMinor });
    this.known.set(payment.externalId, {
      paymentId,
      content: contentOf(payment),
      allocations: shown,
      unappliedMinor,
    });
    return {
      externalId: payment.externalId,
      paymentId,
      duplicate: false,
      allocations: shown,
      unappliedMinor,
    };
  }
}

/** What must be equal for the same reference to mean the same payment. */
function contentOf(payment: Omit<IncomingPayment, 'items' | 'externalId'>): string {
  return [
    payment.kind,
    payment.customerNumber,
    payment.receivedOn,
    payment.amountMinor,
    payment.currency,
  ].join('|');
}

async function writeBook(
  tx: Db,
  { legalEntityId, at, actor }: RecordPayments,
  { taken, changedLines }: PaymentBook,
): Promise<void> {
  if (taken.length === 0) return;
  await tx.payment.createMany({
    data: taken.map(({ payment, paymentId, customerId }) => ({
      id: paymentId,
      legalEntityId,
      customerId,
      kind: payment.kind,
      externalId: payment.externalId,
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

/** What no item took stands in the ledger as a credit of the customer, under the payment's own reference. */
async function createCredits(
  tx: Db,
  legalEntityId: string,
  taken: TakenPayment[],
  at: Date,
): Promise<Map<string, string>> {
  const credits = taken.filter(({ unappliedMinor }) => unappliedMinor > 0);
  if (credits.length === 0) return new Map();
  const rows = await tx.openItem.createManyAndReturn({
    data: credits.map(({ payment, customerId, unappliedMinor }) => ({
      legalEntityId,
      customerId,
      type: payment.kind === 'credit' ? ('credit_note' as const) : ('unapplied_payment' as const),
      number: payment.externalId,
      issuedOn: fromIsoDate(payment.receivedOn),
      dueOn: fromIsoDate(payment.receivedOn),
      originalMinor: BigInt(-unappliedMinor),
      openMinor: BigInt(-unappliedMinor),
      currency: payment.currency,
      createdAt: at,
    })),
    select: { id: true, number: true },
  });
  return new Map(rows.map(({ id, number }) => [number, id]));
}

function eventsOf(
  { payment, paymentId, customerId, allocations, unappliedMinor }: TakenPayment,
  context: Pick<RecordPayments, 'legalEntityId' | 'at' | 'actor'> & {
    changedLines: Map<string, BookLine>;
    creditIds: Map<string, string>;
  },
): NewHistoryEvent[] {
  const { legalEntityId, at, actor, changedLines, creditIds } = context;
  const creditId = unappliedMinor > 0 ? creditIds.get(payment.externalId) : undefined;
  const received: NewHistoryEvent = {
    legalEntityId,
    customerId,
    kind: payment.kind === 'credit' ? 'credit_received' : 'payment_received',
    at,
    actor,
    key: `payment/${paymentId}`,
    data: {
      paymentId,
      externalId: payment.externalId,
      receivedOn: payment.receivedOn,
      amountMinor: payment.amountMinor,
      currency: payment.currency,
      unappliedMinor,
      items: payment.items.map(({ number }) => number),
    },
    itemIds: [...allocations.map(({ itemId }) => itemId), ...(creditId === undefined ? [] : [creditId])],
  };
  const cleared = allocations.flatMap(({ itemId, reducesMinor }): NewHistoryEvent[] => {
    const line = changedLines.get(itemId);
    if (line?.state !== 'cleared' || reducesMinor === 0 || line.clearedOn !== payment.receivedOn) return [];
    const { number, instalment, currency } = line;
    const data = { paymentId, number, instalment, currency, openMinor: 0 };
    return [
      {
        legalEntityId,
        customerId,
        kind: 'item_cleared',
        at,
        actor,
        key: `payment/${paymentId}/${itemId}`,
        data,
        itemIds: [itemId],
      },
    ];
  });
  return [received, ...cleared];
}
