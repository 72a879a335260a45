/**
 * A status of an electronic invoice arrives (D-11): what the customer would have chosen on the page is received for them, once,
 * and a payment that was sent makes its items wait without anybody being asked.
 */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import {
  meaningOf,
  wordsOf,
  type StatedMeaning,
  type StatedStatus,
} from '../../domain/electronic-invoice/statuses.ts';
import { RefusedError } from '../../domain/errors.ts';
import { laidOldestFirst } from '../../domain/money/oldest-first.ts';
import { paymentSent } from '../../domain/qualification/proposal.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { readCustomerRef } from '../../prisma/queries/customers/read.ts';
import { linesOfInvoice, type InvoiceLine } from '../../prisma/queries/items/by-number.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { actWithin, type ActingEntity } from '../act.ts';
import { onceUnder } from '../idempotency.ts';
import { listItemStatuses } from '../item-statuses/catalogue.ts';
import { qualify } from '../replies/qualify.ts';
import { receiveInside, type ReceivedReply, type ReplySender, type SaidWords } from '../replies/receive.ts';
import { changeFacts } from '../unit-of-work.ts';

export interface ReceivedStatus extends StatedStatus {
  /** Made by the sender once for this status. */
  externalId: string;
  invoiceNumber: string;
  /** Null: the number names one customer. */
  customerNumber: string | null;
  /** When it was stated; null: now. */
  statedAt: Date | null;
  /** Of the payment, as the customer's bank has it. */
  paymentReference: string;
  /** Of `amountMinor`. */
  currency: string | null;
}

export type InvoiceStatusOutcome = {
  /** `comment`: a person reads it; `payment_in_progress`: its items wait for the money; `none`: it says nothing to act on. */
  effect: 'comment' | 'payment_in_progress' | 'none';
  customerId: string;
  commentId: string | null;
};

/** Whoever sends it. */
interface Receiving {
  entity: ActingEntity;
  userId: string;
  at: Date;
}

/**
 * The same `externalId` again answers alike and changes nothing.
 *
 * @throws RefusedError `invoice_unknown`, `invoice_ambiguous` where several customers have the number and none is named,
 *   `currency_differs`, `idempotency_conflict` for another content under the same `externalId`
 * @throws FormRefused what the page would refuse, such as a day too far away
 */
export async function receiveInvoiceStatus(
  db: PrismaClient,
  received: ReceivedStatus,
  by: Receiving,
): Promise<InvoiceStatusOutcome> {
  const { externalId, ...content } = received;
  const statedAt = content.statedAt?.toISOString() ?? null;
  const command = {
    key: `invoice-status/${externalId}`,
    content: { ...content, statedAt },
    scope: by.entity.id,
  };
  return inTransaction(db, (tx) => onceUnder(tx, command, () => take(tx, received, by)));
}

async function take(tx: Db, received: ReceivedStatus, by: Receiving): Promise<InvoiceStatusOutcome> {
  const { entity, at } = by;
  const lines = await linesOf(tx, entity.id, received);
  const { customerId } = lines[0]!;
  const customer = (await readCustomerRef(tx, { entityId: entity.id, customerId }))!;
  const today = localDayAndMinute(at.getTime(), customer.timeZone).day;
  const meaning = meaningOf(received, today);
  const meant = meantLines(lines, received.amountMinor);
  // Money that the ledger has seen already is on its way no more.
  if (meaning === null || (meaning.isPaymentSent && meant.length === 0))
    return { effect: 'none', customerId, commentId: null };
  const reply = await changeFacts(tx, (facts) =>
    receiveInside(facts, {
      source: 'invoice_status',
      at,
      sender: senderOf(received, customer, { legalEntityId: entity.id, today }),
      said: saidOf(received, { meaning, meant, today, timeZone: customer.timeZone, name: customer.name, by }),
    }),
  );
  const isWaiting = meaning.isPaymentSent && (await waitForMoney(tx, reply, { ...by, customerId }));
  return { effect: isWaiting ? 'payment_in_progress' : 'comment', customerId, commentId: reply.id };
}

