import { toString as qrCode } from 'qrcode';
import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { epcPayload, remittanceOf } from '../../domain/payment/epc-qr.ts';
import { readIban } from '../../domain/payment/iban.ts';
import { duePayments, paymentsOf, type StatementLine } from '../../domain/statement/amount-to-pay.ts';
import { readLogo, readPortalCompany } from '../../prisma/queries/portal/company.ts';
import type { App, AppDeps, PageDeps, PageVisitor } from '../context.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { chosenItems } from './choice.ts';
import { choiceQuery, portalCompany, portalTransfer, type ChoiceQuery } from './schema.ts';
import { statementLines } from './statement.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;

const image = (description: string, type: string) => ({
  200: { description, content: { [type]: { schema: z.unknown() } } },
});

export function portalCompanyRoutes(app: App, page: PageDeps): void {
  registerCompany(app, page);
  registerTransfer(app, page);
}

function registerCompany(app: App, page: PageDeps): void {
  app.route({
    method: 'GET',
    url: '/api/portal/company',
    config,
    schema: {
      tags,
      summary: 'Who the creditor is, whom to ask, and where to pay',
      operationId: 'portalCompany',
      response: { 200: portalCompany },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      const company = await readPortalCompany(page.as(visitor).db, visitor);
      if (company === null) throw new RefusedError('link_unknown');
      return company;
    },
  });
  app.route({
    method: 'GET',
    url: '/api/portal/logo.png',
    config,
    schema: {
      tags,
      summary: 'The logo of the creditor',
      operationId: 'portalLogo',
      response: image('The logo', 'image/png'),
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const logo = await readLogo(page.as(visitor).db, visitor.legalEntityId);
      if (logo === null) throw new RefusedError('not_found');
      return reply.type('image/png').send(Buffer.from(logo));
    },
  });
}

function registerTransfer(app: App, page: PageDeps): void {
  app.route({
    method: 'GET',
    url: '/api/portal/transfer',
    config,
    schema: {
      tags,
      summary: 'The transfers that pay chosen items, or all that meet the filter; amounts are the server’s',
      operationId: 'portalTransfer',
      querystring: choiceQuery,
      response: { 200: portalTransfer },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      const { payload: _payload, ...transfer } = await transferOf(page.as(visitor), visitor, request.query);
      return transfer;
    },
  });
  app.route({
    method: 'GET',
    url: '/api/portal/qr.svg',
    config,
    schema: {
      tags,
      summary: 'The same transfer as an EPC QR code, for banking apps',
      operationId: 'portalQrCode',
      querystring: choiceQuery,
      response: image('The QR code', 'image/svg+xml'),
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const { payload } = await transferOf(page.as(visitor), visitor, request.query);
      if (payload === null) throw new RefusedError('not_found');
      const svg = await qrCode([{ data: new TextEncoder().encode(payload), mode: 'byte' }], {
        type: 'svg',
        errorCorrectionLevel: 'M',
        margin: 4,
      });
      return reply
        .header('content-security-policy', "default-src 'none'; sandbox")
        .type('image/svg+xml')
        .send(svg);
    },
  });
}

/** A transfer for each currency; the code is that of euros. */
async function transferOf(deps: AppDeps, visitor: PageVisitor, query: ChoiceQuery) {
  const company = await readPortalCompany(deps.db, visitor);
  if (company === null) throw new RefusedError('link_unknown');
  const { items, rows } = await chosenItems(deps, visitor, query);
  const lines = statementLines(rows);
  const ids = new Set(items.map(({ id }) => id));
  const ticked = query.itemIds !== undefined && query.itemIds.length > 0;
  const { covers, payments: sums } =
    !ticked && ids.size === new Set(lines.map(({ id }) => id)).size
      ? duePayments(lines, rows.netting)
      : { covers: 'chosen' as const, payments: paymentsOf(lines, rows.netting, { ids, ticked }) };
  const payments = Object.entries(sums)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { amountMinor, numbers }]) => ({
      currency,
      amountMinor,
      remittance: remittanceOf(rows.customer.number, numbers),
    }));
  const euro = payments.find(({ currency }) => currency === 'EUR');
  const { name, bic } = company;
  const iban = company.iban === null ? null : readIban(company.iban);
  const made = iban === null || euro === undefined ? null : epcPayload({ name, iban, bic, ...euro });
  const payload = made?.ok ? made.value : null;
  const reason = payload !== null ? null : whyNot(euro, made?.ok === false ? made.code : null);
  const about = lines.filter((line) => ids.has(line.id) && (ticked || line.daysOverdue >= 1));
  const reference = remittanceOf(rows.customer.number, numbersOf(about));
  return {
    name,
    iban,
    bic,
    covers,
    reference,
    payments,
    qr: { possible: payload !== null, reason },
    payload,
  };
}

const numbersOf = (lines: readonly StatementLine[]) =>
  lines.filter(({ openMinor, isCharge }) => openMinor > 0 && isCharge !== true).map(({ number }) => number);

function whyNot(euro: unknown, code: string | null) {
  if (euro === undefined) return 'nothing_to_pay' as const;
  return code === 'amount_invalid' ? ('amount_out_of_range' as const) : ('no_account' as const);
}
