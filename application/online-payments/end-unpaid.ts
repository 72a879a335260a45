/**
 * A payment ends before anything of it was paid: the customer called it off, or the connector did not open it. Its items
 * may be paid and chased again at once. Needs no more rights than the visitor has.
 */
import type { PrismaClient } from '../../prisma/client.ts';
import { lockOnlinePayment, type StoredOnlinePayment } from '../../prisma/queries/online-payments/read.ts';
import { changeOnlinePayment, freeItems } from '../../prisma/queries/online-payments/write.ts';
import { changeFactsOf } from '../unit-of-work.ts';

/** Answers where that leaves it; what went on meanwhile stays as it is. */
export async function endUnpaid(
  db: PrismaClient,
  id: string,
  { state, at }: { state: 'cancelled' | 'failed'; at: Date },
): Promise<StoredOnlinePayment> {
  return changeFactsOf(db, async (tx) => {
    const payment = (await lockOnlinePayment(tx, id))!;
    if (payment.state !== 'opened') return { result: payment, history: [], facts: [] };
    await changeOnlinePayment(tx, id, { state });
    await freeItems(tx, id);
    const { legalEntityId, customerId, amountMinor, currency, items } = payment;
    const key = `online-payment/${id}/${state}`;
    return {
      result: { ...payment, state },
      history: [
        {
          ...{ legalEntityId, customerId, at, key },
          kind: 'online_payment_reported',
          actor: { kind: state === 'cancelled' ? 'customer' : 'system' },
          data: {
            ...{ paymentId: id, state, before: 'opened', amountMinor, currency },
            items: items.map(({ number }) => number),
          },
          itemIds: items.map(({ itemId }) => itemId),
        },
      ],
      facts: [{ customerId, reason: 'payment_received', key }],
    };
  });
}
