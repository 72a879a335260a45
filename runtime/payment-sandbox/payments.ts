/** Payments as the sandbox keeps them, and what may happen to each. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../letter-sandbox/write-whole.ts';

export interface SandboxPayment {
  /** Of the Checkout session. */
  id: string;
  intentId: string;
  /** What the client calls it. */
  reference: string;
  title: string;
  amount: number;
  currency: string;
  methods: string[];
  successUrl: string;
  cancelUrl: string;
  /** Seconds since the epoch. */
  expiresAt: number;
  session: 'open' | 'complete' | 'expired';
  intent: 'requires_payment_method' | 'requires_action' | 'processing' | 'succeeded' | 'canceled';
  method: string | null;
  error: string | null;
  refunds: { id: string; amount: number; status: 'succeeded'; reason: string | null }[];
  disputes: { id: string; amount: number; status: 'needs_response' | 'won' | 'lost'; reason: string }[];
}

/** By card, debit and transfer the customer pays; the rest is what banks make of it. */
export const paymentSteps = [
  'card',
  'decline',
  'debit',
  'transfer',
  'settle',
  'fail',
  'refund',
  'refund_part',
  'dispute',
  'win',
  'lose',
  'return',
  'expire',
] as const;
export type PaymentStep = (typeof paymentSteps)[number];

/** What a step makes of a payment, and of which events the account tells; undefined: it cannot happen now. */
export function takeStep(payment: SandboxPayment, step: PaymentStep): string[] | undefined {
  if (!openSteps(payment).includes(step)) return undefined;
  switch (step) {
    case 'card':
      return settle(pay(payment, 'card', 'processing'), ['checkout.session.completed']);
    case 'decline':
      payment.error = 'Your card was declined.';
      return ['payment_intent.payment_failed'];
    case 'debit':
      pay(payment, 'sepa_debit', 'processing');
      return ['payment_intent.processing', 'checkout.session.completed'];
    case 'transfer':
      pay(payment, 'customer_balance', 'requires_action');
      return ['checkout.session.completed'];
    case 'settle':
      return settle(payment, ['checkout.session.async_payment_succeeded']);
    case 'fail':
      Object.assign(payment, {
        intent: 'requires_payment_method',
        error: 'The debit was refused: no funds.',
      });
      return ['payment_intent.payment_failed', 'checkout.session.async_payment_failed'];
    case 'expire':
      payment.session = 'expired';
      return ['checkout.session.expired'];
    default:
      return takeBack(payment, step);
  }
}

function pay(payment: SandboxPayment, method: string, intent: SandboxPayment['intent']): SandboxPayment {
  return Object.assign(payment, { session: 'complete' as const, method, intent, error: null });
}

function settle(payment: SandboxPayment, events: string[]): string[] {
  payment.intent = 'succeeded';
  return [...events, 'payment_intent.succeeded'];
}

function takeBack(payment: SandboxPayment, step: PaymentStep): string[] {
  const { refunds, disputes } = payment;
  const left = leftOf(payment);
  const last = disputes.at(-1);
  if (step === 'refund' || step === 'refund_part') {
    const amount = step === 'refund' ? left : Math.ceil(left / 4);
    refunds.push({ id: newId('re'), amount, status: 'succeeded', reason: 'requested_by_customer' });
    return ['refund.created', 'charge.refunded'];
  }
  if (step === 'dispute') {
    disputes.push({ id: newId('dp'), amount: left, status: 'needs_response', reason: 'fraudulent' });
    return ['charge.dispute.created'];
  }
  // A debit that comes back is a dispute that is lost at once.
  if (step === 'return') {
    disputes.push({ id: newId('dp'), amount: left, status: 'lost', reason: 'insufficient_funds' });
    return ['charge.dispute.created', 'charge.dispute.closed'];
  }
  if (last) last.status = step === 'win' ? 'won' : 'lost';
  return ['charge.dispute.closed'];
}

function leftOf({ amount, refunds, disputes }: SandboxPayment): number {
  const gone = [...refunds, ...disputes.filter(({ status }) => status !== 'won')];
  return gone.reduce((rest, part) => rest - part.amount, amount);
}

export function openSteps(payment: SandboxPayment): PaymentStep[] {
  const { session, intent, disputes, methods, method } = payment;
  if (session === 'open') {
    const ways = { card: 'card', sepa_debit: 'debit', customer_balance: 'transfer' } as const;
    const open = Object.entries(ways).flatMap(([name, step]) => (methods.includes(name) ? [step] : []));
    return [...open, 'decline', 'expire'];
  }
  if (intent === 'processing') return ['settle', 'fail'];
  if (intent === 'requires_action') return ['settle'];
  if (intent !== 'succeeded') return [];
  if (disputes.at(-1)?.status === 'needs_response') return ['win', 'lose'];
  if (leftOf(payment) === 0) return [];
  return ['refund', 'refund_part', method === 'sepa_debit' ? 'return' : 'dispute'];
}

export class SandboxPayments {
  readonly #payments = new Map<string, SandboxPayment>();
  readonly #file: string | undefined;

  /** @param folder where payments outlive a restart; absent: nowhere */
  constructor(folder: string | undefined) {
    if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#file = folder === undefined ? undefined : path.join(folder, 'payments');
    if (this.#file === undefined || !existsSync(this.#file)) return;
    for (const one of JSON.parse(readFileSync(this.#file, 'utf8')) as SandboxPayment[])
      this.#payments.set(one.id, one);
  }

  save(payment: SandboxPayment): void {
    this.#payments.set(payment.id, payment);
    if (this.#file !== undefined)
      writeWhole(this.#file, Buffer.from(JSON.stringify([...this.#payments.values()])));
  }

  /** By the id of its session or its intent, or by what the client calls it. */
  get(name: string): SandboxPayment | undefined {
    return this.all().find(({ id, intentId, reference }) => [id, intentId, reference].includes(name));
  }

  /** The newest first. */
  all(): SandboxPayment[] {
    return [...this.#payments.values()].reverse();
  }
}

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}
