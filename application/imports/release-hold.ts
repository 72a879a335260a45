/** A person releases a customer of whom an import left rows out: what was left out was looked at. */
import { RefusedError } from '../../domain/errors.ts';
import { releaseImportHold } from '../../prisma/queries/imports/write-holds.ts';
import type { ActResult, FactScope } from '../act.ts';

/** @throws RefusedError `not_found`, `hold_not_open` */
export async function releaseHeldRows(
  { tx, customerId, userId, at }: FactScope,
  holdId: string,
): Promise<ActResult<{ ok: true }>> {
  const released = await releaseImportHold(tx, { holdId, customerId, userId, at });
  if (released === null) throw new RefusedError('not_found');
  if (!released) throw new RefusedError('hold_not_open');
  return {
    answer: { ok: true },
    events: { key: `import-hold/${holdId}/released`, kind: 'rows_released', data: {} },
  };
}
