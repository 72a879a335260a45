/** Rows of rebuilds, and of the store in which the workflows of this database wait. */
import type { RebuildReason } from '../../../domain/vocabulary/workflows.ts';
import { Prisma, type Db } from '../../client.ts';
import type { WorkScope } from '../shared/work-scope.ts';

export interface NewRebuild extends WorkScope {
  reason: RebuildReason;
  /** User; null: a start that found another store, or a command line. */
  askedBy: string | null;
  /** In the words of who asked. */
  note: string;
  at: Date;
}

/** One at a time, until the end of the transaction. */
export async function lockRebuilds(tx: Db): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended('rebuilds', 0))`);
}

export async function createRebuild(tx: Db, { at, ...rebuild }: NewRebuild): Promise<string> {
  const { id } = await tx.rebuild.create({ data: { ...rebuild, createdAt: at }, select: { id: true } });
  return id;
}

/** How many of each were handed over. */
export interface RebuildCounts {
  cases: number;
  notices: number;
  requests: number;
}

export async function countRebuild(tx: Db, id: string, counts: RebuildCounts): Promise<void> {
  await tx.rebuild.update({ where: { id }, data: counts });
}

export async function rememberStore(tx: Db, { storeId, at }: { storeId: string; at: Date }): Promise<void> {
  // The runs of another store are looked for from their beginning.
  const row = { storeId, knownAt: at, archivedUntil: null };
  await tx.workflowStore.upsert({ where: { id: 1 }, create: row, update: row });
}
