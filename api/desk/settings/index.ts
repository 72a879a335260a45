import type { z } from 'zod';
import { calendarSettings } from '../../../domain/model/calendar.ts';
import { checkReason, checkUntil } from '../../../domain/qualification/checks.ts';
import { RefusedError, accepted } from '../../../domain/errors.ts';
import { isPlaceholder } from '../../../domain/company/placeholder.ts';
import { normalDomain } from '../../../domain/internal/recipient.ts';
import type { Db } from '../../../prisma/client.ts';
import {
  markSwitchedOn,
  setEntityPause,
  setPageSettings,
  setPausedChannels,
  updateEntity,
  type EntityChanges,
} from '../../../prisma/queries/entities/write.ts';
import type { ChangedThing } from '../../../prisma/queries/audit/read.ts';
import { readEntitySettings } from '../../../prisma/queries/entities/read.ts';
import { findPublishedVersion } from '../../../prisma/queries/scenarios/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { refuseOverwriting } from '../../../application/overwriting.ts';
import { entityParams } from '../../wire.ts';
import { type Change, changeSettings } from './change.ts';
import { differences } from '../../../domain/audit/differences.ts';
import { checkChanges } from './check-changes.ts';
import { renameReadyMade } from './ready-made-language.ts';
import { channelSwitch, entityPause, entitySettings, pageSettings, settingsChanges } from './schema.ts';

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
  registerChanges(app, deps);
  registerPause(app, deps);
  registerPages(app, deps);
}

function registerChanges(app: App, deps: AppDeps): void {
  app.route({
    method: 'PATCH',
    url: '/api/entities/:entityId/settings',
    config: { access: 'administer' },
    schema: {
      tags: ['settings'],
      summary: 'Company, sending, terms and default scenario; every case is evaluated again at once',
      operationId: 'changeSettings',
      params: entityParams,
      body: settingsChanges,
      response: { 200: entitySettings },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const at = deps.now();
      await changeSettings(deps, { entity, userId: userOf(request).userId }, async (tx) => {
        const before = await readEntitySettings(tx, entity.id);
        const { asRead, ...changes } = request.body;
        const wanted = checkChanges(changes, before);
        await refuseOverwriting(tx, {
          asRead,
          now: presentSettings(before),
          wanted,
          of: changeOf(entity.id),
        });
        await requirePublished(tx, entity.id, wanted);
        const changed = differences(before, wanted);
        if (Object.keys(changed).length === 0) return null;
        const isNewSender = 'senderEmail' in changed || 'senderName' in changed;
        await updateEntity(tx, entity.id, { ...wanted, ...(isNewSender ? { senderChangedAt: at } : {}) });
        const change: Change = { kind: 'settings_changed', data: { changed } };
        if (!('language' in changed) || before.switchedOnAt !== null) return change;
        const [from, to] = [before.language, wanted.language!];
        const { userId } = userOf(request);
        return [change, ...(await renameReadyMade(tx, { entityId: entity.id, from, to, userId, at }))];
      });
      return presentSettings(await readEntitySettings(deps.db, entity.id));
    },
  });
}

const changeOf = (legalEntityId: string, kind: ChangedThing['kind'] = 'settings_changed') => ({
  legalEntityId,
  kind,
});

/** @throws RefusedError `not_found` for a scenario of others, `scenario_not_published` */
async function requirePublished(
  tx: Db,
  entityId: string,
  { defaultScenarioId }: EntityChanges,
): Promise<void> {
  if (defaultScenarioId === undefined || defaultScenarioId === null) return;
  if ((await findPublishedVersion(tx, { entityId, scenarioId: defaultScenarioId })) !== null) return;
  const isOwn = (await tx.scenario.count({ where: { id: defaultScenarioId, legalEntityId: entityId } })) > 0;
  throw new RefusedError(isOwn ? 'scenario_not_published' : 'not_found');
}

/** @throws RefusedError `sender_not_set` while mail would come from an address that nobody reads */
async function requireSender(tx: Db, entityId: string): Promise<void> {
  if (isPlaceholder((await readEntitySettings(tx, entityId)).senderEmail))
    throw new RefusedError('sender_not_set');
}

/** S-10: switches that the send step itself checks; every case of the entity is evaluated again. */
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
      const { paused, until, reason, asRead } = request.body;
      if (paused) {
        accepted(checkReason(reason ?? ''));
        accepted(checkUntil(until, entity.today));
      }
      await changeSettings(deps, { entity, userId: userOf(request).userId }, async (tx) => {
        if (!paused) await requireSender(tx, entity.id);
        const { paused: before } = presentSettings(await readEntitySettings(tx, entity.id));
        const pause = paused ? { until, reason } : null;
        await refuseOverwriting(tx, {
          asRead: asRead && Object.hasOwn(asRead, 'paused') ? { pause: asRead['paused'] } : undefined,
          now: { pause: before },
          wanted: { pause },
          of: changeOf(entity.id, ['entity_paused', 'entity_resumed']),
        });
        await setEntityPause(tx, { entityId: entity.id, paused, until, reason });
        const first = !paused && (await markSwitchedOn(tx, entity.id, deps.now()));
        const changed = differences({ pause: before }, { pause });
        return {
          kind: paused ? 'entity_paused' : 'entity_resumed',
          data: first ? { first, changed } : { changed },
        };
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
      await changeSettings(deps, { entity, userId: userOf(request).userId }, async (tx) => {
        const before = await readEntitySettings(tx, entity.id);
        await refuseOverwriting(tx, {
          asRead: request.body.asRead,
          now: { pausedChannels: before.pausedChannels },
          wanted: { pausedChannels },
          of: changeOf(entity.id, 'channels_switched'),
        });
        await setPausedChannels(tx, entity.id, pausedChannels);
        const changed = differences({ pausedChannels: before.pausedChannels }, { pausedChannels });
        return { kind: 'channels_switched', data: { changed } };
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
      const { asRead, ...body } = request.body;
      const settings = { ...body, ownDomains: ownDomains(body.ownDomains) };
      await changeSettings(deps, { entity, userId: userOf(request).userId }, async (tx) => {
        const before = await readEntitySettings(tx, entity.id);
        await refuseOverwriting(tx, { asRead, now: before, wanted: settings, of: changeOf(entity.id) });
        const changed = differences(before, settings);
        if (Object.keys(changed).length === 0) return null;
        await setPageSettings(tx, entity.id, settings);
        return { kind: 'settings_changed', data: { changed } };
      });
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

export function presentSettings(
  row: Awaited<ReturnType<typeof readEntitySettings>>,
): z.output<typeof entitySettings> {
  const {
    pausedUntil,
    pausedForGood,
    pauseReason,
    createdAt: _createdAt,
    senderChangedAt: _senderChangedAt,
    calendar,
    ledgerImportedAt,
    switchedOnAt,
    ...rest
  } = row;
  return {
    ...rest,
    calendar: calendarSettings.parse(calendar),
    ledgerImportedAt: ledgerImportedAt === null ? null : ledgerImportedAt.toISOString(),
    switchedOnAt: switchedOnAt === null ? null : switchedOnAt.toISOString(),
    paused: pausedForGood || pausedUntil !== null ? { until: pausedUntil, reason: pauseReason } : null,
  };
}
