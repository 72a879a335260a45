/**
 * A promise is kept or broken without anyone's help: every evaluation settles what has become clear. A broken one
 * becomes a task of the collector: the chase goes on by itself, but somebody who gave a word and did not keep it is
 * called. A task and not a mark on the promise, because it must stand among what is to be done, be postponed and be
 * closed with what came of it; it closes by itself once nothing of the promise is open any more.
 */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { sendingCalendar } from '../../domain/calendar/sending-days.ts';
import { usualTaskChannel } from '../../domain/channels/traits.ts';
import { promiseState } from '../../domain/promise/lifecycle.ts';
import type { Db, FactsTransaction } from '../../prisma/client.ts';
import { closeFollowUp, createFollowUp } from '../../prisma/queries/follow-ups/write.ts';
import { appendHistory, type NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { endedInstalments } from '../../prisma/queries/promises/read.ts';
import { cancelPromise, settlePromise } from '../../prisma/queries/promises/write.ts';
import type { StoredPosition, StoredPromise } from '../../prisma/queries/position/read.ts';
import { changeOwnFacts } from '../unit-of-work.ts';

/** Whether an evaluation at this hour has a promise or a task to settle. */
export function hasPastToSettle(position: StoredPosition, now: number): boolean {
  if (position.settledTasks.length > 0) return true;
  if (position.promises.length === 0) return false;
  const stateNow = stateOn(position, now);
  return position.promises.some((promise) => stateNow(promise) !== 'open');
}

function stateOn({ customer, entity, ...position }: StoredPosition, now: number) {
  const today = localDayAndMinute(now, customer.timeZone).day;
  const calendar = sendingCalendar(entity.calendar, customer.country, entity.country);
  return (promise: StoredPromise) =>
    promiseState({
      promisedOn: promise.promisedOn,
      graceDays: position.case.scenario.promiseGraceDays,
      calendar,
      today,
      items: promise.items.map(({ openMinor, amountMinor, openNowMinor }) => ({
        openAtPromiseMinor: openMinor,
        amountMinor,
        openNowMinor,
      })),
    });
}

export async function settlePromises(tx: Db, position: StoredPosition, now: number): Promise<void> {
  const { customer, entity } = position;
  const today = localDayAndMinute(now, customer.timeZone).day;
  const stateNow = stateOn(position, now);
  const ended = new Set<string>();
  for (const promise of position.promises) {
    const state = stateNow(promise);
    if (state === 'open' || ended.has(promise.id)) continue;
    const at = new Date(now);
    await changeOwnFacts(tx, customer.id, async (facts) => {
      await settlePromise(facts, { promiseId: promise.id, state, at });
      if (state === 'broken') await setTask(facts, position, promise, { today, at });
      const event: NewHistoryEvent = {
        legalEntityId: entity.id,
        customerId: customer.id,
        kind: state === 'kept' ? 'promise_kept' : 'promise_broken',
        at,
        actor: { kind: 'system' },
        key: `promise/${promise.id}/${state}`,
        data: { promiseId: promise.id, promisedOn: promise.promisedOn },
        itemIds: promise.items.map(({ itemId }) => itemId),
      };
      const rest = state === 'broken' ? await endPlan(facts, position, promise.id, at) : [];
      for (const { data } of rest) ended.add(data.promiseId);
      return { result: undefined, history: [event, ...rest], stops: false };
    });
  }
}

/** An instalment was missed: where its plan ends with that, the others are no longer promised, and their lines chased. */
async function endPlan(
  tx: FactsTransaction,
  { entity, customer }: StoredPosition,
  missedId: string,
  at: Date,
): Promise<(NewHistoryEvent & { data: { promiseId: string } })[]> {
  const others = await endedInstalments(tx, missedId);
  for (const { id } of others) await cancelPromise(tx, { promiseId: id, customerId: customer.id, at });
  return others.map(({ id, planId, itemIds }) => ({
    legalEntityId: entity.id,
    customerId: customer.id,
    kind: 'promise_cancelled' as const,
    at,
    actor: { kind: 'system' as const },
    key: `promise/${id}/cancelled`,
    data: { promiseId: id, planId, missedId },
    itemIds,
  }));
}

/** Without words: what the task is about is the promise, which people read in their language. */
async function setTask(
  tx: Db,
  { entity, customer }: StoredPosition,
  promise: StoredPromise,
  { today, at }: { today: string; at: Date },
): Promise<void> {
  const open = promise.items.filter(({ openNowMinor }) => openNowMinor > 0);
  await createFollowUp(tx, {
    legalEntityId: entity.id,
    customerId: customer.id,
    text: '',
    channel: usualTaskChannel,
    dueOn: today,
    itemIds: open.map(({ itemId }) => itemId),
    userId: null,
    at,
    promiseId: promise.id,
  });
}

/** Tasks about broken promises that have become needless: everything is paid after all. */
export async function closeSettledTasks(tx: Db, position: StoredPosition, now: number): Promise<void> {
  const { customer, entity, settledTasks } = position;
  const at = new Date(now);
  for (const followUpId of settledTasks) {
    const itemIds = await closeFollowUp(tx, {
      followUpId,
      customerId: customer.id,
      state: 'done',
      outcome: null,
      userId: null,
      at,
    });
    if (itemIds === null) continue;
    await appendHistory(tx, [
      {
        legalEntityId: entity.id,
        customerId: customer.id,
        kind: 'follow_up_closed',
        at,
        actor: { kind: 'system' },
        key: `follow-up/${followUpId}/closed`,
        data: { followUpId, state: 'done', paid: true },
        itemIds,
      },
    ]);
  }
}
