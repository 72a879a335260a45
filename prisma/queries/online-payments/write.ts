/** Rows of payments that customers started. */
import type { PaymentShare } from '../../../domain/payment/shares.ts';
import type {
  OnlinePaymentMethod,
  OnlinePaymentState,
  PaymentBooking,
} from '../../../domain/vocabulary/payments.ts';
import { Prisma, type Db, type FactsTransaction } from '../../client.ts';
import { isOnItsWay } from './read.ts';

export interface NewOnlinePayment {
  id: string;
  legalEntityId: string;
  customerId: string;
  connectionId: string;
  linkId: string;
  key: string;
  amountMinor: number;
  currency: string;
  booking: PaymentBooking;
  payerName: string;
  payerEmail: string | null;
  language: string;
  openUntil: Date;
  createdAt: Date;
  shares: PaymentShare[];
}

/** The database lets no second one in for an item that a payment is under way for. */
export async function createOnlinePayment(
  tx: FactsTransaction,
  { shares, amountMinor, ...payment }: NewOnlinePayment,
): Promise<void> {
  await tx.onlinePayment.createMany({ data: [{ ...payment, amountMinor: BigInt(amountMinor) }] });
  await tx.onlinePaymentItem.createMany({
    data: shares.map(({ itemId, amountMinor: ofItem, chargesMinor, openMinor }) => ({
      paymentId: payment.id,
      itemId,
      amountMinor: BigInt(ofItem),
      chargesMinor: BigInt(chargesMinor),
      openMinor: BigInt(openMinor),
      liveItemId: itemId,
    })),
  });
}

export interface OnlinePaymentChange {
  state?: OnlinePaymentState;
  method?: OnlinePaymentMethod;
  receivedMinor?: number;
  returnedMinor?: number;
  bookedMinor?: number;
  reason?: string | null;
  moneyRef?: string;
  settledAt?: Date;
  endedAt?: Date | null;
  lastAskedAt?: Date;
}

export async function changeOnlinePayment(db: Db, id: string, change: OnlinePaymentChange): Promise<void> {
  await db.onlinePayment.updateMany({ where: { id }, data: change });
}

/** Its items may be chased and paid again. */
export async function freeItems(tx: FactsTransaction, paymentId: string): Promise<void> {
  await tx.onlinePaymentItem.updateMany({
    where: { paymentId, liveItemId: { not: null } },
    data: { liveItemId: null },
  });
}

/** Of these items, those that the ledger has taken meanwhile: the next payment of them is another one. */
export async function freeTakenItems(tx: FactsTransaction, itemIds: string[]): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "OnlinePaymentItem" l SET "liveItemId" = NULL FROM "OpenItem" i
    WHERE l."liveItemId" = ANY(${itemIds}::uuid[]) AND i."id" = l."liveItemId" AND NOT ${isOnItsWay(Prisma.sql`i`)}`);
}
