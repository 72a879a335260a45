/**
 * What a form had read, so that it cannot take back what somebody else has changed meanwhile (application/overwriting):
 * a form says it with its changes; programs that say nothing overwrite, as ever.
 */
import { z } from 'zod';
import { refuseOverwriting } from '../../application/overwriting.ts';
import type { Db } from '../../prisma/client.ts';
import type { ChangedThing } from '../../prisma/queries/audit/read.ts';
import { uuid } from '../wire.ts';

/** Part of the body of anything that is changed field by field. */
export const asRead = z
  .record(z.string().max(100), z.unknown())
  .optional()
  .describe(
    'The changed fields as the form had read them. Where one is something else by now, the change is refused with ' +
      '409 `changed_meanwhile` and what the other person made of it; without this it overwrites.',
  );

/** Body of what takes something away. */
export const removal = z.object({ asRead }).strict();

/** Part of the body of what puts a list in order: the list as it was shown, as `asRead` of the fields of a form. */
export const orderAsRead = z
  .object({ ids: z.array(uuid).max(500) })
  .strict()
  .optional()
  .describe('The list as it was shown; where it is another one by now, the change is refused with 409.');

interface Ordering {
  asRead: z.infer<typeof orderAsRead>;
  /** As it is. */
  now: readonly { id: string; name: string }[];
  wanted: readonly string[];
  of: ChangedThing;
}

/**
 * @throws RefusedError `changed_meanwhile`, with the names in both orders
 */
export async function refuseReordering(tx: Db, { asRead: read, now, wanted, of }: Ordering): Promise<void> {
  if (read === undefined) return;
  const names = new Map(now.map(({ id, name }) => [id, name]));
  const order = (ids: readonly string[]) => ({ order: ids.map((id) => names.get(id) ?? id) });
  await refuseOverwriting(tx, {
    asRead: order(read.ids),
    now: order(now.map(({ id }) => id)),
    wanted: order(wanted),
    of,
  });
}
