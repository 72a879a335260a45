/**
 * Two people save the same form: the later one is shown what the other has changed, instead of taking it back
 * without knowing.
 */
import { differences } from '../domain/audit/differences.ts';
import { RefusedError } from '../domain/errors.ts';
import type { Db } from '../prisma/client.ts';
import { type ChangedThing, lastChange } from '../prisma/queries/audit/read.ts';

interface Saving {
  /** What the form had read, by the names of its fields; undefined: nobody asks. */
  asRead: Record<string, unknown> | undefined;
  /** What holds, in the form in which it is read. */
  now: object;
  wanted: object;
  /** Where the changes of others are recorded. */
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
  // Anyone who wants what is there already overwrites nothing.
  const fields = Object.keys(differences(held, wanted as Record<string, unknown>));
  const compared = fields.filter((field) => Object.hasOwn(read, field));
  const changed = differences(
    Object.fromEntries(compared.map((field) => [field, read[field]])),
    Object.fromEntries(compared.map((field) => [field, Object.hasOwn(held, field) ? held[field] : null])),
  );
  if (Object.keys(changed).length === 0) return;
  const last = await lastChange(tx, of);
  throw new RefusedError('changed_meanwhile', {
    changed: JSON.stringify(changed),
    ...(last === null ? {} : { by: last.by, at: last.at.toISOString() }),
  });
}
