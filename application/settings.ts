/** Settings of a legal entity: one transaction that writes, records who changed what, and has every case evaluate. */
import { Prisma, type FactsTransaction, type PrismaClient } from '../prisma/client.ts';
import { lockEntity } from '../prisma/queries/entities/write.ts';
import type { NewHistoryEvent } from '../prisma/queries/history/write.ts';
import { changeFactsOf } from './unit-of-work.ts';

export interface SettingsChange {
  kind: NewHistoryEvent['kind'];
  data: NewHistoryEvent['data'];
}

/**
 * @param write answers what is recorded of it; null: it was so already, and no case evaluates
 */
export async function changeEntitySettings(
  db: PrismaClient,
  { entityId, userId, at }: { entityId: string; userId: string; at: Date },
  write: (tx: FactsTransaction) => Promise<SettingsChange | SettingsChange[] | null>,
): Promise<void> {
  await changeFactsOf(db, async (tx) => {
    await lockEntity(tx, entityId);
    const change = await write(tx);
    if (change === null) return { result: undefined, history: [], facts: [] };
    const actor = { kind: 'user' as const, id: userId };
    return {
      result: undefined,
      history: [change].flat().map((one) => ({ legalEntityId: entityId, at, actor, ...one })),
      facts: [
        {
          customers: Prisma.sql`SELECT "id" FROM "Customer" WHERE "legalEntityId" = ${entityId}::uuid`,
          reason: 'settings_changed',
          key: `entity-settings/${crypto.randomUUID()}`,
        },
      ],
    };
  });
}
