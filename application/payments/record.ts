/** Payments and credits received: counted once, allocated to the items they name, the rest kept as unapplied cash. */
import { RefusedError, type Outcome } from '../../domain/errors.ts';
import { numbersPossible } from '../../domain/ledger/allocation.ts';
import {
  PaymentBook,
  type BookLine,
  type IncomingPayment,
  type RecordedPayment,
  type TakenPayment,
} from '../../domain/ledger/payment-book.ts';
import { statementWords } from '../../domain/words/statement/words.ts';
import { formatDate, pageLanguage, pageLocale } from '../../domain/template/format.ts';
import type { Db, FactsTransaction, PrismaClient } from '../../prisma/client.ts';
import { contentHash } from '../../prisma/hashes.ts';
import { lowerDisputedParts } from '../../prisma/queries/disputes/write.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { createCreditLines, settleLines } from '../../prisma/queries/items/write.ts';
import {
  highestNumberUses,
  knownPayments,
  ledgerDay,
  lockPayers,
  newIds,
  payableLines,
  readersOf,
  type Reader,
} from '../../prisma/queries/payments/read.ts';
import { createPayments } from '../../prisma/queries/payments/write.ts';
import { shareLedger } from '../../prisma/queries/ledger/lock.ts';
import { changeFacts } from '../unit-of-work.ts';

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
  await shareLedger(tx, input.legalEntityId);
  const book = await loadBook(tx, input);
  const outcomes = input.payments.map((payment) => book.take(payment));
  if (book.taken.length > 0) await writeBook(tx, input, book);
  return outcomes;
}

/** Customers are locked in one order: two deliveries of the same payment meet here, and the second one finds it done. */
async function loadBook(tx: Db, { legalEntityId, payments, at }: RecordPayments): Promise<PaymentBook> {
  const customers = await lockPayers(
    tx,
    legalEntityId,
    payments.map(({ customerNumber }) => customerNumber),
  );
  const returning = customersOfReturns(payments, customers);
  const known = await knownPayments(tx, { legalEntityId, payments, customers, returning, at });
  return new PaymentBook({
    customers,
    known,
    lines: await payableLines(tx, {
      customerIds: customers.map(({ id }) => id),
      numbers: payments.flatMap(({ items }) => items.flatMap(({ number }) => numbersPossible(number))),
      returning,
      returned: known.flatMap(({ allocations }) => allocations.map(({ itemId }) => itemId)),
    }),
    ids: await newIds(tx, payments.length),
    ledgerAsOf: await ledgerDay(tx, legalEntityId),
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

async function writeBook(tx: Db, input: RecordPayments, { taken, changedLines }: PaymentBook): Promise<void> {
  const { legalEntityId, at } = input;
  await changeFacts(tx, async (facts) => {
    await createPayments(
      facts,
      taken.map((entry) => ({
        ...entry,
        legalEntityId,
        key: entry.payment.key ?? keyOf(entry.payment, entry.itemNumbers),
        at,
      })),
    );
    await settleLines(facts, [...changedLines.values()], at);
    const credits = taken.filter(({ payment }) => payment.kind === 'credit');
    await lowerDisputedParts(
      facts,
      credits.flatMap(({ allocations }) => allocations),
    );
    const creditIds = await createCredits(facts, legalEntityId, taken, at);
    return {
      result: undefined,
      history: taken.flatMap((entry) => eventsOf(entry, { ...input, changedLines, creditIds })),
      facts: taken.map(({ paymentId, customerId }) => ({
        customerId,
        reason: 'payment_received',
        key: `payment/${paymentId}`,
      })),
    };
  });
}

/** The database itself lets no payment in twice, at any time and by any caller. */
function keyOf(payment: IncomingPayment, itemNumbers: string[]): string {
  const { kind, customerNumber, reference, receivedOn, amountMinor, currency } = payment;
  const content = [kind, customerNumber, reference, receivedOn, amountMinor, currency, itemNumbers];
  return `ref/${contentHash(content)}`;
}

/**
 * What no item took stands in the ledger as a credit of the customer, under the payment's own reference; without
 * one under words that a customer understands. A reference that comes again stands beside its like. Answers the ids of
 * the credits by payment.
 */
async function createCredits(
  tx: FactsTransaction,
  legalEntityId: string,
  taken: TakenPayment[],
  at: Date,
): Promise<Map<string, string>> {
  const credits = taken.filter(({ unappliedMinor }) => unappliedMinor > 0);
  if (credits.length === 0) return new Map();
  const customerIds = [...new Set(credits.map(({ customerId }) => customerId))];
  const readers = await readersOf(tx, customerIds);
  const rows = credits.map(({ payment, paymentId, customerId, unappliedMinor }) => {
    const { kind, reference, receivedOn, currency } = payment;
    const type = kind === 'credit' ? ('credit_note' as const) : ('unapplied_payment' as const);
    const number = reference ?? plainNumber(type, receivedOn, readers.get(customerId)!);
    return { customerId, paymentId, type, number, receivedOn, unappliedMinor, currency };
  });
  const numbers = [...new Set(rows.map(({ number }) => number))];
  const uses = await highestNumberUses(tx, { customerIds, numbers });
  const numbered = rows.map((row) => {
    const document = JSON.stringify([row.customerId, row.type, row.number]);
    const numberUse = (uses.get(document) ?? 0) + 1;
    uses.set(document, numberUse);
    return { ...row, numberUse };
  });
  return createCreditLines(tx, { legalEntityId, at, credits: numbered });
}

function plainNumber(
  type: 'credit_note' | 'unapplied_payment',
  receivedOn: string,
  { languages, country }: Reader,
): string {
  const language = pageLanguage(...languages);
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
