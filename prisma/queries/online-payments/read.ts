/** Payments that customers started. */
import type {
  OnlinePaymentMethod,
  OnlinePaymentState,
  PaymentBooking,
  PaymentConnectorName,
} from '../../../domain/vocabulary/payments.ts';
import { Prisma, type Db } from '../../client.ts';
import { toMinor } from '../../convert.ts';

export interface StoredOnlinePayment {
  id: string;
  legalEntityId: string;
  customerId: string;
  customerNumber: string;
  connectionId: string;
  provider: PaymentConnectorName;
  linkId: string;
  state: OnlinePaymentState;
  method: OnlinePaymentMethod | null;
  amountMinor: number;
  currency: string;
  booking: PaymentBooking;
  payerName: string;
  payerEmail: string | null;
  language: string;
  providerRef: string | null;
  payUrl: string | null;
  openUntil: Date;
  receivedMinor: number;
  returnedMinor: number;
  bookedMinor: number;
  reason: string | null;
  createdAt: Date;
  settledAt: Date | null;
  endedAt: Date | null;
  /** In the time zone of the company. */
  timeZone: string;
  items: StoredShare[];
}

export interface StoredShare {
  itemId: string;
  number: string;
  instalment: number;
  amountMinor: number;
  chargesMinor: number;
  /** Open of it when the payment was started, and now. */
  openMinor: number;
  openNowMinor: number;
  isLive: boolean;
}

const include = {
  customer: { select: { number: true } },
  connection: { select: { provider: true } },
  legalEntity: { select: { timeZone: true } },
  items: {
    include: { item: { select: { number: true, instalment: true, openMinor: true, dueOn: true } } },
  },
} satisfies Prisma.OnlinePaymentInclude;

type Row = Prisma.OnlinePaymentGetPayload<{ include: typeof include }>;

function paymentOf({ customer, connection, legalEntity, items, ...row }: Row): StoredOnlinePayment {
  return {
    ...row,
    customerNumber: customer.number,
    provider: connection.provider,
    timeZone: legalEntity.timeZone,
    amountMinor: toMinor(row.amountMinor),
    receivedMinor: toMinor(row.receivedMinor),
    returnedMinor: toMinor(row.returnedMinor),
    bookedMinor: toMinor(row.bookedMinor),
    items: [...items]
      .sort((a, b) => a.item.dueOn.getTime() - b.item.dueOn.getTime() || (a.itemId < b.itemId ? -1 : 1))
      .map(({ itemId, item, liveItemId, amountMinor, chargesMinor, openMinor }) => ({
        itemId,
        number: item.number,
        instalment: item.instalment,
        amountMinor: toMinor(amountMinor),
        chargesMinor: toMinor(chargesMinor),
        openMinor: toMinor(openMinor),
        openNowMinor: toMinor(item.openMinor),
        isLive: liveItemId !== null,
      })),
  };
}

export async function onlinePayment(db: Db, id: string): Promise<StoredOnlinePayment | null> {
  const row = await db.onlinePayment.findUnique({ where: { id }, include });
  return row === null ? null : paymentOf(row);
}

/** Held until the end of the transaction. */
export async function lockOnlinePayment(tx: Db, id: string): Promise<StoredOnlinePayment | null> {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "OnlinePayment" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`);
  return onlinePayment(tx, id);
}

/** Of a connection, by what the connector or we call it; null: we do not know it. */
export async function onlinePaymentOfHint(
  db: Db,
  connectionId: string,
  { ref, reference }: { ref: string | null; reference: string | null },
): Promise<{ id: string } | null> {
  const named = [
    ...(ref === null ? [] : [{ providerRef: ref }, { moneyRef: ref }]),
    ...(reference !== null && /^[0-9a-f-]{36}$/.test(reference) ? [{ id: reference }] : []),
  ];
  if (named.length === 0) return null;
  return db.onlinePayment.findFirst({ where: { connectionId, OR: named }, select: { id: true } });
}

/** A row of an item that a payment keeps out of the chase. `by_ledger`: until the ledger takes it, by its amount. */
export function isOnItsWay(item: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM "OnlinePaymentItem" pi JOIN "OnlinePayment" op ON op."id" = pi."paymentId"
    WHERE pi."liveItemId" = ${item}."id"
      AND (op."state" <> 'settled' OR ${item}."openMinor" > pi."openMinor" - pi."amountMinor"))`;
}

/** What keeps an item out of the chase. */
export interface PaymentOfItem {
  itemId: string;
  id: string;
  state: OnlinePaymentState;
  method: OnlinePaymentMethod | null;
  /** Of this item. */
  amountMinor: number;
  startedAt: Date;
}

/** Of the items of a customer, those that a payment is on its way for. */
export async function paymentsOnTheirWay(db: Db, customerId: string): Promise<Map<string, PaymentOfItem>> {
  const rows = await db.$queryRaw<PaymentOfItem[]>(Prisma.sql`
    SELECT l."itemId", p."id", p."state", p."method", l."amountMinor"::float8 AS "amountMinor",
      p."createdAt" AS "startedAt"
    FROM "OpenItem" i JOIN "OnlinePaymentItem" l ON l."liveItemId" = i."id"
    JOIN "OnlinePayment" p ON p."id" = l."paymentId"
    WHERE i."customerId" = ${customerId}::uuid AND i."state" = 'open' AND ${isOnItsWay(Prisma.sql`i`)}`);
  return new Map(rows.map((row) => [row.itemId, row]));
}

/** What was started by this form before. */
export async function onlinePaymentByKey(
  db: Db,
  { linkId, key }: { linkId: string; key: string },
): Promise<StoredOnlinePayment | null> {
  const row = await db.onlinePayment.findUnique({
    where: { linkId_key: { linkId, key } },
    select: { id: true },
  });
  return row === null ? null : onlinePayment(db, row.id);
}
