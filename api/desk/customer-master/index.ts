/** Customers made and edited by people: what otherwise comes from files (D-1). */
import { addCustomer } from '../../../application/customers/add.ts';
import { changeMaster } from '../../../application/customers/change.ts';
import { z } from 'zod';
import { countryCode, currencyCode, timeZone } from '../../../domain/model/common.ts';
import { isKnownCurrency } from '../../../domain/money/currency.ts';
import { messageLanguages } from '../../../domain/vocabulary/languages.ts';
import { nettingRules } from '../../../domain/vocabulary/ledger.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { asRead } from '../../plugins/overwriting.ts';
import { commandKey, customerParams, done, entityParams, minor, uuid } from '../../wire.ts';

const line = (most: number) => z.string().trim().max(most);
const attributes = z
  .record(z.string().regex(/^[\p{L}\p{N}_ .-]{1,60}$/u), line(200).min(1))
  .refine((all) => Object.keys(all).length <= 50, 'at most 50 attributes');

const fields = {
  name: line(200).min(1),
  address: z
    .object({ street: line(300), postalCode: line(20), city: line(100) })
    .partial()
    .strict(),
  country: countryCode,
  timeZone,
  currency: currencyCode.refine(isKnownCurrency, 'a currency in use').nullable(),
  /** Segment, region and everything that scenarios and rules ask for; all of them, not only those that change. */
  attributes,
  parentId: uuid.nullable(),
};

/** What is agreed with it. */
const agreed = {
  /** Null: that of the legal entity. */
  language: z.enum(messageLanguages).nullable(),
  netting: z.enum(nettingRules),
  /** Below it nothing is asked for, by currency; null: that of the legal entity. */
  minimumAmountMinor: z.record(currencyCode.refine(isKnownCurrency), minor.nonnegative()).nullable(),
};

const newCustomer = z
  .object({
    key: commandKey,
    number: line(60).min(1),
    name: fields.name,
    address: fields.address.default({}),
    country: fields.country,
    /** Absent: that of the country, as far as it has one. */
    timeZone: fields.timeZone.optional(),
    currency: fields.currency.default(null),
    attributes: attributes.default({}),
    parentId: fields.parentId.default(null),
    language: agreed.language.optional(),
    netting: agreed.netting.optional(),
    minimumAmountMinor: agreed.minimumAmountMinor.optional(),
  })
  .strict()
  .meta({ id: 'NewCustomer' });

const masterChanges = z
  .object({ ...fields, ...agreed, asRead })
  .partial()
  .strict()
  .refine(({ asRead: _read, ...changes }) => Object.keys(changes).length > 0, 'nothing to change')
  .meta({ id: 'CustomerMasterChanges' });

const added = z.object({ id: uuid }).meta({ id: 'AddedCustomer' });
const config = { access: 'act' } as const;
const tags = ['customers'];

export function customerMasterRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/customers',
    config,
    schema: {
      tags,
      summary: 'A customer that no file has brought yet; its items come by files or the API',
      operationId: 'addCustomer',
      params: entityParams,
      body: newCustomer,
      response: { 200: added },
    },
    handler: async (request) => {
      const { key, language, netting, minimumAmountMinor, ...customer } = request.body;
      return addCustomer(deps.db, {
        entity: entityOf(request),
        userId: userOf(request).userId,
        at: deps.now(),
        command: keyedCommand(request, key),
        customer,
        agreed: { language, netting, minimumAmountMinor },
      });
    },
  });
  app.route({
    method: 'PATCH',
    url: '/api/entities/:entityId/customers/:customerId/master',
    config,
    schema: {
      tags,
      summary:
        'What a person says of a customer: name, address, zone, currency, parent, language, credits, minimum',
      operationId: 'changeCustomerMaster',
      params: customerParams,
      body: masterChanges,
      response: { 200: done },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { asRead: read, ...changes } = request.body;
      const where = { entity, user: userOf(request), customerId: request.params.customerId };
      return writeFact(deps, where, (scope) => changeMaster(scope, { asRead: read, changes }));
    },
  });
}
