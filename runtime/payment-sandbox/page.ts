/** Where a customer pays, and the page that plays the bank. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { formatMoney } from '../../domain/money/format.ts';
import { openSteps, paymentSteps, type PaymentStep, type SandboxPayment } from './payments.ts';
import type { PaymentWorld } from './sandbox.ts';

const stepNames: Record<PaymentStep, string> = {
  card: 'Pay by card',
  decline: 'Card is declined',
  debit: 'Pay by direct debit',
  transfer: 'Pay by transfer',
  settle: 'The money arrives',
  fail: 'The debit is refused',
  refund: 'Refund all',
  refund_part: 'Refund a part',
  dispute: 'Charge back',
  win: 'The dispute is won',
  lose: 'The dispute is lost',
  return: 'The debit is returned weeks later',
  expire: 'The time to pay is over',
};
const byCustomer: readonly PaymentStep[] = ['card', 'debit', 'transfer'];

const faultNames = {
  doubled: 'Notifications come twice',
  reordered: 'Notifications come in the wrong order',
  silent: 'No notification is sent',
} as const;

export function pageRoutes(app: FastifyInstance, world: PaymentWorld): void {
  // A page of another site must not move payments from the browser of anyone who looks at it.
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST' || request.url.startsWith('/v1/')) return;
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      return reply.code(403).send('from another site');
  });
  const show = (reply: FastifyReply, html: string) => reply.type('text/html; charset=utf-8').send(html);
  app.get('/', async (_request, reply) => show(reply, bankPage(world)));
  app.get<{ Params: { id: string } }>('/pay/:id', async ({ params }, reply) => {
    const payment = world.payments.get(params.id);
    if (payment === undefined) return show(reply.code(404), frame('Not found', '<p>No such payment.</p>'));
    return show(reply, payPage(payment));
  });
  app.post<{ Params: { id: string }; Body: { step?: string } }>(
    '/pay/:id',
    async ({ params, body }, reply) => {
      const payment = world.payments.get(params.id);
      const step = byCustomer.find((one) => one === body.step);
      if (payment === undefined || step === undefined || !world.steer(payment, step))
        return reply.redirect(`/pay/${params.id}`, 303);
      return reply.redirect(payment.successUrl, 303);
    },
  );
  app.post<{ Params: { id: string }; Body: { step?: string } }>(
    '/sandbox/payments/:id',
    async ({ params, body }, reply) => {
      const payment = world.payments.get(params.id);
      const step = paymentSteps.find((one) => one === body.step);
      if (payment && step) world.steer(payment, step);
      return reply.redirect('/', 303);
    },
  );
  app.post<{ Body: { fault?: string; again?: string } }>('/sandbox/faults', async ({ body }, reply) => {
    const { notifier, faults } = world;
    if (body.again) notifier.replay(body.again);
    if (body.fault === 'errors') faults.errors += 1;
    const name = Object.keys(faultNames).find((one) => one === body.fault) as
      keyof typeof faultNames | undefined;
    if (name) notifier.faults[name] = !notifier.faults[name];
    return reply.redirect('/', 303);
  });
}

function payPage(payment: SandboxPayment): string {
  const { title, cancelUrl, session, error } = payment;
  const ways = openSteps(payment).filter((step) => byCustomer.includes(step));
  const body =
    session === 'open'
      ? `${error === null ? '' : `<p role="alert">${safe(error)}</p>`}${ways.map((step) => button(`/pay/${payment.id}`, 'step', step, stepNames[step])).join('')}`
      : '<p>This payment is not open any more.</p>';
  return frame(
    'Pay',
    `<p>${safe(title)}</p><p class="state">${amountOf(payment)}</p>${body}<p><a href="${safe(cancelUrl)}">Back without paying</a></p>`,
  );
}

function bankPage({ payments, notifier }: PaymentWorld): string {
  const all = payments.all().slice(0, 200).map(paymentHtml);
  const faults = Object.entries(faultNames).map(([name, label]) => {
    const isOn = notifier.faults[name as keyof typeof faultNames];
    return button('/sandbox/faults', 'fault', name, `${label}${isOn ? ' (on)' : ''}`);
  });
  const news = notifier.sent
    .slice(0, 50)
    .map(
      ({ id, type, attempts, lastStatus }) =>
        `<li>${safe(type)}: ${attempts} attempts, last answer ${lastStatus ?? 'none'} ${button('/sandbox/faults', 'again', id, 'Send again')}</li>`,
    );
  return frame(
    'Sandbox: no money moves',
    `<p>This page stands in for a payment service and for the banks behind it. Say what becomes of each payment, or let something go wrong.</p>
<section aria-labelledby="payments"><h2 id="payments">Payments</h2>${all.join('') || '<p>None yet. Pay something on a customer’s page.</p>'}</section>
<section aria-labelledby="faults"><h2 id="faults">Let something go wrong</h2>${faults.join('')}${button('/sandbox/faults', 'fault', 'errors', 'Next request is answered with 500')}</section>
<section aria-labelledby="news"><h2 id="news">Notifications</h2><ul>${news.join('')}</ul></section>`,
  );
}

function paymentHtml(payment: SandboxPayment): string {
  const { id, title, session, intent, disputes, refunds } = payment;
  const state = session === 'complete' ? intent : session;
  const back = [...disputes.map(({ status }) => `dispute ${status}`), ...refunds.map(() => 'refund')].join(
    ', ',
  );
  const buttons = openSteps(payment)
    .map((step) => button(`/sandbox/payments/${id}`, 'step', step, stepNames[step]))
    .join('');
  return `<article><p><span class="state">${amountOf(payment)}</span> ${safe(state)} ${safe(back)}</p><p>${safe(title)}</p>${buttons}</article>`;
}

function amountOf({ amount, currency }: SandboxPayment): string {
  return safe(formatMoney(amount, currency.toUpperCase(), 'en'));
}

function frame(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`;
}

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{margin:0}main{max-width:60rem;margin:0 auto;padding:1rem}
article{border:1px solid GrayText;border-radius:.5rem;padding:.75rem;margin:.75rem 0}form{display:inline-block;margin:.125rem}
button{min-height:2.5rem;font:inherit}.state{font-weight:600}`;

function button(action: string, name: string, value: string, label: string): string {
  return `<form method="post" action="${safe(action)}"><button name="${name}" value="${safe(value)}">${safe(label)}</button></form>`;
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
