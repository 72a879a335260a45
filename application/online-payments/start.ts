/**
 * A customer starts to pay: the amount is fixed from the ledger of this moment, its items are out of the chase at once
 * (P-8), and nobody can start a second payment of them. Nothing is taken for money. Who calls then asks the connector.
 */
import { randomUUID } from 'node:crypto';
import { accepted, RefusedError, type Outcome } from '../../domain/errors.ts';
import type { ChosenPayment } from '../../domain/payment/shares.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { lockItems } from '../../prisma/queries/items/lock.ts';
import {
  onlinePayment,
  onlinePaymentByKey,
  type StoredOnlinePayment,
} from '../../prisma/queries/online-payments/read.ts';
import { createOnlinePayment, freeTakenItems } from '../../prisma/queries/online-payments/write.ts';
import type { OfferedConnection } from '../../prisma/queries/payment-connections/read.ts';
import { askOnlinePayment } from '../outbox.ts';
import { changeFactsOf } from '../unit-of-work.ts';

export interface StartPayment {
  payer: {
    linkId: string;
    legalEntityId: string;
    customerId: string;
    recipientName: string;
    recipientEmail: string | null;
    language: string;
  };
  connection: Pick<OfferedConnection, 'id' | 'booking'>;
  /** Made by the page when it is drawn. */
  key: string;
  itemIds: string[];
  currency: string;
  /** What the customer was shown; another amount is refused. */
  shownMinor: number;
  openUntil: Date;
  at: Date;
  /** What is to be paid, read in this transaction, once its items are held. */
  choose: (tx: Db) => Promise<Outcome<ChosenPayment>>;
}

/**
 * Answers the payment, and whether it is new: the same form sent again is the same payment.
 *
 * @throws RefusedError what `chosenPayment` refuses, `payment_amount_changed { amountMinor, currency }`,
 *   `idempotency_conflict`
 */
export async function startOnlinePayment(
  db: PrismaClient,
  asked: StartPayment,
): Promise<{ payment: StoredOnlinePayment; isNew: boolean }> {
  const { payer, key, itemIds, currency, shownMinor, at } = asked;
  const { legalEntityId, customerId, linkId } = payer;
  return changeFactsOf<{ payment: StoredOnlinePayment; isNew: boolean }>(db, async (tx) => {
    await lockItems(tx, customerId, itemIds);
    const earlier = await onlinePaymentByKey(tx, { linkId, key });
    if (earlier !== null) {
      if (earlier.amountMinor !== shownMinor || earlier.currency !== currency)
        throw new RefusedError('idempotency_conflict');
      return { result: { payment: earlier, isNew: false }, history: [], facts: [] };
    }
    await freeTakenItems(tx, itemIds);
    const { amountMinor, shares, numbers } = accepted(await asked.choose(tx));
    if (amountMinor !== shownMinor)
      throw new RefusedError('payment_amount_changed', { amountMinor, currency });
    const id = randomUUID();
    await createOnlinePayment(tx, {
      id,
      ...{ legalEntityId, customerId, linkId, key, amountMinor, currency, shares },
      connectionId: asked.connection.id,
      booking: asked.connection.booking,
      payerName: payer.recipientName,
      payerEmail: payer.recipientEmail,
      language: payer.language,
      openUntil: asked.openUntil,
      createdAt: at,
    });
    await askOnlinePayment(tx, id);
    return {
      result: { payment: (await onlinePayment(tx, id))!, isNew: true },
      history: [
        {
          ...{ legalEntityId, customerId, at },
          kind: 'online_payment_started',
          actor: { kind: 'customer' },
          key: `online-payment/${id}/started`,
          data: { paymentId: id, amountMinor, currency, items: numbers },
          itemIds: shares.map(({ itemId }) => itemId),
        },
      ],
      facts: [{ customerId, reason: 'payment_received', key: `online-payment/${id}/started` }],
    };
  });
}
