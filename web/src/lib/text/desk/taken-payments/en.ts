import type {
  OnlinePaymentMethod,
  OnlinePaymentState,
  PaymentBooking,
  PaymentConnectorName,
} from '../../../vocabulary.ts';

/** Payments of customers by a connector: how one is connected, and whether it works. */
export const takenPayments = {
  connection: 'Payments',
  providers: { stripe: 'Stripe' } satisfies Record<PaymentConnectorName, string>,
  purposes: {
    stripe: 'Customers pay chosen items on their page: by card, direct debit or bank transfer.',
  } satisfies Record<PaymentConnectorName, string>,
  sandbox: 'Sandbox: no money moves.',
  sandboxText:
    'It answers like the payment service and stands in for it on this machine. Its page plays the bank.',
  unset: {
    stripe:
      'To take payments, set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET where the server runs, or STRIPE_SECRET_KEY_FILE and STRIPE_WEBHOOK_SECRET_FILE with the names of files that hold them, and start again. Until then customers read your bank details on their page.',
  } satisfies Record<PaymentConnectorName, string>,
  lost: 'It is connected, but the server has no credentials of it any more: customers cannot pay on their page, and payments in progress are not followed.',
  off: 'Customers read your bank details on their page and cannot pay there until it is connected.',
  change: 'Change …',
  changeOf: (name: string) => `Change payments by ${name}`,
  disconnect: 'Disconnect',
  disconnectTitle: (name: string) => `Take no more payments by ${name}?`,
  disconnectText:
    'From now on nobody can start a payment on the customer’s page. Payments in progress go on and are followed to their end. What is chosen here is kept.',
  disconnected: 'Payments are disconnected.',
  saved: 'The connection is saved.',
  methodsTitle: 'Ways to pay',
  methods: {
    card: 'Card',
    direct_debit: 'Direct debit',
    transfer: 'Bank transfer',
  } satisfies Record<OnlinePaymentMethod, string>,
  /** How far a payment is that a customer started on the page. */
  states: {
    opened: 'Is being paid',
    in_progress: 'Payment in progress',
    settled: 'Paid',
    returned: 'Gone back',
    failed: 'Failed',
    expired: 'Not paid in time',
    cancelled: 'Called off',
  } satisfies Record<OnlinePaymentState, string>,
  waitsForLedger: 'Paid, not in the ledger yet',
  ofItem: {
    opened: (amount: string, since: string) =>
      `The customer is paying ${amount} on the page, since ${since}. Until it is clear what becomes of it, nobody is asked for it.`,
    in_progress: (amount: string, since: string) =>
      `A payment of ${amount} is on its way, since ${since}. It counts as money once it is there.`,
    settled: (amount: string, since: string) =>
      `${amount} were paid on the page on ${since}. The next import of the ledger is to show it.`,
  },
  methodsHint: 'A customer sees those of them that the currency of the items allows.',
  methodsNeeded: 'Tick at least one way to pay.',
  bookingTitle: 'Who records the payment',
  bookings: { at_once: 'Relance', by_ledger: 'The ledger import' } satisfies Record<PaymentBooking, string>,
  bookingHints: {
    at_once:
      'Relance records it as soon as the payment service has the money. An import that brings the same payment is matched with it.',
    by_ledger:
      'Relance records nothing: the items stay out of the chase until an import shows them paid. After fifteen days somebody is asked to look.',
  } satisfies Record<PaymentBooking, string>,
  consequence: 'It counts for payments that are started from now on.',
  hook: 'Address for news',
  hookText:
    'Enter this address at the payment service, so that it tells what happened. Without it payments are asked about, and known later.',
  switchedOn: 'Switched on there:',
  nothingOn: 'No way to pay is switched on there.',
  missing: (methods: string) =>
    `Ticked here, but not switched on there: ${methods}. Switch it on there, or untick it here.`,
  tried: 'Tried: to sign in and to ask which ways to pay are switched on. No money was asked for.',
  fields: {
    methods: 'Ways to pay',
    booking: 'Who records the payment',
  } as Record<string, string>,
};
