/** What is noted of payments that customers started, and of news about them: nothing that the engine reads. */
import { Prisma, type Db } from '../../client.ts';

/** Where the customer pays it, once the connector knows it. */
export async function noteIntent(
  db: Db,
  id: string,
  { ref, payUrl }: { ref: string; payUrl: string },
): Promise<void> {
  await db.onlinePayment.updateMany({ where: { id }, data: { providerRef: ref, payUrl } });
}

/** When the connector was last asked about it, and since when nobody asks any more. */
export async function noteFollowed(
  db: Db,
  id: string,
  noted: { lastAskedAt: Date } | { endedAt: Date },
): Promise<void> {
  await db.onlinePayment.updateMany({ where: { id }, data: noted });
}

/** A notification. The same one again is one row. Answers whether it is new. */
export async function keepPaymentHint(
  tx: Db,
  hint: { id: string; connectionId: string; eventType: string; paymentId: string | null; at: Date },
): Promise<boolean> {
  const { at, ...row } = hint;
  const { count } = await tx.paymentHint.createMany({
    data: [{ ...row, firstAt: at, lastAt: at }],
    skipDuplicates: true,
  });
  if (count === 0)
    await tx.paymentHint.updateMany({ where: { id: row.id }, data: { times: { increment: 1 }, lastAt: at } });
  return count === 1;
}

/** What is older than anybody tells again. */
export async function sweepPaymentHints(db: Db): Promise<void> {
  await db.$executeRaw(
    Prisma.sql`DELETE FROM "PaymentHint" WHERE "lastAt" < (now() AT TIME ZONE 'UTC') - interval '60 days'`,
  );
}
