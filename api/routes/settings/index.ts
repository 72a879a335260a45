import type { z } from 'zod';
import { calendarSettings } from '../../../domain/model/calendar.ts';
import { readEntitySettings } from '../../../prisma/queries/entities.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { entityParams } from '../../wire.ts';
import { entitySettings } from './schema.ts';

export function settingsRoutes(app: App, { db }: AppDeps): void {
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
    handler: async (request) => presentSettings(await readEntitySettings(db, entityOf(request).id)),
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
