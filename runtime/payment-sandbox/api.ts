/** Stripe's API, for what Relance asks of it. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { newId, type SandboxPayment } from './payments.ts';
import type { PaymentWorld } from './sandbox.ts';

type Fields = Record<string, string | undefined>;

export function apiRoutes(app: FastifyInstance, world: PaymentWorld): void {
  const answers = new Map<string, object>();
  // The same request under the same key has the same answer, as there.
  const once = (key: string | string[] | undefined, make: () => object) => {
    if (typeof key !== 'string') return make();
    const answer = answers.get(key) ?? make();
    answers.set(key, answer);
    return answer;
  };
  app.post<{ Body: Fields }>('/v1/customers', async ({ headers, body }) =>
    once(headers['idempotency-key'], () => ({ id: newId('cus'), object: 'customer', ...body })),
  );
  app.post<{ Body: Fields }>('/v1/checkout/sessions', async ({ headers, body }, reply) => {
    const problem = problemOf(body, world.now());
    if (problem !== null) return refuse(reply, 400, problem);
    return once(headers['idempotency-key'], () => {
      const payment = paymentOf(body);
      world.payments.save(payment);
      return presentSession(payment, world.origin());
    });
  });
  app.get<{ Params: { id: string } }>('/v1/checkout/sessions/:id', async ({ params }, reply) => {
    const payment = world.payments.get(params.id);
    return payment === undefined ? missing(reply) : presentSession(payment, world.origin());
  });
  app.post<{ Params: { id: string } }>('/v1/checkout/sessions/:id/expire', async ({ params }, reply) => {
    const payment = world.payments.get(params.id);
    if (payment === undefined) return missing(reply);
    if (!world.steer(payment, 'expire')) return refuse(reply, 400, 'Only Checkout Sessions that are open');
    return presentSession(payment, world.origin());
  });
  app.post<{ Params: { id: string } }>('/v1/payment_intents/:id/cancel', async ({ params }, reply) => {
    const payment = world.payments.get(params.id);
    if (payment === undefined) return missing(reply);
    payment.intent = 'canceled';
    world.payments.save(payment);
    world.notifier.notify('payment_intent.canceled', presentIntent(payment));
    return presentIntent(payment);
  });
  for (const kind of ['refunds', 'disputes'] as const)
    app.get<{ Querystring: { payment_intent: string } }>(`/v1/${kind}`, async ({ query }) => ({
      object: 'list',
      has_more: false,
      data: world.payments.get(query.payment_intent)?.[kind] ?? [],
    }));
  accountRoutes(app, world);
}

function accountRoutes(app: FastifyInstance, world: PaymentWorld): void {
  app.get('/v1/webhook_endpoints', async () => ({
    object: 'list',
    has_more: false,
    data: world.notifier.endpoints,
  }));
  app.post<{ Body: Fields }>('/v1/webhook_endpoints', async ({ body }) =>
    world.notifier.subscribe(body['url'] ?? ''),
  );
  app.get('/v1/account', async () => ({
    id: 'acct_sandbox',
    object: 'account',
    settings: { dashboard: { display_name: 'Sandbox: no money moves' } },
    capabilities: {
      card_payments: 'active',
      sepa_debit_payments: 'active',
      sepa_bank_transfer_payments: 'active',
    },
  }));
}

function paymentOf(body: Fields): SandboxPayment {
  const line = (name: string) => body[`line_items[0][price_data]${name}`] ?? '';
  return {
    id: newId('cs_test'),
    intentId: newId('pi'),
    reference: body['client_reference_id'] ?? '',
    title: line('[product_data][name]'),
    amount: Number(line('[unit_amount]')),
    currency: line('[currency]'),
    methods: Object.entries(body).flatMap(([name, value]) =>
      name.startsWith('allowed_payment_method_types[') && value ? [value] : [],
    ),
    successUrl: body['success_url'] ?? '',
    cancelUrl: body['cancel_url'] ?? '',
    expiresAt: Number(body['expires_at']),
    session: 'open',
    intent: 'requires_payment_method',
    method: null,
    error: null,
    refunds: [],
    disputes: [],
  };
}

const shortestOpenSeconds = 30 * 60;

/** What it refuses of a session, in its words. */
function problemOf(body: Fields, at: Date): string | null {
  const { amount, currency, title, expiresAt, methods } = paymentOf(body);
  if (body['mode'] !== 'payment') return 'Missing required param: mode.';
  if (!Number.isSafeInteger(amount) || amount < 50) return 'The amount must be at least 50 cents.';
  if (!/^[a-z]{3}$/.test(currency)) return `Invalid currency: ${currency}.`;
  if (title === '') return 'Missing required param: line_items[0][price_data][product_data][name].';
  const now = at.getTime() / 1000;
  if (expiresAt < now + shortestOpenSeconds - 60 || expiresAt > now + 24 * 3600)
    return 'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.';
  if (methods.includes('customer_balance') && !body['customer'])
    return 'You must provide a customer when using customer_balance.';
  return methods.includes('sepa_debit') && currency !== 'eur'
    ? 'The payment method type sepa_debit is invalid in this currency.'
    : null;
}

export function presentSession(payment: SandboxPayment, origin: string): object {
  const { id, session, amount, currency, reference, intent } = payment;
  return {
    id,
    object: 'checkout.session',
    status: session,
    payment_status: intent === 'succeeded' ? 'paid' : 'unpaid',
    amount_total: amount,
    currency,
    client_reference_id: reference,
    metadata: { relance_payment: reference },
    url: session === 'open' ? `${origin}/pay/${id}` : null,
    payment_intent: session === 'complete' ? presentIntent(payment) : null,
  };
}

export function presentIntent(payment: SandboxPayment): object {
  const { intentId, intent, amount, currency, reference, method, error } = payment;
  return {
    id: intentId,
    object: 'payment_intent',
    status: intent,
    amount,
    amount_received: intent === 'succeeded' ? amount : 0,
    currency,
    metadata: { relance_payment: reference },
    last_payment_error: error === null ? null : { message: error },
    latest_charge:
      method === null
        ? null
        : { id: intentId.replace('pi_', 'ch_'), object: 'charge', payment_method_details: { type: method } },
  };
}

function refuse(reply: FastifyReply, status: number, message: string, code?: string): FastifyReply {
  return reply.code(status).send({ error: { type: 'invalid_request_error', message, code } });
}

function missing(reply: FastifyReply): FastifyReply {
  return refuse(reply, 404, 'No such object', 'resource_missing');
}
