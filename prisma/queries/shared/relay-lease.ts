/**
 * How rows of an outbox are shared between relays: taken for a while in one statement, relayed without a transaction,
 * then marked or given back. What a relay that died had taken is taken by another one when the while is over; relayed
 * twice, a workflow evaluates twice.
 */
import { Prisma } from '../../client.ts';

/** Longer than relaying a batch takes, each call with its deadline. */
const leaseSeconds = 30;

/** Longer than one call to Temporal, with its deadline, takes when a single row is relayed. */
const inHandSeconds = 10;

/** For `SET "takenUntil" = …`: by a relay, and by the person who wrote the row. */
export const leased = Prisma.sql`(now() AT TIME ZONE 'UTC') + make_interval(secs => ${leaseSeconds})`;
export const inHand = Prisma.sql`(now() AT TIME ZONE 'UTC') + make_interval(secs => ${inHandSeconds})`;

/** Neither relayed nor being relayed. */
export const pendingRelay = Prisma.sql`"relayedAt" IS NULL
  AND ("takenUntil" IS NULL OR "takenUntil" < (now() AT TIME ZONE 'UTC'))`;
