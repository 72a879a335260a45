import { z } from 'zod';
import { isKnownCurrency } from '../../../domain/money/currency.ts';
import { countryCode, currencyCode } from '../../../domain/model/common.ts';
import { documentTypes } from '../../../domain/vocabulary/ledger.ts';
import { messageLanguages } from '../../../domain/vocabulary/languages.ts';
import type { CustomerFacts } from '../../../domain/ledger/customer-facts.ts';
import { upsertItems } from '../../../application/imports/upsert.ts';
import type { App, AppDeps } from '../../context.ts';
import { userOf } from '../../plugins/access.ts';
import { commandKey, isoDate, minor, uuid } from '../../wire.ts';
import { entityByCode } from '../imports/entity-by-code.ts';
import { entityCode } from '../imports/schema.ts';

const number = z.string().trim().min(1).max(100);
const knownCurrency = currencyCode.refine(isKnownCurrency, 'a currency in use, by its ISO 4217 code');
const isCredit = (type: string) => type === 'credit_note' || type === 'unapplied_payment';

const ledgerItem = z
  .object({
    customerNumber: number,
    type: z.enum(documentTypes).default('invoice'),
    number,
    /** 0 for a document with one due line. */
    instalment: z.number().int().min(0).max(9999).default(0),
    issuedOn: isoDate.optional(),
    /** Invoices and debit notes fall due; a credit counts from the day it is known. */
    dueOn: isoDate.optional(),
    originalMinor: minor.optional(),
    /** Negative for credit notes and unapplied payments; 0 clears the line. */
    openMinor: minor,
    currency: knownCurrency,
    purchaseOrder: z.string().max(1000).optional(),
    /**
     * Of a credit: number of the document that it goes with, of the same customer and currency. It counts first
     * against the part of that document that is not chased (disputed, promised, held), and only its rest reduces the total.
     */
    refersTo: number.optional(),
    text: z.string().max(1000).optional(),
    pdfUrl: z
      .url({ protocol: /^https?$/ })
      .max(1000)
      .optional(),
    /** Taken for a customer that is not known yet. */
    customer: z
      .object({
        name: z.string().trim().min(1).max(200).optional(),
        country: countryCode.optional(),
        language: z.enum(messageLanguages).optional(),
        email: z.email().max(254).optional(),
      })
      .strict()
      .optional(),
  })
  .strict()
  .refine(({ type, openMinor }) => (isCredit(type) ? openMinor <= 0 : openMinor >= 0), {
    path: ['openMinor'],
    message: 'credits are negative, invoices and debit notes positive',
  })
  .refine(({ type, openMinor, dueOn }) => dueOn !== undefined || isCredit(type) || openMinor === 0, {
    path: ['dueOn'],
    message: 'invoices and debit notes need a due date',
  })
  .refine(({ type, originalMinor = 0 }) => (isCredit(type) ? originalMinor <= 0 : originalMinor >= 0), {
    path: ['originalMinor'],
    message: 'credits are negative, invoices and debit notes positive',
  })
  .meta({ id: 'LedgerItem' });

const upsertBody = z
  .object({
    entity: entityCode,
    /** The same key again gives the same answer. */
    idempotencyKey: commandKey,
    asOf: isoDate.optional(),
    items: z.array(ledgerItem).min(1).max(5000),
  })
  .strict()
  .meta({ id: 'LedgerItems' });

const upsertAnswer = z
  .object({
    importId: uuid,
    counts: z.object({
      new: z.number().int(),
      changed: z.number().int(),
      cleared: z.number().int(),
      reappeared: z.number().int(),
      unchanged: z.number().int(),
    }),
    customersWoken: z.number().int(),
  })
  .meta({ id: 'LedgerItemsAnswer' });

function factsOf({ email, ...facts }: NonNullable<z.infer<typeof ledgerItem>['customer']>): CustomerFacts {
  return email === undefined ? facts : { ...facts, contacts: [{ email }] };
}

export function ledgerRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url: '/api/ledger/items',
    config: { access: 'act' },
    bodyLimit: 8 * 1024 * 1024,
    schema: {
      tags: ['ledger'],
      summary: 'Create and update open items in one go, all or nothing; items that are not named stay',
      operationId: 'upsertLedgerItems',
      body: upsertBody,
      response: { 200: upsertAnswer },
    },
    handler: async (request) => {
      const { entity: code, idempotencyKey, asOf, items } = request.body;
      const entity = await entityByCode(request, deps, code);
      return upsertItems(deps.db, {
        legalEntityId: entity.id,
        idempotencyKey,
        asOf: asOf ?? entity.today,
        items: items.map(({ customer, ...item }) => ({
          ...item,
          ...(customer === undefined ? {} : { customer: factsOf(customer) }),
          issuedOn: item.issuedOn ?? null,
          dueOn: item.dueOn ?? item.issuedOn ?? asOf ?? entity.today,
          originalMinor: item.originalMinor ?? null,
        })),
        userId: userOf(request).userId,
        at: deps.now(),
      });
    },
  });
}
