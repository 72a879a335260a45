/** Ending a promise, a dispute or a hold by hand, and logging a contact: what a route and a look ahead both do. */
import { addDays } from '../../../domain/calendar/iso-date.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import type { Channel } from '../../../domain/vocabulary.ts';
import { isDisputeOf, resolveDispute } from '../../../prisma/queries/disputes.ts';
import { cancelPromise, isPromiseOf } from '../../../prisma/queries/promises.ts';
import { countContact, isHoldOf, releaseHold } from '../../../prisma/queries/qualification.ts';
import type { FactScope, Told } from '../../plugins/facts.ts';

/** How far back a contact may be entered. */
const oldestContactDays = 90;

interface Ended {
  answer: { ok: true };
  told: Told;
}

/** @throws RefusedError `not_found`, `promise_not_open` */
export async function endPromise({ tx, customerId, at }: FactScope, promiseId: string): Promise<Ended> {
  if (!(await isPromiseOf(tx, { promiseId, customerId }))) throw new RefusedError('not_found');
  const itemIds = await cancelPromise(tx, { promiseId, customerId, at });
  if (itemIds === null) throw new RefusedError('promise_not_open');
  const told = { key: `promise/${promiseId}/cancelled`, data: { promiseId }, itemIds };
  return { answer: { ok: true }, told: { ...told, kind: 'promise_cancelled' } };
}

/** @throws RefusedError `not_found`, `dispute_not_open` */
export async function endDispute(
  { tx, customerId, at }: FactScope,
  disputeId: string,
  resolution: string | null,
): Promise<Ended> {
  if (!(await isDisputeOf(tx, { disputeId, customerId }))) throw new RefusedError('not_found');
  const itemIds = await resolveDispute(tx, { disputeId, customerId, resolution, at });
  if (itemIds === null) throw new RefusedError('dispute_not_open');
  const data = { disputeId, ...(resolution === null ? {} : { resolution }) };
  const told = { key: `dispute/${disputeId}/resolved`, data, itemIds };
  return { answer: { ok: true }, told: { ...told, kind: 'dispute_resolved' } };
}

/** @throws RefusedError `not_found`, `hold_not_open` */
export async function endHold({ tx, customerId, at }: FactScope, holdId: string): Promise<Ended> {
  if (!(await isHoldOf(tx, { holdId, customerId }))) throw new RefusedError('not_found');
  const itemId = await releaseHold(tx, { holdId, customerId, at });
  if (itemId === null) throw new RefusedError('hold_not_open');
  const told = { key: `hold/${holdId}/released`, data: { holdId }, itemIds: [itemId] };
  return { answer: { ok: true }, told: { ...told, kind: 'item_released' } };
}

/** @throws RefusedError `date_too_far`, `date_in_past` */
export async function logContact(
  { tx, customerId, today }: FactScope,
  { channel, note, on }: { channel: Channel; note: string; on: IsoDate },
): Promise<{ answer: { id: string }; told: Told }> {
  if (on > today) throw new RefusedError('date_too_far', { maxDays: 0 });
  const earliest = addDays(today, -oldestContactDays);
  if (on < earliest) throw new RefusedError('date_in_past', { earliest });
  const id = await countContact(tx, { customerId, on, channel });
  const told = { key: `contact/${id}`, data: { channel, on, note } };
  return { answer: { id }, told: { ...told, kind: 'contact_logged' } };
}
