/** Interest or compensation of an item is not claimed, with a reason; and claimed again. */
import { checkReason } from '../../domain/qualification/checks.ts';
import { accepted, RefusedError } from '../../domain/errors.ts';
import type { LateCharge } from '../../domain/vocabulary/interest.ts';
import { readLateItem, readWaiver, readWaivers } from '../../prisma/queries/interest/read.ts';
import { createWaivers, endWaiver } from '../../prisma/queries/interest/write.ts';
import type { ActResult, FactScope } from '../act.ts';

/**
 * What is waived already stays so, with its first reason.
 *
 * @throws RefusedError `not_found` for an item of somebody else or one that costs nothing late, `reason_required`
 */
export async function waiveCharges(
  { tx, entity, customerId, userId, at }: FactScope,
  wanted: { itemId: string; charges: readonly LateCharge[]; reason: string },
): Promise<ActResult<{ ids: string[] }>> {
  const { itemId } = wanted;
  const item = await readLateItem(tx, { entityId: entity.id, itemId });
  if (item === null || item.customerId !== customerId) throw new RefusedError('not_found');
  const reason = accepted(checkReason(wanted.reason));
  const standing = await readWaivers(tx, itemId);
  const charges = [...new Set(wanted.charges)].filter(
    (charge) => !standing.some((one) => one.charge === charge),
  );
  if (charges.length === 0) return { answer: { ids: [] }, events: null };
  const ids = await createWaivers(tx, {
    customerId,
    itemId,
    charges,
    reason,
    createdBy: userId,
    createdAt: at,
  });
  return {
    answer: { ids },
    events: {
      key: `waiver/${ids[0]}/made`,
      kind: 'charges_waived',
      data: { waiverIds: ids, charges, reason },
      itemIds: [itemId],
    },
  };
}

/** One that has ended already is no error. @throws RefusedError `not_found` */
export async function claimAgain(
  { tx, customerId, at }: FactScope,
  waiverId: string,
): Promise<ActResult<{ ok: true }>> {
  const waiver = await readWaiver(tx, { customerId, waiverId });
  if (waiver === null) throw new RefusedError('not_found');
  const hasEnded = await endWaiver(tx, { waiverId, at });
  return {
    answer: { ok: true },
    events: hasEnded
      ? {
          key: `waiver/${waiverId}/ended`,
          kind: 'waiver_ended',
          data: { waiverId, charges: [waiver.charge] },
          itemIds: [waiver.itemId],
        }
      : null,
  };
}
