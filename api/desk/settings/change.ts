import { changeEntitySettings, type SettingsChange } from '../../../application/settings.ts';
import type { Db } from '../../../prisma/client.ts';
import type { AppDeps, EntityScope } from '../../context.ts';

export type Change = SettingsChange;

/**
 * @param write answers what is recorded of it; null: it was so already, and no case evaluates
 */
export async function changeSettings(
  { db, now }: AppDeps,
  { entity, userId }: { entity: Pick<EntityScope, 'id'>; userId: string },
  write: (tx: Db) => Promise<Change | Change[] | null>,
): Promise<void> {
  await changeEntitySettings(db, { entityId: entity.id, userId, at: now() }, write);
}
