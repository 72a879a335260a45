import { create, toString as qrCode } from 'qrcode';
import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { epcPayload, remittanceOf } from '../../domain/payment/epc-qr.ts';
import { readIban } from '../../domain/payment/iban.ts';
import { isSwissAccount, swissPayload } from '../../domain/payment/swiss-bill.ts';
import { duePayments, paymentsOf, type StatementLine } from '../../domain/statement/amount-to-pay.ts';
import { readPortalCompany, type PortalCompanyRow } from '../../prisma/queries/portal/company.ts';
import type { App, AppDeps, PageDeps, PageVisitor } from '../context.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { chosenItems } from './choice.ts';
import { choiceQuery, codeQuery, portalTransfer, type ChoiceQuery } from './schema.ts';
import { statementLines } from './statement.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;

export const image = (description: string, type: string) => ({
  200: { description, content: { [type]: { schema: z.unknown() } } },
});

interface Code {
  kind: 'epc' | 'swiss';
  payload: string;
  structuredReference: string | null;
}

export function portalTransferRoutes(app: App, page: PageDeps): void {
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
      const { codes: _codes, ...transfer } = await transferOf(page.as(visitor), visitor, request.query);
      return transfer;
    },
  });
  app.route({
    method: 'GET',
    url: '/api/portal/qr.svg',
    config,
    schema: {
      tags,
      summary:
        'One of these transfers as a QR code for banking apps: EPC, or the Swiss one for accounts there',
      operationId: 'portalQrCode',
      querystring: codeQuery,
      response: image('The QR code', 'image/svg+xml'),
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const { currency, ...choice } = request.query;
      const { codes } = await transferOf(page.as(visitor), visitor, choice);
      const code =
        currency === undefined ? (codes.get('EUR') ?? [...codes.values()][0]) : codes.get(currency);
      if (code === undefined) throw new RefusedError('not_found');
      return reply
        .header('content-security-policy', "default-src 'none'; sandbox")
        .type('image/svg+xml')
        .send(await (code.kind === 'epc' ? drawEpc : drawSwiss)(code.payload));
    },
  });
}

/** A transfer for each currency, with its code where banking apps know one. */
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
  const customerNumber = rows.customer.number;
  const codes = new Map<string, Code>();
  let reason: 'no_account' | 'nothing_to_pay' | 'amount_out_of_range' = 'nothing_to_pay';
  const payments = Object.entries(sums)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { amountMinor, numbers }]) => {
      const remittance = remittanceOf(customerNumber, numbers);
      const made = codeOf(company, { currency, amountMinor, numbers, customerNumber, remittance });
      if (typeof made === 'string') reason = made;
      else if (made !== null) codes.set(currency, made);
      const { kind = null, structuredReference = null } = codes.get(currency) ?? {};
      return { currency, amountMinor, remittance, structuredReference, code: kind };
    });
  const about = lines.filter((line) => ids.has(line.id) && (ticked || line.daysOverdue >= 1));
  const reference = remittanceOf(customerNumber, numbersOf(about));
  return {
    name: company.name,
    iban: company.iban === null ? null : readIban(company.iban),
    bic: company.bic,
    covers,
    reference,
    payments,
    qr: { possible: codes.size > 0, reason: codes.size > 0 ? null : reason },
    codes,
  };
}

/** Null: a currency that no code knows; otherwise what is in the way of one. */
function codeOf(
  { name, bic, address, iban: written }: PortalCompanyRow,
  payment: {
    currency: string;
    amountMinor: number;
    numbers: readonly string[];
    customerNumber: string;
    remittance: string;
  },
): Code | 'no_account' | 'amount_out_of_range' | null {
  const { currency } = payment;
  const iban = written === null ? null : readIban(written);
  const isSwiss = iban !== null && isSwissAccount(iban);
  if (currency !== 'EUR' && !(isSwiss && currency === 'CHF')) return null;
  if (iban === null) return 'no_account';
  if (isSwiss) {
    const bill = swissPayload({ ...payment, iban, name, address });
    return bill.ok
      ? { kind: 'swiss', payload: bill.value.payload, structuredReference: bill.value.reference }
      : whyNot(bill.code);
  }
  const { amountMinor, remittance } = payment;
  const made = epcPayload({ name, iban, bic, amountMinor, remittance });
  return made.ok ? { kind: 'epc', payload: made.value, structuredReference: null } : whyNot(made.code);
}

const whyNot = (code: string) => (code === 'amount_invalid' ? 'amount_out_of_range' : 'no_account');

const numbersOf = (lines: readonly StatementLine[]) =>
  lines.filter(({ openMinor, isCharge }) => openMinor > 0 && isCharge !== true).map(({ number }) => number);

const segments = (payload: string) => [{ data: new TextEncoder().encode(payload), mode: 'byte' as const }];

function drawEpc(payload: string): Promise<string> {
  return qrCode(segments(payload), { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
}

/** Measures of the guidelines, of a code of 46 mm: border, white and black square, length and width of the cross. */
const swissMm = { code: 46, border: 5, white: 7, black: 6, length: 3.89, width: 1.17 };

async function drawSwiss(payload: string): Promise<string> {
  const { size } = create(segments(payload), { errorCorrectionLevel: 'M' }).modules;
  const squares = (mm: number) => (mm * size) / swissMm.code;
  const margin = Math.ceil(squares(swissMm.border));
  const svg = await qrCode(segments(payload), { type: 'svg', errorCorrectionLevel: 'M', margin });
  const centre = margin + size / 2;
  const box = (widthMm: number, heightMm: number, color: string) => {
    const [width, height] = [squares(widthMm), squares(heightMm)];
    const [x, y] = [centre - width / 2, centre - height / 2];
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${color}"/>`;
  };
  const { white, black, length, width } = swissMm;
  const cross = [
    box(white, white, '#fff'),
    box(black, black, '#000'),
    box(length, width, '#fff'),
    box(width, length, '#fff'),
  ];
  return svg.replace('</svg>', `${cross.join('')}</svg>`);
}
