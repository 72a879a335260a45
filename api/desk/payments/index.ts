import { z } from 'zod';
import { isKnownCurrency } from '../../../domain/money/currency.ts';
import { currencyCode } from '../../../domain/model/common.ts';
import { paymentKinds } from '../../../domain/vocabulary/ledger.ts';
import { recordPayments } from '../../../application/payments/record.ts';
import type { App, AppDeps } from '../../context.ts';
import { userOf } from '../../plugins/access.ts';
import { isoDate, minor, uuid } from '../../wire.ts';
import { entityByCode } from '../imports/entity-by-code.ts';
import { entityCode } from '../imports/schema.ts';

const number = z.string().trim().min(1).max(100);

const paymentBody = z
  .object({
    entity: entityCode,
    /**
     * The reference of the sender or bank. Recorded again for the same customer, day, items and amount it is the same
     * payment; for other items, or on another day, it is a further payment under this reference.
     */
    externalId: number,
    kind: z.enum(paymentKinds).default('payment'),
    customerNumber: number,
    /** Today in the entity's time zone where absent. */
    receivedOn: isoDate.optional(),
    /** Below zero: money that went back, such as a returned debit; its items are open again at the level they had. */
    amountMinor: minor.refine((value) => value !== 0, 'not 0'),
    currency: currencyCode.refine(isKnownCurrency, 'a currency in use, by its ISO 4217 code'),
    /** Items paid, oldest due line first; empty: received on account, or the payment of this reference or amount goes back. */
    items: z
      .array(
        z
          .object({
            number,
            instalment: z.number().int().min(0).max(9999).optional(),
            amountMinor: minor.positive().optional(),
          })
          .strict(),
      )
      .max(1000)
      .default([]),
  })
  .strict()
  .refine(
    ({ amountMinor, items }) => amountMinor > 0 || items.every((item) => item.amountMinor === undefined),
    {
      path: ['items'],
      message: 'what goes back names no parts',
    },
  )
  .meta({ id: 'IncomingPayment' });

const paymentAnswer = z
  .object({
    paymentId: uuid,
    externalId: z.string(),
    /** The payment was known already; nothing was changed. */
    duplicate: z.boolean(),
    allocations: z.array(
      z.object({ itemId: uuid, number: z.string(), instalment: z.number().int(), amountMinor: minor }),
    ),
    /** What no item took; it stands as a credit of the customer. */
    unappliedMinor: minor,
  })
  .meta({ id: 'RecordedPayment' });

export function paymentRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/payments',
    config: { access: 'act' },
    schema: {
      tags: ['payments'],
      summary: 'A payment or credit was received, or went back; counted once',
      operationId: 'recordPayment',
      body: paymentBody,
      response: { 200: paymentAnswer },
    },
    handler: async (request) => {
      const { entity: code, receivedOn, externalId, ...payment } = request.body;
      const entity = await entityByCode(request, deps, code);
      const [recorded] = await recordPayments(deps.db, {
        legalEntityId: entity.id,
        payments: [
          {
            ...payment,
            reference: externalId,
            receivedOn: receivedOn ?? entity.today,
            ...(receivedOn === undefined ? { dayAssumed: true } : {}),
          },
        ],
        at: deps.now(),
        actor: { kind: 'user', id: userOf(request).userId },
      });
      const { reference: _, ...answer } = recorded!;
      return { externalId, ...answer };
    },
  });
}
