/** A sandbox of payments with what the product needs to work on it. */
import { createPaymentTakers, type PaymentTakers } from '../../api/connections/payment-connectors.ts';
import type { PaymentBooking } from '../../domain/vocabulary/payments.ts';
import {
  sandboxStripe,
  startPaymentSandbox,
  type PaymentSandbox,
} from '../../runtime/payment-sandbox/sandbox.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { startOnlinePayment } from '../../application/online-payments/start.ts';
import { noteIntent } from '../../prisma/queries/online-payments/notes.ts';
import type { OpenDatabase } from './database.ts';

export interface PaymentDesk {
  sandbox: PaymentSandbox;
  takers: PaymentTakers;
}

export async function startPaymentDesk(): Promise<PaymentDesk> {
  const sandbox = await startPaymentSandbox();
  return { sandbox, takers: createPaymentTakers({ stripe: sandboxAccountOf(sandbox) }) };
}

export function sandboxAccountOf({ url }: Pick<PaymentSandbox, 'url'>) {
  return { apiUrl: url, pagesUrl: url, ...sandboxStripe, isSandbox: true };
}

/** The company takes payments by card, debit and transfer. Answers the id of the connection. */
export async function connectPayments(
  db: OpenDatabase,
  legalEntityId: string,
  booking: PaymentBooking = 'at_once',
): Promise<string> {
  const { id } = await db.paymentConnection.create({
    data: {
      legalEntityId,
      provider: 'stripe',
      enabled: true,
      methods: ['card', 'direct_debit', 'transfer'],
      booking,
      hookKey: `hook-${legalEntityId}`,
    },
  });
  return id;
}

/**
 * A customer has started to pay the whole of these items, as the page lets them, and stands at the connector where there
 * is one. Answers the id of the payment.
 */
export async function startPayment(
  db: OpenDatabase,
  of: { legalEntityId: string; customerId: string; itemIds: string[]; at: Date },
  takers?: PaymentTakers,
): Promise<string> {
  const { legalEntityId, customerId, itemIds, at } = of;
  const connection =
    (await db.paymentConnection.findFirst({ where: { legalEntityId } }))?.id ??
    (await connectPayments(db, legalEntityId));
  const payer = { recipientName: 'Pat Payable', recipientEmail: 'ap@customer.test', language: 'en' };
  const { linkId } = await issueLink(db, { kind: 'customer', legalEntityId, customerId, ...payer, at });
  const items = await db.openItem.findMany({ where: { id: { in: itemIds } } });
  const shares = items.map(({ id, openMinor }) => ({
    itemId: id,
    amountMinor: Number(openMinor),
    chargesMinor: 0,
    openMinor: Number(openMinor),
  }));
  const amountMinor = shares.reduce((sum, share) => sum + share.amountMinor, 0);
  const { currency } = items[0]!;
  const openUntil = new Date(at.getTime() + 45 * 60_000);
  const { payment } = await startOnlinePayment(db, {
    payer: { linkId, legalEntityId, customerId, ...payer },
    connection: { id: connection, booking: 'at_once' },
    ...{ key: `payment-${linkId}`, itemIds, currency, shownMinor: amountMinor, openUntil, at },
    choose: async () => ({
      ok: true,
      value: { amountMinor, currency, shares, numbers: items.map(({ number }) => number) },
    }),
  });
  if (takers !== undefined)
    await noteIntent(
      db,
      payment.id,
      await takers.connectors.stripe!.createIntent({
        ...{ id: payment.id, amountMinor, currency, openUntil, title: 'Invoices' },
        methods: ['card', 'direct_debit', 'transfer'],
        ...{ email: payer.recipientEmail, name: payer.recipientName, country: 'FR', language: 'en' },
        ...{ paidUrl: 'https://relance.test/p', backUrl: 'https://relance.test/p' },
      }),
    );
  return payment.id;
}

/** A payment by card that is there and recorded, at a company that need not be connected. Answers its id. */
export async function settledPayment(
  db: OpenDatabase,
  of: { legalEntityId: string; customerId: string; itemId: string; linkId: string; at: Date },
): Promise<string> {
  const { legalEntityId, customerId, itemId, linkId, at } = of;
  const provider = 'stripe' as const;
  const { id: connectionId } = await db.paymentConnection.upsert({
    where: { legalEntityId_provider: { legalEntityId, provider } },
    create: { legalEntityId, provider, hookKey: `hook-${legalEntityId}` },
    update: {},
  });
  const amountMinor = 100_050;
  const { id } = await db.onlinePayment.create({
    data: {
      ...{ legalEntityId, customerId, connectionId, linkId, amountMinor, currency: 'EUR', language: 'en' },
      ...{ key: `payment-${crypto.randomUUID()}`, state: 'settled', method: 'card', booking: 'at_once' },
      ...{ receivedMinor: amountMinor, bookedMinor: amountMinor, openUntil: at, settledAt: at },
      items: { create: { itemId, amountMinor, openMinor: amountMinor } },
    },
  });
  return id;
}
