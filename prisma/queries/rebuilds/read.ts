/** Rebuilds, how far they are, and what they are about. */
import type { RebuildReason } from '../../../domain/vocabulary/workflows.ts';
import { Prisma, type Db } from '../../client.ts';
import { within, type WorkScope } from '../shared/work-scope.ts';

/** Id of the namespace in which the workflows wait, as the server made it; null: never seen. */
export async function knownStore(db: Db): Promise<string | null> {
  const row = await db.workflowStore.findUnique({ where: { id: 1 }, select: { storeId: true } });
  return row?.storeId ?? null;
}

/** A query of ids, for the outbox: whoever has a case, and whoever owes something and may be about to have one. */
export function customersToFollow(scope: WorkScope): Prisma.Sql {
  return Prisma.sql`
    SELECT c."id" FROM "Customer" c
    WHERE ${within(scope, Prisma.raw('c."legalEntityId"'), Prisma.raw('c."id"'))}
      AND (EXISTS (SELECT 1 FROM "CollectionCase" k WHERE k."customerId" = c."id")
        OR EXISTS (SELECT 1 FROM "OpenItem" i WHERE i."customerId" = c."id" AND i."state" = 'open'))`;
}

/** Where its wakes carry its id. */
export function rebuildKey(id: string): string {
  return `rebuild/${id}`;
}

export interface StoredRebuild extends WorkScope {
  id: string;
  reason: RebuildReason;
  note: string;
  cases: number;
  notices: number;
  requests: number;
  createdAt: Date;
  /** Cases that have not been reached yet. */
  waiting: number;
}

/** One by its id, or the newest of exactly this scope; null: there is none. */
export async function readRebuild(db: Db, wanted: { id: string } | WorkScope): Promise<StoredRebuild | null> {
  const row = await db.rebuild.findFirst({
    where:
      'id' in wanted
        ? { id: wanted.id }
        : { legalEntityId: wanted.legalEntityId, customerId: wanted.customerId },
    // Ids rise with time.
    orderBy: { id: 'desc' },
    omit: { askedBy: true },
  });
  return row && { ...row, waiting: await waitingOf(db, row.id) };
}

async function waitingOf(db: Db, id: string): Promise<number> {
  return db.caseWake.count({
    where: { relayedAt: null, reason: 'rebuilt', key: { startsWith: `${rebuildKey(id)}/` } },
  });
}

/** Those that reached a company, the latest first; of everything, of it as a whole, or of one of its customers. */
export async function listRebuilds(db: Db, legalEntityId: string, take: number) {
  const rows = await db.rebuild.findMany({
    where: { OR: [{ legalEntityId }, { legalEntityId: null }] },
    orderBy: { id: 'desc' },
    include: { customer: { select: { id: true, number: true, name: true } } },
    take,
  });
  return Promise.all(rows.map(async (row) => ({ ...row, waiting: await waitingOf(db, row.id) })));
}

/** Customers of a company by their numbers, as far as they are there. */
export async function customersByNumber(db: Db, legalEntityId: string, numbers: readonly string[]) {
  return db.customer.findMany({
    where: { legalEntityId, number: { in: [...numbers] } },
    select: { id: true, number: true },
  });
}
