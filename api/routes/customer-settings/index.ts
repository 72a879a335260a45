import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { messageLanguages, nettingRules } from '../../../domain/vocabulary.ts';
import { isCollectorOf, setExclusion, updateCustomer } from '../../../prisma/queries/customer-settings.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact } from '../../plugins/facts.ts';
import { amounts, customerParams, done, emptyBody, uuid } from '../../wire.ts';

/** Only what is named is changed. The scenario is changed by moving the case. */
const customerSettings = z
  .object({
    collectorId: uuid.nullable().optional(),
    language: z.enum(messageLanguages).nullable().optional(),
    netting: z.enum(nettingRules).optional(),
    /** Null: that of the legal entity. */
    minimumAmountMinor: amounts.nullable().optional(),
  })
  .strict()
  .refine((settings) => Object.keys(settings).length > 0, 'nothing to change')
  .meta({ id: 'CustomerSettings' });

const excludeBody = z
  .object({ reason: z.string().trim().min(1).max(1000) })
  .strict()
  .meta({ id: 'ExcludeCustomer' });

const base = '/api/entities/:entityId/customers/:customerId';
const config = { access: 'act' } as const;
const tags = ['customers'];

export function customerSettingsRoutes(app: App, deps: AppDeps): void {
  registerSettings(app, deps);
  registerExclusion(app, deps);
}

function registerSettings(app: App, deps: AppDeps): void {
  app.route({
    method: 'PATCH',
    url: base,
    config,
    schema: {
      tags,
      summary: 'Collector, language, netting and minimum amount of a customer',
      operationId: 'updateCustomer',
      params: customerParams,
      body: customerSettings,
      response: { 200: done },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const settings = request.body;
      await requireCollector(deps, entity, settings.collectorId);
      const where = { entity, user: userOf(request), customerId: request.params.customerId };
      return writeFact(deps, where, async ({ tx, customerId, at }) => {
        const { collectorId, language, netting, minimumAmountMinor } = settings;
        await updateCustomer(tx, customerId, { collectorId, language, netting, minimumAmountMinor });
        return {
          answer: { ok: true as const },
          told: {
            key: `settings/${customerId}/${at.getTime()}`,
            kind: 'customer_changed',
            data: { changed: Object.keys(settings) },
            reason: 'settings_changed',
          },
        };
      });
    },
  });
}

async function requireCollector(
  { db }: AppDeps,
  entity: EntityScope,
  userId: string | null | undefined,
): Promise<void> {
  if (userId === null || userId === undefined) return;
  if (!(await isCollectorOf(db, { entityId: entity.id, userId }))) throw new RefusedError('not_found');
}

function registerExclusion(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/exclude`,
    config,
    schema: {
      tags,
      summary: 'Never chase this customer, until included again',
      operationId: 'excludeCustomer',
      params: customerParams,
      body: excludeBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { reason } = request.body;
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      return writeFact(deps, where, async ({ tx, customerId, at }) => {
        const changed = await setExclusion(tx, { customerId, excludedAt: at, reason });
        const key = `exclusion/${customerId}/${at.getTime()}`;
        return {
          answer: { ok: true as const },
          told: changed
            ? { key, kind: 'customer_excluded', data: { reason }, reason: 'settings_changed' }
            : null,
        };
      });
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/include`,
    config,
    schema: {
      tags,
      summary: 'Chase an excluded customer again',
      operationId: 'includeCustomer',
      params: customerParams,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      return writeFact(deps, where, async ({ tx, customerId, at }) => {
        const changed = await setExclusion(tx, { customerId, excludedAt: null, reason: null });
        const key = `inclusion/${customerId}/${at.getTime()}`;
        return {
          answer: { ok: true as const },
          told: changed ? { key, kind: 'customer_included', data: {}, reason: 'settings_changed' } : null,
        };
      });
    },
  });
}
