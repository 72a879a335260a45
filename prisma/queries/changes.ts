/** Listening to the triggers of prisma/sql/live-updates.sql: one connection for all open pages of this process. */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { changeTopics } from '../../domain/vocabulary/pages.ts';

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
        await lost;
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
