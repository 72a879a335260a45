import type { z } from 'zod';
import { calendarSettings } from '../../../domain/model/calendar.ts';
import { checkReason, checkUntil } from '../../../domain/qualification/checks.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { normalDomain } from '../../../domain/internal/recipient.ts';
import type { Db, Prisma } from '../../../prisma/client.ts';
import {
  listCustomerIds,
  readEntitySettings,
  setEntityPause,
  setPageSettings,
  setPausedChannels,
  type PageSettings,
} from '../../../prisma/queries/entities.ts';
import { changeFacts } from '../../../prisma/queries/facts.ts';
import { appendHistory, type NewHistoryEvent } from '../../../prisma/queries/history.ts';
import { inTransaction } from '../../../prisma/queries/transaction.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { accepted } from '../../plugins/facts.ts';
import { entityParams } from '../../wire.ts';
import { channelSwitch, entityPause, entitySettings, pageSettings } from './schema.ts';

export function settingsRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/settings',
    config: { access: 'read' },
    schema: {
      tags: ['settings'],
      summary: 'Settings of the legal entity',
      operationId: 'readSettings',
      params: entityParams,
      response: { 200: entitySettings },
    },
    handler: async (request) => presentSettings(await readEntitySettings(deps.db, entityOf(request).id)),
  });
  registerPause(app, deps);
  registerPages(app, deps);
}

/** S-10: switches that the send step itself checks; every case of the entity looks again. */
function registerPause(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url: '/api/entities/:entityId/settings/pause',
    config: { access: 'administer' },
    schema: {
      tags: ['settings'],
      summary: 'Stop all sending of the entity until a day or until switched on again, or go on',
      operationId: 'pauseEntity',
      params: entityParams,
      body: entityPause,
      response: { 200: entitySettings },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { paused, until, reason } = request.body;
      if (paused) {
        accepted(checkReason(reason ?? ''));
        accepted(checkUntil(until, entity.today));
      }
      await changeSettings(deps, entity, {
        write: (tx) => setEntityPause(tx, { entityId: entity.id, paused, until, reason }),
        kind: paused ? 'entity_paused' : 'entity_resumed',
        data: paused ? { until, reason } : {},
        userId: userOf(request).userId,
      });
      return presentSettings(await readEntitySettings(deps.db, entity.id));
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/entities/:entityId/settings/channels',
    config: { access: 'administer' },
    schema: {
      tags: ['settings'],
      summary: 'Which channels are switched off',
      operationId: 'switchChannels',
      params: entityParams,
      body: channelSwitch,
      response: { 200: entitySettings },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const pausedChannels = [...new Set(request.body.pausedChannels)];
      await changeSettings(deps, entity, {
        write: (tx) => setPausedChannels(tx, entity.id, pausedChannels),
        kind: 'channels_switched',
        data: { pausedChannels },
        userId: userOf(request).userId,
      });
      return presentSettings(await readEntitySettings(deps.db, entity.id));
    },
  });
}

function registerPages(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url: '/api/entities/:entityId/settings/pages',
    config: { access: 'administer' },
    schema: {
      tags: ['settings'],
      summary:
        'How long links last, when answers are promised, when a code is asked for, what a reply stops, our own domains',
      operationId: 'changePageSettings',
      params: entityParams,
      body: pageSettings,
      response: { 200: entitySettings },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const settings = { ...request.body, ownDomains: ownDomains(request.body.ownDomains) };
      const before = await readEntitySettings(deps.db, entity.id);
      const changed = changes(before, settings);
      if (Object.keys(changed).length > 0) {
        await changeSettings(deps, entity, {
          write: (tx) => setPageSettings(tx, entity.id, settings),
          kind: 'settings_changed',
          data: { changed },
          userId: userOf(request).userId,
        });
      }
      return presentSettings(await readEntitySettings(deps.db, entity.id));
    },
  });
}

/** @throws RefusedError `address_invalid` for what is no domain */
function ownDomains(written: string[]): string[] {
  const domains = written.map((text) => {
    const domain = normalDomain(text);
    if (domain === undefined) throw new RefusedError('address_invalid', { reason: 'domain', domain: text });
    return domain;
  });
  return [...new Set(domains)];
}

/** What was and what is, for history. */
function changes(before: PageSettings, after: PageSettings): Prisma.InputJsonObject {
  const names = Object.keys(after) as (keyof PageSettings)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, { from: before[name], to: after[name] }]),
  );
}

interface SettingsChange {
  write: (tx: Db) => Promise<void>;
  kind: NewHistoryEvent['kind'];
  data: NewHistoryEvent['data'];
  userId: string;
}

async function changeSettings(deps: AppDeps, entity: EntityScope, change: SettingsChange): Promise<void> {
  const at = deps.now();
  const key = `entity-settings/${at.getTime()}`;
  await inTransaction(deps.db, async (tx) => {
    await change.write(tx);
    const actor = { kind: 'user' as const, id: change.userId };
    await appendHistory(tx, [{ legalEntityId: entity.id, kind: change.kind, at, actor, data: change.data }]);
    const customerIds = await listCustomerIds(tx, entity.id);
    await changeFacts(
      tx,
      customerIds.map((customerId) => ({ customerId, reason: 'settings_changed' as const, key })),
    );
  });
}

export function presentSettings(
  row: Awaited<ReturnType<typeof readEntitySettings>>,
): z.output<typeof entitySettings> {
  const {
    pausedUntil,
    pausedForGood,
    pauseReason,
    createdAt: _createdAt,
    calendar,
    ledgerImportedAt,
    ...rest
  } = row;
  return {
    ...rest,
    calendar: calendarSettings.parse(calendar),
    ledgerImportedAt: ledgerImportedAt === null ? null : ledgerImportedAt.toISOString(),
    paused: pausedForGood || pausedUntil !== null ? { until: pausedUntil, reason: pauseReason } : null,
  };
}