async function linesOf(tx: Db, legalEntityId: string, received: ReceivedStatus): Promise<InvoiceLine[]> {
  const { invoiceNumber: number, customerNumber, amountMinor, currency } = received;
  const lines = await linesOfInvoice(tx, { legalEntityId, number, customerNumber });
  if (lines.length === 0) throw new RefusedError('invoice_unknown', { number });
  if (new Set(lines.map(({ customerId }) => customerId)).size > 1)
    throw new RefusedError('invoice_ambiguous', { number });
  const other = lines.find((line) => line.currency !== currency);
  if (amountMinor !== null && other !== undefined)
    throw new RefusedError('currency_differs', { number, currency: other.currency });
  return lines;
}

interface MeantLine {
  id: string;
  /** Null: all of it. */
  partMinor: number | null;
}

/** What is open; an amount below all of it is laid on the line that is due first. */
function meantLines(lines: readonly InvoiceLine[], amountMinor: number | null): MeantLine[] {
  const open = lines.filter(({ openMinor }) => openMinor > 0);
  return laidOldestFirst(open, ({ openMinor }) => openMinor, amountMinor ?? Infinity).map(
    ({ line: { id, openMinor }, partMinor }) => ({ id, partMinor: partMinor < openMinor ? partMinor : null }),
  );
}

function senderOf(
  { system }: ReceivedStatus,
  customer: { id: string; name: string; language: string | null },
  { legalEntityId, today }: { legalEntityId: string; today: string },
): ReplySender {
  return {
    ...{ linkId: null, legalEntityId, customerId: customer.id, itemIds: [], questionId: null, today },
    ...{ recipientEmail: null, recipientName: customer.name, verified: true },
    language: system === 'fr' ? 'fr' : (customer.language ?? 'en'),
  };
}

/** As if the customer had chosen it on the page. */
function saidOf(
  received: ReceivedStatus,
  of: {
    meaning: StatedMeaning;
    meant: readonly MeantLine[];
    today: string;
    timeZone: string;
    name: string;
    by: Receiving;
  },
): SaidWords {
  const { meaning, meant, today, timeZone, name, by } = of;
  const status = meant.length === 0 ? null : meaning.status;
  const statedOn = localDayAndMinute((received.statedAt ?? by.at).getTime(), timeZone).day;
  return {
    key: `invoice-status/${by.entity.id}/${received.externalId}`,
    text: wordsOf(received, received.invoiceNumber),
    authorName: name,
    itemIds: meant.map(({ id }) => id),
    fileIds: [],
    status,
    amounts: Object.fromEntries(
      meant.flatMap(({ id, partMinor }) => (partMinor === null ? [] : [[id, partMinor] as const])),
    ),
    promisedOn: status === 'promise' ? received.paymentOn : null,
    disputeReason: meaning.disputeReason,
    // A clock that runs ahead states nothing of tomorrow.
    paidOn: status !== 'paid' ? null : statedOn < today ? statedOn : today,
    paymentReference: received.paymentReference,
  };
}

/**
 * The items wait as long as the company says for a payment that was sent, and somebody is to look for it then. Answers whether
 * they do: where the company has no such status any more, the reply stays for a person.
 */
async function waitForMoney(
  tx: Db,
  { id: replyId, itemIds }: ReceivedReply,
  of: Receiving & { customerId: string },
): Promise<boolean> {
  const offered = await listItemStatuses(tx, { entityId: of.entity.id });
  const status = offered.find(({ key }) => key === paymentSent);
  if (status === undefined) return false;
  await actWithin(tx, { ...of, undoSeconds: 0 }, (scope) =>
    qualify(scope, {
      statusId: status.id,
      items: itemIds.map((itemId) => ({ itemId })),
      replyId,
      replyState: 'pending',
      completes: true,
    }),
  );
  return true;
}
