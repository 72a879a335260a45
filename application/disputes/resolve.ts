/** A dispute is resolved: its items come back with the rank they had. */
import { RefusedError } from '../../domain/errors.ts';
import { disputedItemIds, isDisputeOf } from '../../prisma/queries/disputes/read.ts';
import { resolveDispute } from '../../prisma/queries/disputes/write.ts';
import type { ActResult, FactScope } from '../act.ts';

/** @throws RefusedError `not_found`, `dispute_not_open` */
export async function endDispute(
  { tx, customerId, at }: FactScope,
  disputeId: string,
  resolution: string | null,
): Promise<ActResult<{ ok: true }>> {
  if (!(await isDisputeOf(tx, { disputeId, customerId }))) throw new RefusedError('not_found');
  if (!(await resolveDispute(tx, { disputeId, customerId, resolution, at })))
    throw new RefusedError('dispute_not_open');
  return {
    answer: { ok: true },
    events: {
      key: `dispute/${disputeId}/resolved`,
      kind: 'dispute_resolved',
      data: { disputeId, ...(resolution === null ? {} : { resolution }) },
      itemIds: (await disputedItemIds(tx, { disputeId, customerId })) ?? [],
    },
  };
}
