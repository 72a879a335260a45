/** What trials of connections found: kept in the history, where everybody who administers sees who tried. */
import { z } from 'zod';
import {
  connectionResults,
  connectionSteps,
  type ConnectionKind,
  type ConnectionResult,
  type ConnectionStep,
} from '../../../domain/vocabulary/settings.ts';
import type { Db } from '../../client.ts';

export interface LastConnectionTest {
  result: ConnectionResult;
  step: ConnectionStep;
  answered: string | null;
  tookMs: number;
  at: Date;
  userId: string | null;
}

const stored = z.object({
  result: z.enum(connectionResults),
  step: z.enum(connectionSteps),
  answered: z.string().nullable(),
  tookMs: z.number().int(),
});

/** The newest trial by people of the entity; null: none, or one that says what is not known here. */
export async function lastConnectionTest(
  db: Db,
  { entityId, connection }: { entityId: string; connection: ConnectionKind },
): Promise<LastConnectionTest | null> {
  const event = await db.historyEvent.findFirst({
    where: {
      legalEntityId: entityId,
      kind: 'connection_tested',
      data: { path: ['connection'], equals: connection },
    },
    select: { at: true, actorId: true, data: true },
    orderBy: { id: 'desc' },
  });
  const read = stored.safeParse(event?.data);
  if (event === null || !read.success) return null;
  return { ...read.data, at: event.at, userId: event.actorId };
}
