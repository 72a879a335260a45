/** A connector says that something happened to a payment: a reason to ask about it at once, and nothing more. */
import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../prisma/client.ts';
import { onlinePaymentOfHint } from '../../prisma/queries/online-payments/read.ts';
import { keepPaymentHint } from '../../prisma/queries/online-payments/notes.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { askOnlinePayment } from '../outbox.ts';

export interface PaymentTidings {
  /** What the connector calls the event. */
  eventId: string;
  eventType: string;
  /** What the connector calls the payment. */
  ref: string | null;
  /** Our own id, as the connector repeats it. */
  reference: string | null;
}

const longest = 200;

/** What comes again changes nothing; what is of no payment of this connection is kept and wakes nobody. */
export async function takePaymentHint(
  db: PrismaClient,
  { connectionId, hint, at }: { connectionId: string; hint: PaymentTidings; at: Date },
): Promise<void> {
  const id = createHash('sha256').update(`${connectionId}/${hint.eventId}`).digest('hex');
  await inTransaction(db, async (tx) => {
    const payment = await onlinePaymentOfHint(tx, connectionId, hint);
    const isNew = await keepPaymentHint(tx, {
      id,
      connectionId,
      eventType: hint.eventType.slice(0, longest),
      paymentId: payment?.id ?? null,
      at,
    });
    if (isNew && payment !== null) await askOnlinePayment(tx, payment.id);
  });
}

/** Where a connector tells its news. */
export function paymentHookUrl(publicUrl: string, hookKey: string): string {
  return `${publicUrl}/api/hooks/payments/${hookKey}`;
}
