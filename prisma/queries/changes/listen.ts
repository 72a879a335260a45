/**
 * What the triggers of prisma/sql/live-updates.sql record, published to open pages: one connection for all of
 * this process. Each process takes the records while somebody listens to it and publishes them to all, in bundles.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { z } from 'zod';
import { DatabaseSession } from '../../session.ts';
import { changeTopics } from '../../../domain/vocabulary/pages.ts';

const changeNotice = z.object({
  topic: z.enum(changeTopics),
  entityId: z.string().optional(),
  customerId: z.string().optional(),
  id: z.string().optional(),
});
export type ChangeNotice = z.infer<typeof changeNotice>;

type Subscriber = (notice: ChangeNotice | 'reconnected') => void;

export interface ChangeListener {
  /**
   * Reports each change once `ready` is called; changes of the time before, when nobody listened here, are left out.
   * Answers the function that ends the subscription.
   */
  subscribe(onChange: Subscriber, ready: () => void): () => void;
  close(): Promise<void>;
}

/** How the connection is called among those of the database. */
export const liveUpdatesConnection = 'relance live updates';

/** How long a change waits to be published, at most; several of one customer are published once. */
const bundleMs = 200;
const mostChanges = 5_000;
const publishChanges = `
  WITH "taken" AS (
    DELETE FROM "LiveChange" WHERE "id" IN (
      SELECT "id" FROM "LiveChange" ORDER BY "id" LIMIT ${mostChanges} FOR UPDATE SKIP LOCKED)
    RETURNING jsonb_strip_nulls(jsonb_build_object(
      'topic', "topic", 'entityId', "entityId", 'customerId', "customerId", 'id', "subjectId"))::text AS "notice")
  SELECT pg_notify('relance_changed', "notice") FROM (SELECT DISTINCT "notice" FROM "taken") n`;

const firstPauseMs = 250;
const longestPauseMs = 10_000;

/**
 * Connects when the first subscriber comes and again whenever the connection is lost; after a gap subscribers
 * receive `reconnected`, because notices of the time in between are gone.
 */
export function listenToChanges(databaseUrl: string): ChangeListener {
  const audience = new Audience();
  const closing = new AbortController();
  let running: Promise<void> | undefined;

  async function keepListening(): Promise<void> {
    let pauseMs = firstPauseMs;
    let isFirst = true;
    while (!closing.signal.aborted) {
      const client = new DatabaseSession({
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
          if (notice !== null) audience.notify(notice);
        });
        await client.query('LISTEN relance_changed');
        if (!isFirst) audience.notify('reconnected');
        isFirst = false;
        pauseMs = firstPauseMs;
        const gone = new AbortController();
        const publishing = publishInBundles(client, audience, gone.signal);
        await lost;
        gone.abort();
        await publishing;
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
    subscribe(onChange, ready) {
      running ??= keepListening();
      audience.join(onChange, ready);
      return () => audience.leave(onChange);
    },
    async close() {
      closing.abort();
      audience.clear();
      await running;
    },
  };
}

/** Who listens in this process. */
class Audience {
  readonly #subscribers = new Set<Subscriber>();
  readonly #joining = new Map<Subscriber, () => void>();
  #ring: () => void = () => undefined;

  get isEmpty(): boolean {
    return this.#subscribers.size + this.#joining.size === 0;
  }

  notify(notice: ChangeNotice | 'reconnected'): void {
    for (const subscriber of this.#subscribers) subscriber(notice);
  }

  join(subscriber: Subscriber, ready: () => void): void {
    this.#joining.set(subscriber, ready);
    this.#ring();
  }

  leave(subscriber: Subscriber): void {
    this.#joining.delete(subscriber);
    this.#subscribers.delete(subscriber);
  }

  clear(): void {
    this.#joining.clear();
    this.#subscribers.clear();
  }

  /** Those who joined until now, to be admitted once older changes are published. */
  get joining(): [Subscriber, () => void][] {
    return [...this.#joining];
  }

  admit(joined: [Subscriber, () => void][]): void {
    for (const [subscriber, ready] of joined) {
      // Who left meanwhile stays away.
      if (!this.#joining.delete(subscriber)) continue;
      this.#subscribers.add(subscriber);
      ready();
    }
  }

  /** Resolves when somebody joins. */
  joins(): Promise<void> {
    return new Promise((resolve) => {
      this.#ring = resolve;
      if (this.#joining.size > 0) resolve();
    });
  }
}

async function publishInBundles(client: pg.Client, audience: Audience, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const joined = audience.joining;
    if (!audience.isEmpty) {
      try {
        // Its own notices reach a connection before the statement ends: they are published before anybody is admitted.
        await client.query(publishChanges);
        audience.admit(joined);
      } catch {
        // The connection is lost, which ends the listening; it begins again on a new one.
        await wait(bundleMs, undefined, { signal }).catch(() => undefined);
        continue;
      }
    }
    const rest = wait(bundleMs, undefined, { signal }).catch(() => undefined);
    await Promise.race([rest, audience.joins()]);
  }
}

/** Resolves when the connection ends, for any reason. */
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
