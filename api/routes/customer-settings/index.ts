import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { messageLanguages, nettingRules, type AssignmentField } from '../../../domain/vocabulary.ts';
import {
  isCollectorOf,
  markSetByHand,
  setExclusion,
  setInteractivePages,
  updateCustomer,
} from '../../../prisma/queries/customer-settings.ts';
import { readMaster } from '../../../prisma/queries/customer-master.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { differences } from '../settings/change.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact, type FactScope, type Told } from '../../plugins/facts.ts';
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

const pagesBody = z.object({ on: z.boolean() }).strict().meta({ id: 'SwitchInteractivePages' });

const base = '/api/entities/:entityId/customers/:customerId';
const config = { access: 'act' } as const;
const tags = ['customers'];

export function customerSettingsRoutes(app: App, deps: AppDeps): void {
  registerSettings(app, deps);
  registerPages(app, deps);
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
        const changed = differences<object>(await readMaster(tx, customerId), settings);
        await updateCustomer(tx, customerId, { collectorId, language, netting, minimumAmountMinor });
        await markSetByHand(tx, customerId, fieldsSet(settings));
        return {
          answer: { ok: true as const },
          told: {
            key: `settings/${customerId}/${at.getTime()}`,
            kind: 'customer_changed',
            data: { changed },
            reason: 'settings_changed',
          },
        };
      });
    },
  });
}

/** What of it rules of Search & Assign could give. */
function fieldsSet(settings: z.infer<typeof customerSettings>): AssignmentField[] {
  return [
    ...(settings.collectorId === undefined ? [] : (['collector'] as const)),
    ...(settings.minimumAmountMinor === undefined ? [] : (['minimum_amount'] as const)),
  ];
}

/** P-3: one switch; switched off, links that are out there stop at once, because every visit asks for it. */
function registerPages(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url: `${base}/interactive-pages`,
    config,
    schema: {
      tags,
      summary: 'Interactive pages of a customer on or off',
      operationId: 'switchInteractivePages',
      params: customerParams,
      body: pagesBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      const { on } = request.body;
      return writeFact(deps, where, async ({ tx, customerId }) => {
        const changed = await setInteractivePages(tx, customerId, on);
        await markSetByHand(tx, customerId, ['interactive_pages']);
        // Each switch is a fact of its own, also two within a moment.
        const key = `pages/${customerId}/${crypto.randomUUID()}`;
        return {
          answer: { ok: true as const },
          told: changed ? { key, kind: 'pages_switched', data: { on }, reason: 'settings_changed' } : null,
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
      return writeFact(deps, where, (scope) => exclude(scope, reason));
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
      return writeFact(deps, where, include);
    },
  });
}

interface Changed {
  answer: { ok: true };
  told: Told | null;
}

/** Excluding twice is once. */
export async function exclude({ tx, customerId, at }: FactScope, reason: string): Promise<Changed> {
  const changed = await setExclusion(tx, { customerId, excludedAt: at, reason });
  const key = `exclusion/${customerId}/${at.getTime()}`;
  const told: Told = { key, kind: 'customer_excluded', data: { reason }, reason: 'settings_changed' };
  return { answer: { ok: true }, told: changed ? told : null };
}

export async function include({ tx, customerId, at }: FactScope): Promise<Changed> {
  const changed = await setExclusion(tx, { customerId, excludedAt: null, reason: null });
  const key = `inclusion/${customerId}/${at.getTime()}`;
  const told: Told = { key, kind: 'customer_included', data: {}, reason: 'settings_changed' };
  return { answer: { ok: true }, told: changed ? told : null };
}
