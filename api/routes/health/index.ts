import { z } from 'zod';
import { channels, importStates } from '../../../domain/vocabulary.ts';
import { pingDatabase, readEntityHealth } from '../../../prisma/queries/health.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { entityParams, instant, isoDate, uuid } from '../../wire.ts';

const parts = z
  .object({
    status: z.enum(['ok', 'degraded']),
    database: z.boolean(),
    temporal: z.boolean(),
    version: z.string(),
  })
  .meta({ id: 'Health' });

const entityHealth = z
  .object({
    database: z.boolean(),
    temporal: z.boolean(),
    ledger: z.object({
      asOf: isoDate.nullable(),
      importedAt: instant.nullable(),
      maxAgeDays: z.number().int(),
    }),
    paused: z.boolean(),
    pausedChannels: z.array(z.enum(channels)),
    /** Messages of which nobody knows yet whether they left. */
    unknownOutcomes: z.number().int(),
    failedActions: z.number().int(),
    /** Facts that the cases have not been told yet. */
    wakes: z.object({ waiting: z.number().int(), oldestAt: instant.nullable() }),
    lastImport: z
      .object({
        id: uuid,
        state: z.enum(importStates),
        fileName: z.string(),
        createdAt: instant,
        appliedAt: instant.nullable(),
        errorCount: z.number().int(),
      })
      .nullable(),
  })
  .meta({ id: 'EntityHealth' });

export function healthRoutes(app: App, { db, temporal, settings }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/health',
    config: { access: 'public' },
    schema: {
      tags: ['health'],
      summary: 'Whether this server, its database and Temporal answer; 200 also when one of them does not',
      operationId: 'readHealth',
      response: { 200: parts },
    },
    handler: async () => {
      const [database, temporalAnswers] = await Promise.all([pingDatabase(db), temporal.reachable()]);
      const status = database && temporalAnswers ? ('ok' as const) : ('degraded' as const);
      return { status, database, temporal: temporalAnswers, version: settings.version };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/health',
    config: { access: 'read' },
    schema: {
      tags: ['health'],
      summary: 'What waits, what is in doubt, how old the ledger is',
      operationId: 'readEntityHealth',
      params: entityParams,
      response: { 200: entityHealth },
    },
    handler: async (request) => {
      const [health, temporalAnswers] = await Promise.all([
        readEntityHealth(db, entityOf(request).id),
        temporal.reachable(),
      ]);
      return presentHealth(health, temporalAnswers);
    },
  });
}

function presentHealth(
  health: Awaited<ReturnType<typeof readEntityHealth>>,
  temporal: boolean,
): z.output<typeof entityHealth> {
  const { lastImport, ledger, wakes } = health;
  return {
    ...health,
    database: true,
    temporal,
    ledger: { ...ledger, importedAt: ledger.importedAt === null ? null : ledger.importedAt.toISOString() },
    wakes: { ...wakes, oldestAt: wakes.oldestAt === null ? null : wakes.oldestAt.toISOString() },
    lastImport:
      lastImport === null
        ? null
        : {
            ...lastImport,
            createdAt: lastImport.createdAt.toISOString(),
            appliedAt: lastImport.appliedAt === null ? null : lastImport.appliedAt.toISOString(),
          },
  };
}
