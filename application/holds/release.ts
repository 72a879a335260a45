/** A hold ends before its day. */
import { RefusedError } from '../../domain/errors.ts';
import { isHoldOf } from '../../prisma/queries/holds/read.ts';
import { releaseHold } from '../../prisma/queries/holds/write.ts';
import type { ActResult, FactScope } from '../act.ts';

/** @throws RefusedError `not_found`, `hold_not_open` */
export async function endHold(
  { tx, customerId, at }: FactScope,
  holdId: string,
): Promise<ActResult<{ ok: true }>> {
  if (!(await isHoldOf(tx, { holdId, customerId }))) throw new RefusedError('not_found');
  const itemId = await releaseHold(tx, { holdId, customerId, at });
  if (itemId === null) throw new RefusedError('hold_not_open');
  return {
    answer: { ok: true },
    events: { key: `hold/${holdId}/released`, kind: 'item_released', data: { holdId }, itemIds: [itemId] },
  };
}
