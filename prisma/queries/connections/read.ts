/** What trials of connections found: kept in the history, where everybody who administers sees who tried. */
import { z } from 'zod';
import { connectionResults, connectionSteps } from '../../../domain/vocabulary/settings.ts';
import type { Db } from '../../client.ts';

/** What every trial says; of some connections it says more. */
export const connectionTest = z.object({
  result: z.enum(connectionResults),
  step: z.enum(connectionSteps),
  answered: z.string().nullable(),
  tookMs: z.number().int(),
});

/** A trial with when and by whom. */
export type LastTest<Found> = Found & { at: Date; userId: string | null };

/**
 * The newest trial by people of the entity; null: none, or one that says what is not known here.
 *
 * @param of what its history says that it tried: the kind of the connection, or its provider
 */
export async function lastConnectionTest<Found>(
  db: Db,
  { entityId, of }: { entityId: string; of: { connection: string } | { provider: string } },
  found: z.ZodType<Found>,
): Promise<LastTest<Found> | null> {
  const [[field, name]] = Object.entries(of) as [[string, string]];
  const event = await db.historyEvent.findFirst({
    where: {
      legalEntityId: entityId,
      kind: 'connection_tested',
      data: { path: [field], equals: name },
    },
    select: { at: true, actorId: true, data: true },
    orderBy: { id: 'desc' },
  });
  const read = found.safeParse(event?.data);
  return event === null || !read.success ? null : { ...read.data, at: event.at, userId: event.actorId };
}
