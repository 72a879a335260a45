/**
 * Two people save the same form: the later one is told what the other has changed, instead of taking it back
 * without knowing. A form says with its changes what it had read; programs that say nothing overwrite, as ever.
 */
import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import type { Db } from '../../prisma/client.ts';
import { lastChange, type ChangedThing } from '../../prisma/queries/audit.ts';
import { differences } from '../routes/settings/change.ts';

/** Part of the body of whatever is changed field by field. */
export const asRead = z
  .record(z.string().max(100), z.json())
  .optional()
  .describe(
    'The changed fields as the form had read them. Where one is something else by now, the change is refused with ' +
      '409 `changed_meanwhile` and what the other person made of it; without this it overwrites.',
  );

interface Saving {
  /** What the form had read, by the names of its fields; undefined: nobody asks. */
  asRead: Record<string, unknown> | undefined;
  /** What holds, in the form in which it is read. */
  now: object;
  wanted: object;
  /** Where the changes of others are told. */
  of: ChangedThing;
}

/**
 * Ask under the lock under which the change is written.
 *
 * @throws RefusedError `changed_meanwhile` with `by`, `at` and `changed`: JSON of the fields with `from` and `to`
 */
export async function refuseOverwriting(tx: Db, { asRead: read, now, wanted, of }: Saving): Promise<void> {
  if (read === undefined) return;
  const held = now as Record<string, unknown>;
  // Whoever wants what is there already overwrites nothing.
  const fields = Object.keys(differences(held, wanted as Record<string, unknown>));
  const compared = fields.filter((field) => Object.hasOwn(read, field));
  const changed = differences(
    Object.fromEntries(compared.map((field) => [field, read[field]])),
    Object.fromEntries(compared.map((field) => [field, held[field] ?? null])),
  );
  if (Object.keys(changed).length === 0) return;
  const last = await lastChange(tx, of);
  throw new RefusedError('changed_meanwhile', {
    changed: JSON.stringify(changed),
    ...(last === null ? {} : { by: last.by, at: last.at.toISOString() }),
  });
}
