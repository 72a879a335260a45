/** Trials of connections: kept in the history, and shown with who tried. */
import type { Prisma } from '../../prisma/client.ts';
import type { LastTest } from '../../prisma/queries/connections/read.ts';
import { readUserNames } from '../../prisma/queries/customers/read.ts';
import { appendHistory } from '../../prisma/queries/history/write.ts';
import type { AppDeps, SignedIn } from '../context.ts';

type Shown<Found> = Omit<Found, 'at' | 'userId'> & { at: string; by: { id: string; name: string } | null };

/** @param began by `performance.now`, before the trial */
export async function keepTrial<Found extends object>(
  { db, now }: Pick<AppDeps, 'db' | 'now'>,
  { entityId, user, of }: { entityId: string; user: SignedIn; of: Prisma.InputJsonObject },
  { tried, began }: { tried: Found; began: number },
): Promise<Shown<Found & { tookMs: number }>> {
  const found = { ...tried, tookMs: Math.round(performance.now() - began) };
  const at = now();
  const { userId: id, name } = user;
  await appendHistory(db, [
    {
      legalEntityId: entityId,
      kind: 'connection_tested',
      at,
      actor: { kind: 'user', id },
      data: { ...of, ...found },
    },
  ]);
  return { ...found, at: at.toISOString(), by: { id, name } };
}

/** The newest trial; null: none. */
export async function presentLastTest<Found extends object>(
  db: AppDeps['db'],
  last: LastTest<Found> | null,
): Promise<Shown<LastTest<Found>> | null> {
  if (last === null) return null;
  const { userId, at, ...found } = last;
  const name = userId === null ? undefined : (await readUserNames(db, [userId])).get(userId);
  const by = userId === null || name === undefined ? null : { id: userId, name };
  return { ...found, at: at.toISOString(), by };
}
