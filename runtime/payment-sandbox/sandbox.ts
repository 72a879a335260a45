/**
 * A connector of payments on this machine that speaks Stripe's API for what Relance uses and signs what it tells. No
 * money moves: for demos, for trying the connection, and for tests, which play the bank and let things go wrong.
 */
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { apiRoutes, presentIntent, presentSession } from './api.ts';
import { EventNotifier } from './notifications.ts';
import { pageRoutes } from './page.ts';
import { SandboxPayments, takeStep, type PaymentStep, type SandboxPayment } from './payments.ts';

export const sandboxStripe = { secretKey: 'sk_test_sandbox', webhookSecret: 'whsec_sandbox' };

export interface PaymentFaults {
  /** So many requests are answered with 500 and change nothing. */
  errors: number;
  /** So many requests take effect, and the connection is cut. */
  cuts: number;
  refusesKey: boolean;
}

export interface PaymentWorld {
  payments: SandboxPayments;
  notifier: EventNotifier;
  faults: PaymentFaults;
  origin: () => string;
  now: () => Date;
  /** Lets something happen to a payment and tells of it; false: it cannot happen now. */
  steer: (payment: SandboxPayment, step: PaymentStep) => boolean;
}

export interface PaymentSandbox {
  url: string;
  notifier: EventNotifier;
  faults: PaymentFaults;
  /** By what the client calls it. */
  find(reference: string): SandboxPayment | undefined;
  steer(reference: string, ...steps: PaymentStep[]): void;
  /** From now on its clock is this one; undefined: that of the machine. */
  setClock(now: (() => Date) | undefined): void;
  close(): Promise<void>;
}

export interface PaymentSandboxOptions {
  port?: number;
  /** Where payments outlive a restart; absent: nowhere. */
  folder?: string;
  /** The first pause before an event that nobody took is told again. */
  retryMs?: number;
}

export async function startPaymentSandbox(options: PaymentSandboxOptions = {}): Promise<PaymentSandbox> {
  const { folder, port = 0, retryMs = 500 } = options;
  const app = fastify({ bodyLimit: 256 * 1024, forceCloseConnections: true });
  let clock: (() => Date) | undefined;
  const world: PaymentWorld = {
    now: () => clock?.() ?? new Date(),
    payments: new SandboxPayments(folder),
    notifier: new EventNotifier({ secret: sandboxStripe.webhookSecret, retryMs, folder }),
    faults: { errors: 0, cuts: 0, refusesKey: false },
    origin: () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    steer: (payment, step) => steer(world, payment, step),
  };
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  faultsFirst(app, world);
  apiRoutes(app, world);
  pageRoutes(app, world);
  await app.listen({ host: '127.0.0.1', port });
  return {
    url: world.origin(),
    notifier: world.notifier,
    faults: world.faults,
    find: (reference) => world.payments.get(reference),
    steer(reference, ...steps) {
      for (const step of steps) {
        const payment = world.payments.get(reference);
        if (payment === undefined) throw new Error(`the sandbox has no payment ${reference}`);
        if (!world.steer(payment, step)) throw new Error(`${step} cannot happen to ${reference} now`);
      }
    },
    setClock(given) {
      clock = given;
    },
    async close() {
      await world.notifier.close();
      await app.close();
    },
  };
}

function steer(
  { payments, notifier, origin }: PaymentWorld,
  payment: SandboxPayment,
  step: PaymentStep,
): boolean {
  const events = takeStep(payment, step);
  if (events === undefined) return false;
  payments.save(payment);
  for (const type of events) {
    if (type.startsWith('checkout.')) notifier.notify(type, presentSession(payment, origin()));
    else if (type.startsWith('payment_intent.')) notifier.notify(type, presentIntent(payment));
    else notifier.notify(type, { object: type.split('.')[0], payment_intent: payment.intentId });
  }
  return true;
}

/** Faults before anything else, then the key: as a provider's front door does. */
function faultsFirst(app: FastifyInstance, { faults }: PaymentWorld): void {
  const isApi = (url: string) => url.startsWith('/v1/');
  app.addHook('onRequest', async (request, reply) => {
    if (!isApi(request.url)) return;
    if (faults.errors > 0) {
      faults.errors -= 1;
      return reply.code(500).send({ error: { type: 'api_error', message: 'Something went wrong' } });
    }
    if (faults.refusesKey || request.headers.authorization !== `Bearer ${sandboxStripe.secretKey}`)
      return reply.code(401).send({ error: { type: 'invalid_request_error', message: 'Invalid API Key' } });
  });
  app.addHook('preSerialization', async (request) => {
    if (!isApi(request.url) || faults.cuts === 0) return;
    faults.cuts -= 1;
    // What was read to its end does not take its connection with it.
    request.raw.socket.destroy();
  });
}
