import { z } from 'zod';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { importStates } from '../../../domain/vocabulary/imports.ts';
import { countTroubled } from '../../../prisma/queries/case-trouble/read.ts';
import {
  hasRoom,
  pingDatabase,
  readEntityHealth,
  oldestPendingSince,
} from '../../../prisma/queries/health/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { entityParams, instant, isoDate, uuid } from '../../wire.ts';

const parts = z
  .object({
    status: z.enum(['ok', 'degraded']),
    database: z.boolean(),
    temporal: z.boolean(),
    /** Temporal has what cases need; see docs on running beyond one machine. */
    searchAttributes: z.boolean(),
    /** The database has room to write. */
    storage: z.boolean(),
    /** Whether outbox rows reach cases, notices and imports. */
    relay: z.boolean(),
    /** No case keeps failing. */
    cases: z.boolean(),
    version: z.string(),
  })
  .meta({ id: 'Health' });

const entityHealth = z
  .object({
    database: z.boolean(),
    temporal: z.boolean(),
    searchAttributes: z.boolean(),
    storage: z.boolean(),
    relay: z.boolean(),
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
    /** Cases whose evaluation or command fails again and again. */
    failingCases: z.number().int(),
    /** Mails that were refused for now today, because the day had had enough. */
    refusedMails: z.number().int(),
    /** Facts that have not reached their cases yet. */
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

export function healthRoutes(app: App, deps: AppDeps): void {
  const { db, settings } = deps;
  const readParts = partsOf(deps);
  app.route({
    method: 'GET',
    url: '/api/health',
    config: { access: 'public' },
    schema: {
      tags: ['health'],
      summary:
        'Whether this server, its database and Temporal answer and do their work; 200 also when one does not',
      operationId: 'readHealth',
      response: { 200: parts },
    },
    handler: async () => {
      const found = await readParts();
      const status = Object.values(found).every(Boolean) ? ('ok' as const) : ('degraded' as const);
      return { status, ...found, version: settings.version };
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
      const [health, found] = await Promise.all([
        readEntityHealth(db, entityOf(request).id, deps.now()),
        readParts(),
      ]);
      return presentHealth(health, found);
    },
  });
}

interface Parts {
  database: boolean;
  temporal: boolean;
  searchAttributes: boolean;
  storage: boolean;
  relay: boolean;
  cases: boolean;
}

/** What is asked by writing, or of another server, is asked no more often, however many ask here. */
const keptMs = 10_000;

/** Longer than a portfolio of facts usually waits; then the relay is away or in trouble. */
const relayLateAfterMs = 2 * 60_000;

/** Whether outbox rows reach cases, notices and workflows. */
async function relayKeepsUp(db: AppDeps['db'], now: Date): Promise<boolean> {
  const since = await oldestPendingSince(db);
  return since === null || now.getTime() - since.getTime() < relayLateAfterMs;
}

function partsOf({ db, temporal, now }: AppDeps): () => Promise<Parts> {
  const storage = kept(() => hasRoom(db));
  const searchAttributes = kept(() => temporal.prepared());
  return async () => {
    const [database, answers, attributes] = await Promise.all([
      pingDatabase(db),
      temporal.reachable(),
      searchAttributes(),
    ]);
    // What cannot be asked is not said to be well.
    const [room, relay, troubled] = database
      ? await Promise.all([
          storage(),
          relayKeepsUp(db, now()).catch(() => false),
          countTroubled(db).catch(() => 1),
        ])
      : [false, false, 1];
    return {
      database,
      temporal: answers,
      searchAttributes: answers && attributes,
      storage: room,
      relay,
      cases: troubled === 0,
    };
  };
}

function kept<T>(ask: () => Promise<T>): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | undefined;
  return () => {
    if (last === undefined || Date.now() - last.at > keptMs) last = { at: Date.now(), answer: ask() };
    return last.answer;
  };
}

function presentHealth(
  health: Awaited<ReturnType<typeof readEntityHealth>>,
  { cases: _, ...found }: Parts,
): z.output<typeof entityHealth> {
  const { lastImport, ledger, wakes } = health;
  return {
    ...health,
    ...found,
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
