/** Changing settings of a legal entity: one transaction that writes, tells who changed what, and wakes every case. */
import { canonicalJson } from '../../../domain/text/canonical-json.ts';
import type { Db, Prisma } from '../../../prisma/client.ts';
import { Prisma as Sql } from '../../../prisma/client.ts';
import { lockEntity } from '../../../prisma/queries/entities.ts';
import { changeFactsSet } from '../../../prisma/queries/facts.ts';
import { appendHistory, type NewHistoryEvent } from '../../../prisma/queries/history.ts';
import { inTransaction } from '../../../prisma/queries/transaction.ts';
import type { AppDeps, EntityScope } from '../../context.ts';

export interface Change {
  kind: NewHistoryEvent['kind'];
  data: NewHistoryEvent['data'];
}

/**
 * @param write answers what is told of it; null: it was so already, and nobody is woken
 */
export async function changeSettings(
  deps: AppDeps,
  { entity, userId }: { entity: Pick<EntityScope, 'id'>; userId: string },
  write: (tx: Db) => Promise<Change | Change[] | null>,
): Promise<void> {
  const at = deps.now();
  await inTransaction(deps.db, async (tx) => {
    await lockEntity(tx, entity.id);
    const change = await write(tx);
    if (change === null) return;
    const actor = { kind: 'user' as const, id: userId };
    await appendHistory(
      tx,
      [change].flat().map((one) => ({ legalEntityId: entity.id, at, actor, ...one })),
    );
    await changeFactsSet(tx, {
      customers: Sql.sql`SELECT "id" FROM "Customer" WHERE "legalEntityId" = ${entity.id}::uuid`,
      reason: 'settings_changed',
      key: `entity-settings/${crypto.randomUUID()}`,
    });
  });
}

/** What was and what is, of what differs. */
export function differences<T extends object>(before: T, after: Partial<T>): Prisma.InputJsonObject {
  const names = Object.keys(after) as (keyof T & string)[];
  return Object.fromEntries(
    names
      .filter((name) => after[name] !== undefined && !isSame(before[name], after[name]))
      .map((name) => [name, { from: (before[name] ?? null) as never, to: after[name] as never }]),
  );
}

/** Whatever the order of keys: JSON of the database comes back in another one. */
function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
