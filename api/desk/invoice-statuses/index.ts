import { z } from 'zod';
import { receiveInvoiceStatus } from '../../../application/invoice-statuses/receive.ts';
import { invoiceStatusCodes, invoiceStatusSystems } from '../../../domain/electronic-invoice/statuses.ts';
import { currencyCode } from '../../../domain/model/common.ts';
import { submissionLimits } from '../../../domain/qualification/submission.ts';
import type { App, AppDeps } from '../../context.ts';
import { userOf } from '../../plugins/access.ts';
import { instant, isoDate, minor, uuid } from '../../wire.ts';
import { entityByCode } from '../imports/entity-by-code.ts';
import { entityCode } from '../imports/schema.ts';

const number = z.string().trim().min(1).max(100);

const statusBody = z
  .object({
    entity: entityCode,
    /** Of the platform or the program that sends it; the same one again changes nothing. */
    externalId: number,
    system: z.enum(invoiceStatusSystems),
    /** 200 to 213 (France, XP Z12-012); AB, IP, UQ, CA, RE, AP, PD (Peppol, UNCL4343). */
    code: z.string().trim().toUpperCase().max(10),
    /** As it stands on the invoice. */
    invoiceNumber: number,
    /** Needed where several customers have an invoice of this number. */
    customerNumber: number.optional(),
    /** Now where absent. */
    statedAt: instant.optional(),
    /** Codes of reasons of the same system (`QTE_ERR`, `QTY`); others are kept as they are. */
    reasonCodes: z.array(z.string().trim().min(1).max(40)).max(10).default([]),
    /** What the buyer wrote beside it. */
    note: z.string().trim().max(4000).default(''),
    /** The day on which the buyer pays, where it is named. */
    paymentOn: isoDate.optional(),
    /** Of a part that was paid; absent: all that is open. */
    amountMinor: minor.positive().optional(),
    currency: currencyCode.optional(),
    /** Of the payment. */
    paymentReference: z.string().trim().max(submissionLimits.maxReferenceLength).default(''),
  })
  .strict()
  .refine(({ system, code }) => invoiceStatusCodes(system).includes(code), {
    path: ['code'],
    message: 'a code of the list of its system',
  })
  .refine(({ amountMinor, currency }) => amountMinor === undefined || currency !== undefined, {
    path: ['currency'],
    message: 'needed beside an amount',
  })
  .meta({ id: 'IncomingInvoiceStatus' });

const statusAnswer = z
  .object({
    /**
     * `comment`: it stands in Replies & Comments, filled in, until a person has handled it; `payment_in_progress`: its items wait
     * for the money; `none`: nothing to act on (a status such as *received*, or a payment of what is settled).
     */
    effect: z.enum(['comment', 'payment_in_progress', 'none']),
    customerId: uuid,
    commentId: uuid.nullable(),
  })
  .meta({ id: 'ReceivedInvoiceStatus' });

export function invoiceStatusRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/invoice-statuses',
    config: { access: 'act' },
    schema: {
      tags: ['invoice-statuses'],
      summary: 'A life-cycle status of an electronic invoice arrived (France, Peppol); taken once',
      operationId: 'receiveInvoiceStatus',
      body: statusBody,
      response: { 200: statusAnswer },
    },
    handler: async (request) => {
      const {
        entity: code,
        statedAt,
        customerNumber,
        paymentOn,
        amountMinor,
        currency,
        ...stated
      } = request.body;
      const entity = await entityByCode(request, deps, code);
      const { id, country } = entity;
      return receiveInvoiceStatus(
        deps.db,
        {
          ...stated,
          customerNumber: customerNumber ?? null,
          statedAt: statedAt === undefined ? null : new Date(statedAt),
          paymentOn: paymentOn ?? null,
          amountMinor: amountMinor ?? null,
          currency: currency ?? null,
        },
        { entity: { id, country }, userId: userOf(request).userId, at: deps.now() },
      );
    },
  });
}
