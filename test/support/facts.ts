/** What tests change without a use case: the version and the outbox as the unit of work writes them. */
import type { Db } from '../../prisma/client.ts';
import { leaveWakes, raisePositionVersions, type WakeRow } from '../../prisma/queries/facts/write.ts';

export async function changeFacts(db: Db, changes: WakeRow[]): Promise<void> {
  await raisePositionVersions(db, [...new Set(changes.map(({ customerId }) => customerId))]);
  await leaveWakes(db, changes);
}
