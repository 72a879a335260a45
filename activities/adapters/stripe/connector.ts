/** Payments by Stripe: a Checkout session for each, through its SDK. What is true is fetched; notifications are hints. */
import Stripe from 'stripe';
import { ConnectorError, type PaymentConnector, type PaymentIntent } from '../../payments/connector.ts';
import {
  onlinePaymentMethods,
  type ConnectorTrouble,
  type OnlinePaymentMethod,
} from '../../../domain/vocabulary/payments.ts';
import { pageLanguages } from '../../../domain/vocabulary/languages.ts';
import { hintOf } from './hint.ts';
import { currenciesOf, methodOf, nameOf, refundsOf, snapshotOf } from './snapshot.ts';

export interface StripeAccount {
  secretKey: string;
  /** Of the endpoint at which the account tells news; undefined: it tells none, and is asked. */
  webhookSecret: string | undefined;
  apiUrl: string;
}

const timeoutMs = 20_000;
/** Half an hour is the shortest that a session may be open. */
const openMinutes = 45;
const eventTypes: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = [
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'payment_intent.processing',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
];

export function createStripe({ secretKey, webhookSecret, apiUrl }: StripeAccount): PaymentConnector {
  const { hostname, port, protocol } = new URL(apiUrl);
  const isPlain = protocol === 'http:';
  const stripe = new Stripe(secretKey, {
    ...{ host: hostname, port: port || (isPlain ? 80 : 443), protocol: isPlain ? 'http' : 'https' },
    // Whoever asks tries again, with a word of why.
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
    appInfo: { name: 'Relance' },
  });
  const sessionOf = (ref: string) =>
    stripe.checkout.sessions.retrieve(ref, { expand: ['payment_intent.latest_charge'] });
  return {
    name: 'stripe',
    capabilities: {
      methods: onlinePaymentMethods,
      methodsFor: currenciesOf,
      leastMinor: 50,
      mostMinor: 99_999_999,
      openMinutes,
      subscribesItself: isPlain,
    },
    createIntent: (intent) => asked(() => openSession(stripe, intent)),
    fetch: (ref) =>
      asked(async () => {
        const session = await orNull(() => sessionOf(ref));
        return session === null ? null : snapshotOf(session);
      }),
    refundStatus: (ref) =>
      asked(async () => {
        const { payment_intent: intent } = await sessionOf(ref);
        if (intent === null) return { returnedMinor: 0, reason: null };
        const of = { payment_intent: typeof intent === 'string' ? intent : intent.id, limit: 100 };
        const [refunds, disputes] = await Promise.all([stripe.refunds.list(of), stripe.disputes.list(of)]);
        return refundsOf(refunds.data, disputes.data);
      }),
    close: (ref) => asked(() => closeSession(stripe, () => sessionOf(ref))),
    parseWebhook: ({ headers, body }) => {
      const signature = headers['stripe-signature'];
      if (webhookSecret === undefined || signature === undefined) return null;
      try {
        return hintOf(stripe.webhooks.constructEvent(Buffer.from(body), signature, webhookSecret));
      } catch {
        return null;
      }
    },
    subscribe: (url) =>
      asked(async () => {
        const { data } = await stripe.webhookEndpoints.list({ limit: 100 });
        if (data.some((endpoint) => endpoint.url === url)) return;
        await stripe.webhookEndpoints.create({ url, enabled_events: eventTypes });
      }),
    test: () => tryAccount(stripe),
  };
}

