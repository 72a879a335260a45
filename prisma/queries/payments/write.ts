/** Rows of payments and of what they were allocated to. */
import type { TakenPayment } from '../../../domain/ledger/payment-book.ts';
import type { FactsTransaction } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

export type NewPayment = Pick<
  TakenPayment,
  'payment' | 'paymentId' | 'customerId' | 'itemNumbers' | 'allocations'
> & {
  legalEntityId: string;
  /** The database lets none in twice. */
  key: string;
  at: Date;
};

export async function createPayments(tx: FactsTransaction, payments: NewPayment[]): Promise<void> {
  await tx.payment.createMany({
    data: payments.map(({ payment, paymentId, customerId, itemNumbers, legalEntityId, key, at }) => ({
      id: paymentId,
      legalEntityId,
      customerId,
      kind: payment.kind,
      key,
      reference: payment.reference,
      itemNumbers,
      receivedOn: fromIsoDate(payment.receivedOn),
      amountMinor: BigInt(payment.amountMinor),
      currency: payment.currency,
      createdAt: at,
    })),
  });
  await tx.paymentAllocation.createMany({
    data: payments.flatMap(({ paymentId, allocations }) =>
      allocations.map(({ itemId, amountMinor }) => ({ paymentId, itemId, amountMinor: BigInt(amountMinor) })),
    ),
  });
}
