/** what an administrator looks after, each figure with the list behind it. */
import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { volumeAgainst } from '../../../domain/operations/volume.ts';
import { wakeReasons } from '../../../domain/vocabulary/cases.ts';
import {
  countLeft,
  databaseBytes,
  listSentTwice,
  listTroubled,
  listWaitingFacts,
} from '../../../prisma/queries/health/operations.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { entityParams, instant, uuid } from '../../wire.ts';
import { customerRef } from '../agenda/schema.ts';
import { queueStates } from './queues.ts';

const count = z.number().int();

const operationsAnswer = z
  .object({
    /** Null: Temporal does not answer. */
    queues: z
      .array(
        z.object({
          queue: z.string(),
          workers: count,
          builds: z.array(z.string()),
          waiting: count,
          oldestSeconds: count,
        }),
      )
      .nullable(),
    /** Cases that fail or are tried again, those that have for longest first. */
    troubled: z.array(
      z.object({
        customer: customerRef,
        activity: z.string(),
        code: z.string(),
        times: count,
        since: instant,
        lastAt: instant,
      }),
    ),
    /** Facts that have not reached their cases, the oldest first. */
    waitingFacts: z.array(
      z.object({ customer: customerRef, reason: z.enum(wakeReasons), createdAt: instant }),
    ),
    /** What left today, and usually on this weekday until now. */
    volume: z.object({ today: count, usual: count, isUnusual: z.boolean() }),
    /** Recipients to whom one thing left more than once in the last thirty days. */
    sentTwice: z.array(
      z.object({
        customerId: uuid,
        customerName: z.string(),
        recipient: z.string(),
        subject: z.string(),
        times: count,
        messageId: uuid,
      }),
    ),
    /** In bytes: the database, and the disk of this server; null: it does not say. */
    disk: z.object({ database: count, free: count.nullable(), total: count.nullable() }),
  })
  .meta({ id: 'Operations' });

const weeks = 4;
const dayMs = 24 * 3600_000;
const twiceWithinDays = 30;

export function operationsRoutes(app: App, deps: AppDeps): void {
  const { db, temporal } = deps;
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/operations',
    config: { access: 'administer' },
    schema: {
      tags: ['health'],
      summary:
        'Queues and workers, what fails, what waits, what leaves, and the disk: each with what is behind it',
      operationId: 'readOperations',
      params: entityParams,
      response: { 200: operationsAnswer },
    },
    handler: async (request) => {
      const { id } = entityOf(request);
      const now = deps.now();
      const since = new Date(now.getTime() - twiceWithinDays * dayMs);
      const [queues, troubled, facts, left, sentTwice, disk] = await Promise.all([
        queueStates(temporal),
        listTroubled(db, id),
        listWaitingFacts(db, id),
        countLeft(db, id, now, weeks),
        listSentTwice(db, id, since),
        diskOf(db),
      ]);
      const [today = 0, ...before] = left;
      return {
        ...{ queues, sentTwice, disk },
        troubled: troubled.map((row) => ({
          ...row,
          since: row.since.toISOString(),
          lastAt: row.lastAt.toISOString(),
        })),
        waitingFacts: facts.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
        volume: { today, ...volumeAgainst(today, before) },
      };
    },
  });
}

async function diskOf(db: AppDeps['db']) {
  const [database, disk] = await Promise.all([databaseBytes(db), statfs(process.cwd()).catch(() => null)]);
  return {
    database,
    free: disk === null ? null : disk.bavail * disk.bsize,
    total: disk === null ? null : disk.blocks * disk.bsize,
  };
}