/** The same id opens the same session. */
async function openSession(stripe: Stripe, intent: PaymentIntent): Promise<{ ref: string; payUrl: string }> {
  const { id, currency, amountMinor, title, methods, email, language } = intent;
  const metadata = { relance_payment: id };
  const withTransfer = methods.includes('transfer');
  // Stripe keeps transfers for a customer of its own.
  const payer = withTransfer
    ? await stripe.customers.create(
        { name: intent.name, metadata, ...(email === null ? {} : { email }) },
        { idempotencyKey: `${id}/customer` },
      )
    : null;
  const session = await stripe.checkout.sessions.create(
    {
      mode: 'payment',
      allowed_payment_method_types: methods.map(nameOf),
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: currency.toLowerCase(),
            unit_amount: amountMinor,
            product_data: { name: title },
          },
        },
      ],
      client_reference_id: id,
      metadata,
      payment_intent_data: { metadata, description: title },
      ...(withTransfer ? { payment_method_options: { customer_balance: transferIn(intent) } } : {}),
      ...(payer !== null ? { customer: payer.id } : email === null ? {} : { customer_email: email }),
      locale: localeOf(language),
      expires_at: Math.floor(intent.openUntil.getTime() / 1000),
      success_url: intent.paidUrl,
      cancel_url: intent.backUrl,
    },
    { idempotencyKey: `${id}/session` },
  );
  if (!session.url) throw new ConnectorError('unreadable', 'a session without an address');
  return { ref: session.id, payUrl: session.url };
}

const transferCountries = ['BE', 'DE', 'ES', 'FR', 'IE', 'NL'];

function transferIn({
  currency,
  country,
}: PaymentIntent): Stripe.Checkout.SessionCreateParams.PaymentMethodOptions.CustomerBalance {
  const type = { EUR: 'eu_bank_transfer', GBP: 'gb_bank_transfer', USD: 'us_bank_transfer' } as const;
  const of = type[currency as keyof typeof type];
  const where = transferCountries.includes(country) ? country : 'FR';
  return {
    funding_type: 'bank_transfer',
    bank_transfer:
      of === 'eu_bank_transfer' ? { type: of, eu_bank_transfer: { country: where } } : { type: of },
  };
}

function localeOf(language: string): Stripe.Checkout.SessionCreateParams.Locale {
  return pageLanguages.find((one) => one === language) ?? 'auto';
}

/** What is open is ended; a transfer that nobody has made is called off. */
async function closeSession(stripe: Stripe, read: () => Promise<Stripe.Checkout.Session>): Promise<void> {
  const session = await read();
  if (session.status === 'open') {
    await stripe.checkout.sessions.expire(session.id);
    return;
  }
  const intent = session.payment_intent;
  if (intent !== null && typeof intent !== 'string' && intent.status === 'requires_action')
    await stripe.paymentIntents.cancel(intent.id);
}

async function tryAccount(stripe: Stripe) {
  try {
    const account = await stripe.accounts.retrieveCurrent();
    const abilities = Object.entries(account.capabilities ?? {});
    const methods = abilities.flatMap(([name, status]): OnlinePaymentMethod[] => {
      const method = status === 'active' ? methodOf(name.replace(/_payments$/, '')) : null;
      return method === null ? [] : [method];
    });
    const answered = account.settings?.dashboard.display_name ?? account.email ?? account.id;
    return { step: 'request' as const, failure: null, answered, methods: [...new Set(methods)] };
  } catch (error) {
    const { trouble, message } = asConnectorError(error);
    const step =
      trouble === 'unreachable' || trouble === 'timeout' ? ('connect' as const) : ('sign_in' as const);
    return { step, failure: trouble, answered: message, methods: [] };
  }
}

async function orNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
      return null;
    throw error;
  }
}

async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asConnectorError(error);
  }
}

function asConnectorError(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  // The message of a refused key repeats the key in part.
  if (
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError
  )
    return new ConnectorError('sign_in', 'the key was refused');
  if (error instanceof Stripe.errors.StripeError) return new ConnectorError(troubleOf(error), error.message);
  throw error;
}

function troubleOf(error: Stripe.errors.StripeError): ConnectorTrouble {
  if (error instanceof Stripe.errors.StripeConnectionError)
    return /timeout|timed out/i.test(error.message) ? 'timeout' : 'unreachable';
  if (error instanceof Stripe.errors.StripeRateLimitError || (error.statusCode ?? 0) >= 500) return 'busy';
  return error.statusCode === 404 ? 'not_found' : 'refused';
}
