import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { currencyCode } from '../../domain/model/common.ts';
import { chosenPayment } from '../../domain/payment/shares.ts';
import {
  askedMinor,
  duePayments,
  promisedOf,
  type StatementLine,
} from '../../domain/statement/amount-to-pay.ts';
import { onlinePaymentMethods, onlinePaymentStates } from '../../domain/vocabulary/payments.ts';
import { onlinePayment } from '../../prisma/queries/online-payments/read.ts';
import { closedAmong } from '../../prisma/queries/replies/sending.ts';
import type { App, AppDeps, PageDeps, PageVisitor } from '../context.ts';
import { logSender } from '../pages/visits.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { commandKey, emptyBody, minor, several, uuid } from '../wire.ts';
import { offerFor } from './offer.ts';
import { callOff, pay } from './pay.ts';
import { statementLines, statementRows } from './statement.ts';
import { requireCode } from './submit.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;
const mostItems = 500;

const offerQuery = z.object({ itemIds: several(uuid) }).strict();

const portalOffer = z
  .object({
    /** One for each currency in which something is to be paid and can be paid here. */
    payments: z.array(
      z.object({
        currency: currencyCode,
        amountMinor: minor,
        itemIds: z.array(uuid),
        numbers: z.array(z.string()),
        methods: z.array(z.enum(onlinePaymentMethods)),
      }),
    ),
    /** Chosen items that are not part of it, and why. */
    leftOut: z.array(
      z.object({ number: z.string(), why: z.enum(['closed', 'payment_under_way', 'disputed']) }),
    ),
  })
  .meta({ id: 'PortalPaymentOffer' });

const payBody = z
  .object({
    /** Made by the page when it is drawn: the same form sent again is the same payment. */
    key: commandKey,
    itemIds: z.array(uuid).min(1).max(mostItems),
    currency: currencyCode,
    /** What was shown: another amount of today is refused, and nothing is paid. */
    amountMinor: minor.positive(),
  })
  .strict()
  .meta({ id: 'PortalPayment' });

const started = z
  .object({
    paymentId: uuid,
    state: z.enum(onlinePaymentStates),
    amountMinor: minor,
    currency: currencyCode,
    /** Where it is paid; null: it is not open any more. */
    payUrl: z.url().nullable(),
  })
  .meta({ id: 'PortalPaymentStarted' });

export function portalPaymentRoutes(app: App, page: PageDeps): void {
  app.route({
    method: 'GET',
    url: '/api/portal/payment',
    config,
    schema: {
      tags,
      summary: 'What paying chosen items here would come to, or all that is due; amounts are the server’s',
      operationId: 'portalPaymentOffer',
      querystring: offerQuery,
      response: { 200: portalOffer },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      return offered(page.as(visitor), visitor, request.query.itemIds ?? []);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/portal/payments',
    config,
    schema: {
      tags,
      summary:
        'Start to pay chosen items; they are out of the chase at once, and nothing is taken for money yet',
      operationId: 'portalPay',
      body: payBody,
      response: { 201: started },
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      await requireCode(deps.db, visitor);
      const payment = await pay(deps, visitor, request.body);
      await logSender(deps, request, visitor.linkId);
      return reply.code(201).send(present(payment));
    },
  });
  app.route({
    method: 'POST',
    url: '/api/portal/payments/:paymentId/cancel',
    config,
    schema: {
      tags,
      summary: 'Do not pay after all: what was opened can be paid no more, and its items are free',
      operationId: 'portalCallOffPayment',
      params: z.object({ paymentId: uuid }),
      body: emptyBody,
      response: { 200: started },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      const payment = await onlinePayment(deps.db, request.params.paymentId);
      if (payment === null) throw new RefusedError('not_found');
      return present(await callOff(deps, { payment }));
    },
  });
}

function present({ id, state, amountMinor, currency, payUrl }: Awaited<ReturnType<typeof pay>>) {
  return { paymentId: id, state, amountMinor, currency, payUrl: state === 'opened' ? payUrl : null };
}

async function offered(
  deps: AppDeps,
  visitor: PageVisitor,
  wanted: string[],
): Promise<z.input<typeof portalOffer>> {
  const rows = await statementRows(deps, visitor);
  const lines = statementLines(rows);
  const underWay = new Set(rows.underWay);
  const named = new Set(wanted);
  const documents = lines.filter(({ id, isCharge }) => !isCharge && (named.size === 0 || named.has(id)));
  const known = new Set(documents.map(({ id }) => id));
  const gone = await closedAmong(
    deps.db,
    wanted.filter((id) => !known.has(id)),
  );
  if (known.size + gone.length < named.size) throw new RefusedError('not_found');
  const leftOut: z.input<typeof portalOffer>['leftOut'] = gone.map(({ number }) => ({
    number,
    why: 'closed',
  }));
  const chosen = documents.filter((line) => {
    const why = underWay.has(line.id) ? 'payment_under_way' : isWhollyDisputed(line) ? 'disputed' : null;
    if (why !== null && named.size > 0) leftOut.push({ number: line.number, why });
    return why === null;
  });
  const ids = named.size > 0 ? new Set(chosen.map(({ id }) => id)) : dueIds(lines, rows.netting);
  const payments: z.input<typeof portalOffer>['payments'] = [];
  for (const currency of new Set(chosen.map((line) => line.currency))) {
    const offer = await offerFor(deps, visitor, currency);
    if (offer === null) continue;
    const own = new Set(
      chosen.flatMap((line) => (line.currency === currency && ids.has(line.id) ? [line.id] : [])),
    );
    const choice = chosenPayment({ lines, netting: rows.netting, ids: own, currency, underWay });
    if (!choice.ok) continue;
    const { amountMinor, numbers } = choice.value;
    payments.push({ currency, amountMinor, numbers, itemIds: [...own], methods: offer.methods });
  }
  return { payments, leftOut };
}

function isWhollyDisputed({ openMinor, disputedMinor }: StatementLine): boolean {
  return openMinor > 0 && disputedMinor >= openMinor;
}

/** What is to be paid first, as the transfer on the page has it. */
function dueIds(lines: readonly StatementLine[], netting: Parameters<typeof duePayments>[1]): Set<string> {
  const { covers } = duePayments(lines, netting);
  if (covers === 'nothing') return new Set();
  const isMeant = (line: StatementLine) => {
    if (covers === 'promised') return promisedOf(line) > 0;
    return askedMinor(line) > 0 && (covers !== 'overdue' || line.daysOverdue >= 1);
  };
  return new Set(lines.filter(isMeant).map(({ id }) => id));
}
