import type { z } from 'zod';
import { daysBetween } from '../../../domain/calendar/iso-date.ts';
import { promisedPart } from '../../../domain/promise/parts.ts';
import type { Db } from '../../../prisma/client.ts';
import { toIsoDate, toIsoDateOrNull, toMinor } from '../../../prisma/convert.ts';
import type { CustomerFile } from '../../../prisma/queries/customers/read.ts';
import { paymentsOnTheirWay, type PaymentOfItem } from '../../../prisma/queries/online-payments/read.ts';
import {
  readItemReplies,
  readStatusesInForce,
  type ItemReply,
  type StatusInForce,
} from '../../../prisma/queries/replies/by-item.ts';
import type * as wire from './item-schema.ts';

type ItemRow = CustomerFile['items'][number];
type Item = z.output<typeof wire.item>;

/** What stands beside the items of one customer. */
export interface BesideItems extends Pick<CustomerFile, 'promises' | 'disputes' | 'holds'> {
  statuses: Map<string, StatusInForce>;
  payments: Map<string, PaymentOfItem>;
  replies: Map<string, ItemReply[]>;
}

/**
 * @param today the day in the customer's time zone
 * @param itemId where only this one is shown, with all that was said about it
 */
export async function readBesideItems(
  db: Db,
  file: Pick<CustomerFile, 'id' | 'promises' | 'disputes' | 'holds'>,
  today: string,
  itemId?: string,
): Promise<BesideItems> {
  const [statuses, payments, replies] = await Promise.all([
    readStatusesInForce(db, { customerId: file.id, today }),
    paymentsOnTheirWay(db, file.id),
    readItemReplies(db, { customerId: file.id, itemId }),
  ]);
  const { promises, disputes, holds } = file;
  return { promises, disputes, holds, statuses, payments, replies };
}

export function presentItem(row: ItemRow, beside: BesideItems, today: string): Item {
  const promises = beside.promises.filter(
    (one) => one.state === 'open' && one.items.some((of) => of.itemId === row.id),
  );
  const disputes = beside.disputes.filter(
    (one) => one.state === 'open' && one.items.some((of) => of.itemId === row.id),
  );
  const hold = beside.holds.find((one) => one.itemId === row.id && isActiveHold(one, today));
  const openMinor = toMinor(row.openMinor);
  const disputedMinor = disputedOf(disputes, row.id);
  const partly = disputedMinor !== null && disputedMinor < openMinor;
  const presented = {
    promise: promiseOn(promises, row),
    dispute: disputes[0]
      ? { id: disputes[0].id, reason: disputes[0].reason, amountMinor: disputedMinor }
      : null,
    hold: hold ? { id: hold.id, until: toIsoDateOrNull(hold.until), reason: hold.reason } : null,
    payment: presentPayment(beside.payments.get(row.id)),
  };
  return {
    id: row.id,
    type: row.type,
    number: row.number,
    instalment: row.instalment,
    issuedOn: toIsoDate(row.issuedOn),
    dueOn: toIsoDate(row.dueOn),
    originalMinor: toMinor(row.originalMinor),
    openMinor,
    currency: row.currency,
    purchaseOrder: row.purchaseOrder,
    refersTo: row.refersTo,
    text: row.text,
    pdfUrl: webLinkOrNull(row.pdfUrl),
    hasDocument: row.documentFileId !== null,
    state: row.state,
    clearedOn: toIsoDateOrNull(row.clearedOn),
    daysOverdue: daysBetween(toIsoDate(row.dueOn), today),
    rank: row.rank,
    status: statusOf(row.state, presented, partly),
    ...presented,
    qualification: row.state === 'open' ? presentQualification(beside.statuses.get(row.id)) : null,
    replies: (beside.replies.get(row.id) ?? []).map(presentItemReply),
  };
}

function presentQualification(status: StatusInForce | undefined): Item['qualification'] {
  if (status === undefined) return null;
  const { statusId, statusKey, statusName, kind } = status;
  return {
    id: status.qualificationId,
    status: { id: statusId, key: statusKey, name: statusName, kind },
    text: status.text,
    amountMinor: status.amountMinor,
    replyId: status.commentId,
    at: status.at.toISOString(),
    by: status.byName,
    heldUntil: status.heldUntil,
    followUpOn: status.followUpOn,
  };
}

function presentPayment(payment: PaymentOfItem | undefined): Item['payment'] {
  if (payment === undefined) return null;
  const { id, state, method, amountMinor, startedAt } = payment;
  return { id, state, method, amountMinor, startedAt: startedAt.toISOString() };
}

function presentItemReply({ createdAt, ...reply }: ItemReply): Item['replies'][number] {
  return { ...reply, createdAt: createdAt.toISOString() };
}

function statusOf(
  state: ItemRow['state'],
  blocks: Pick<Item, 'promise' | 'dispute' | 'hold' | 'payment'>,
  partlyDisputed: boolean,
): Item['status'] {
  if (state === 'cleared') return 'cleared';
  if (blocks.payment !== null) return 'paying';
  if (blocks.hold !== null) return 'held';
  if (blocks.dispute !== null && !partlyDisputed) return 'disputed';
  if (blocks.promise !== null) return 'promised';
  return partlyDisputed ? 'partly_disputed' : 'open';
}

/** The last of the promises of an item with what is promised by all of them; null: none. */
function promiseOn(promises: CustomerFile['promises'], row: ItemRow): Item['promise'] {
  const last = promises.toSorted((a, b) => a.promisedOn.getTime() - b.promisedOn.getTime()).at(-1);
  if (last === undefined) return null;
  const parts = promises.flatMap(({ items }) => items.filter(({ itemId }) => itemId === row.id));
  const amountMinor = promisedPart(
    toMinor(row.openMinor),
    parts.map((part) => ({
      openMinor: toMinor(part.openMinor),
      amountMinor: part.amountMinor === null ? null : toMinor(part.amountMinor),
    })),
  );
  return { id: last.id, promisedOn: toIsoDate(last.promisedOn), amountMinor };
}

/** Sum of the disputed parts; null: the whole line, or nothing of it. */
function disputedOf(disputes: CustomerFile['disputes'], itemId: string): number | null {
  if (disputes.length === 0) return null;
  const parts = disputes.map((dispute) => amountFor(dispute, itemId));
  return parts.some((part) => part === null) ? null : parts.reduce<number>((sum, part) => sum + part!, 0);
}

function amountFor(
  of: { items: { itemId: string; amountMinor: bigint | null }[] } | undefined,
  itemId: string,
): number | null {
  const amount = of?.items.find((item) => item.itemId === itemId)?.amountMinor ?? null;
  return amount === null ? null : toMinor(amount);
}

export function isActiveHold(hold: { until: Date | null; releasedAt: Date | null }, today: string): boolean {
  return hold.releasedAt === null && (hold.until === null || toIsoDate(hold.until) > today);
}

/** Links come from files: only http and https are handed on. */
function webLinkOrNull(link: string | null): string | null {
  return link !== null && /^https?:\/\//i.test(link) ? link : null;
}
