/** Customers made and edited by people: what otherwise comes from files (D-1). */
import { z } from 'zod';
import { zoneOfCountry } from '../../../domain/ledger/countries.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { countryCode, currencyCode, timeZone } from '../../../domain/model/common.ts';
import { isKnownCurrency } from '../../../domain/money/currency.ts';
import {
  messageLanguages,
  nettingRules,
  type MessageLanguage,
  type NettingRule,
} from '../../../domain/vocabulary.ts';
import type { Db } from '../../../prisma/client.ts';
import {
  createMaster,
  isAbove,
  isCustomerOf,
  isNumberTaken,
  lockCustomer,
  lockParents,
  readMaster,
  writeMaster,
  type CustomerMaster,
} from '../../../prisma/queries/customer-master.ts';
import { markSetByHand, updateCustomer } from '../../../prisma/queries/customer-settings.ts';
import { changeFacts } from '../../../prisma/queries/facts.ts';
import { appendHistory } from '../../../prisma/queries/history.ts';
import { inTransaction } from '../../../prisma/queries/transaction.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact } from '../../plugins/facts.ts';
import { keyedCommand, onceUnder } from '../../plugins/idempotency.ts';
import { asRead, refuseOverwriting } from '../../plugins/overwriting.ts';
import { commandKey, customerParams, done, entityParams, minor, uuid } from '../../wire.ts';
import { differences } from '../settings/change.ts';

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
  /** Segment, region and whatever scenarios and rules ask for; all of them, not only those that change. */
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
      const { key, language, netting, minimumAmountMinor, ...master } = request.body;
      const entity = entityOf(request);
      const at = deps.now();
      return inTransaction(deps.db, async (tx) =>
        onceUnder(tx, { scope: entity.id, ...keyedCommand(request, key) }, async () => {
          const { number, name, country } = master;
          if (await isNumberTaken(tx, { legalEntityId: entity.id, number }))
            throw new RefusedError('number_taken');
          await requireParent(tx, entity, { parentId: master.parentId });
          const zone = master.timeZone ?? zoneOfCountry(country) ?? entity.timeZone;
          const id = await createMaster(tx, entity.id, { ...master, timeZone: zone });
          await writeAgreed(tx, id, { language, netting, minimumAmountMinor });
          const actor = { kind: 'user' as const, id: userOf(request).userId };
          await appendHistory(tx, [
            {
              legalEntityId: entity.id,
              customerId: id,
              kind: 'customer_added',
              at,
              actor,
              data: { number, name },
            },
          ]);
          await changeFacts(tx, [{ customerId: id, reason: 'started', key: `customer/${id}/added` }]);
          return { id };
        }),
      );
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
      return writeFact(deps, where, async ({ tx, customerId }) => {
        await requireParent(tx, entity, { parentId: changes.parentId, customerId });
        await lockCustomer(tx, customerId);
        const now = await readMaster(tx, customerId);
        const of = { legalEntityId: entity.id, kind: 'customer_changed' as const, customerId };
        await refuseOverwriting(tx, { asRead: read, now, wanted: changes, of });
        const changed = differences<CustomerMaster & Agreed>(now, changes);
        if (Object.keys(changed).length === 0) return { answer: { ok: true as const }, told: null };
        const { language, netting, minimumAmountMinor, ...master } = changes;
        await writeMaster(tx, customerId, master);
        await writeAgreed(tx, customerId, { language, netting, minimumAmountMinor });
        return {
          answer: { ok: true as const },
          told: {
            key: `master/${customerId}/${crypto.randomUUID()}`,
            kind: 'customer_changed',
            data: { changed },
            reason: 'settings_changed',
          },
        };
      });
    },
  });
}

interface Agreed {
  language?: MessageLanguage | null | undefined;
  netting?: NettingRule | undefined;
  minimumAmountMinor?: Record<string, number> | null | undefined;
}

/** A minimum that a person sets is left alone by rules. */
async function writeAgreed(tx: Db, customerId: string, agreed: Agreed): Promise<void> {
  if (Object.values(agreed).every((value) => value === undefined)) return;
  await updateCustomer(tx, customerId, agreed);
  if (agreed.minimumAmountMinor !== undefined) await markSetByHand(tx, customerId, ['minimum_amount']);
}

/** @throws RefusedError `not_found` for a parent of others, `customer_in_circle` for one that is below */
async function requireParent(
  tx: Db,
  entity: EntityScope,
  { parentId, customerId }: { parentId: string | null | undefined; customerId?: string },
): Promise<void> {
  if (parentId === null || parentId === undefined) return;
  if (!(await isCustomerOf(tx, { legalEntityId: entity.id, customerId: parentId })))
    throw new RefusedError('not_found');
  if (customerId === undefined) return;
  await lockParents(tx, entity.id);
  if (await isAbove(tx, { customerId, belowId: parentId })) throw new RefusedError('customer_in_circle');
}
