import { setTimeout as delay } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import { z } from 'zod';
import { askRebuild } from '../application/rebuilds/rebuild.ts';
import { ConfigRefused } from '../config/environment.ts';
import { readDatabaseUrl } from '../config/settings.ts';
import { rebuildReasons } from '../domain/vocabulary/workflows.ts';
import { createPrismaClient, type PrismaClient } from '../prisma/client.ts';
import { readRebuild, type StoredRebuild } from '../prisma/queries/rebuilds/read.ts';
import type { WorkScope } from '../prisma/queries/shared/work-scope.ts';
import { progressBar } from './progress-bar.ts';

export interface RebuildCall {
  entity?: string;
  customer?: string;
  note: string;
  wait: boolean;
  json?: boolean;
  databaseUrl?: string;
  /** How long nothing may move before nobody is there who does it, in milliseconds. */
  idleMs?: number;
}

/** docs/rebuild.md lists them. */
export const rebuildExitCodes = { done: 0, badInput: 2, waiting: 3 } as const;

/** What `relance rebuild --json` prints; docs/rebuild.md is its contract. */
export const rebuildReportShape = z
  .object({
    version: z.literal(1),
    id: z.uuid(),
    /** False: the same rebuild was under way already. */
    isNew: z.boolean(),
    reason: z.enum(rebuildReasons),
    cases: z.number().int(),
    notices: z.number().int(),
    requests: z.number().int(),
    /** Cases that have not been reached yet. */
    waiting: z.number().int(),
    createdAt: z.iso.datetime(),
  })
  .strict();
export type RebuildReport = z.infer<typeof rebuildReportShape>;

interface Streams {
  stdout: Writable;
  stderr: Writable;
}

class WrongUse extends Error {}

const defaultIdleMs = 60_000;
const lookEveryMs = 500;

/** Runs the command and answers its exit code. */
export async function rebuildCommand(call: RebuildCall, streams: Streams): Promise<number> {
  let db: PrismaClient | undefined;
  try {
    db = createPrismaClient({ url: call.databaseUrl ?? readDatabaseUrl(), poolSize: 2 });
    const scope = await scopeOf(db, call);
    const { id, isNew } = await askRebuild(db, {
      ...scope,
      reason: 'asked',
      askedBy: null,
      note: call.note,
      at: new Date(),
    });
    const reached = call.wait ? await whenReached(db, id, call, streams) : await mustRead(db, id);
    print(streams, call, reached, isNew);
    return call.wait && reached.waiting > 0 ? rebuildExitCodes.waiting : rebuildExitCodes.done;
  } catch (error) {
    if (!(error instanceof WrongUse || error instanceof ConfigRefused)) throw error;
    streams.stderr.write(`${error.message}\n`);
    return rebuildExitCodes.badInput;
  } finally {
    await db?.$disconnect();
  }
}

async function scopeOf(db: PrismaClient, { entity, customer }: RebuildCall): Promise<WorkScope> {
  if (entity === undefined) {
    if (customer !== undefined)
      throw new WrongUse('--customer needs --entity: numbers are those of a legal entity.');
    return { legalEntityId: null, customerId: null };
  }
  const found = await db.legalEntity.findUnique({ where: { code: entity }, select: { id: true } });
  if (found === null) throw new WrongUse(`--entity: there is no legal entity "${entity}".`);
  if (customer === undefined) return { legalEntityId: found.id, customerId: null };
  const one = await db.customer.findUnique({
    where: { legalEntityId_number: { legalEntityId: found.id, number: customer } },
    select: { id: true },
  });
  if (one === null) throw new WrongUse(`--customer: ${entity} has no customer "${customer}".`);
  return { legalEntityId: found.id, customerId: one.id };
}

/** Until all cases are reached, or nothing has moved for a while: then no worker is there. */
async function whenReached(
  db: PrismaClient,
  id: string,
  { idleMs = defaultIdleMs }: RebuildCall,
  { stderr }: Streams,
): Promise<StoredRebuild> {
  const bar = progressBar(stderr);
  let state = await mustRead(db, id);
  let movedAt = Date.now();
  while (state.waiting > 0 && Date.now() - movedAt < idleMs) {
    bar.show('reaching cases', ((state.cases - state.waiting) / state.cases) * 1000);
    await delay(lookEveryMs);
    const next = await mustRead(db, id);
    if (next.waiting < state.waiting) movedAt = Date.now();
    state = next;
  }
  bar.end();
  return state;
}

async function mustRead(db: PrismaClient, id: string): Promise<StoredRebuild> {
  const found = await readRebuild(db, { id });
  if (found === null) throw new Error(`the rebuild ${id} is gone`);
  return found;
}

function print({ stdout, stderr }: Streams, call: RebuildCall, state: StoredRebuild, isNew: boolean): void {
  const { id, reason, cases, notices, requests, waiting, createdAt } = state;
  if (call.json) {
    const report: RebuildReport = {
      ...{ version: 1, id, isNew, reason, cases, notices, requests, waiting },
      createdAt: createdAt.toISOString(),
    };
    stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    if (!isNew) stdout.write('This rebuild was under way already.\n');
    stdout.write(`${cases} cases, ${notices} notices, ${requests} letters, mails, imports and runs\n`);
  }
  if (waiting > 0 && call.wait)
    stderr.write(
      `${waiting} cases are not reached yet and nothing moves: is a worker running, and does Temporal answer? They are ` +
        'reached as soon as both do; nothing has to be asked for again.\n',
    );
}
