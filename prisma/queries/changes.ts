/**
 * What the triggers of prisma/sql/live-updates.sql note down, told to open pages: one connection for all of this
 * process. Each process takes notes while somebody listens to it and tells them to all, in bundles.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { changeTopics } from '../../domain/vocabulary/pages.ts';
import { Prisma, type Db } from '../client.ts';

const changeNotice = z.object({
  topic: z.enum(changeTopics),
  entityId: z.string().optional(),
  customerId: z.string().optional(),
  id: z.string().optional(),
});
export type ChangeNotice = z.infer<typeof changeNotice>;

export interface ChangeListener {
  /** Answers the function that ends the subscription. */
  subscribe(onChange: (notice: ChangeNotice | 'reconnected') => void): () => void;
  close(): Promise<void>;
}

/** How the connection is called among those of the database. */
export const liveUpdatesConnection = 'relance live updates';

/** How long a change waits to be told, at most; several of one customer are told once. */
const bundleMs = 200;
const mostNotes = 5_000;
const tellNotes = `
  WITH "taken" AS (
    DELETE FROM "LiveChange" WHERE "id" IN (
      SELECT "id" FROM "LiveChange" ORDER BY "id" LIMIT ${mostNotes} FOR UPDATE SKIP LOCKED)
    RETURNING jsonb_strip_nulls(jsonb_build_object(
      'topic', "topic", 'entityId', "entityId", 'customerId', "customerId", 'id', "subjectId"))::text AS "notice")
  SELECT pg_notify('relance_changed', "notice") FROM (SELECT DISTINCT "notice" FROM "taken") n`;

/** Notes that nobody was there to hear of. */
export async function sweepChanges(db: Db): Promise<void> {
  await db.$executeRaw(Prisma.sql`DELETE FROM "LiveChange" WHERE "createdAt" < now() - interval '1 minute'`);
}

const firstPauseMs = 250;
const longestPauseMs = 10_000;

/**
 * Connects when the first subscriber comes and again whenever the connection is lost; after a gap subscribers are
 * told `reconnected`, because notices of the time in between are gone.
 */
export function listenToChanges(databaseUrl: string): ChangeListener {
  const subscribers = new Set<(notice: ChangeNotice | 'reconnected') => void>();
  const closing = new AbortController();
  let running: Promise<void> | undefined;

  const tell = (notice: ChangeNotice | 'reconnected') => {
    for (const subscriber of subscribers) subscriber(notice);
  };

  async function keepListening(): Promise<void> {
    let pauseMs = firstPauseMs;
    let isFirst = true;
    while (!closing.signal.aborted) {
      const client = new pg.Client({
        connectionString: databaseUrl,
        application_name: liveUpdatesConnection,
        keepAlive: true,
        connectionTimeoutMillis: 10_000,
      });
      try {
        const lost = endOf(client, closing.signal);
        await client.connect();
        client.on('notification', ({ payload }) => {
          const notice = readNotice(payload);
          if (notice !== null) tell(notice);
        });
        await client.query('LISTEN relance_changed');
        if (!isFirst) tell('reconnected');
        isFirst = false;
        pauseMs = firstPauseMs;
        const gone = new AbortController();
        const telling = tellInBundles(client, () => subscribers.size > 0, gone.signal);
        await lost;
        gone.abort();
        await telling;
      } catch {
        // The database is away: the next round tries again, a little later each time.
      } finally {
        await client.end().catch(() => undefined);
      }
      await wait(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  return {
    subscribe(onChange) {
      running ??= keepListening();
      subscribers.add(onChange);
      return () => {
        subscribers.delete(onChange);
      };
    },
    async close() {
      closing.abort();
      subscribers.clear();
      await running;
    },
  };
}

async function tellInBundles(client: pg.Client, isHeard: () => boolean, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // A connection that is lost ends the listening, which begins again on a new one.
    if (isHeard()) await client.query(tellNotes).catch(() => undefined);
    await wait(bundleMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Resolves when the connection ends, for whatever reason. */
function endOf(client: pg.Client, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function readNotice(payload: string | undefined): ChangeNotice | null {
  try {
    const read = changeNotice.safeParse(JSON.parse(payload ?? ''));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
