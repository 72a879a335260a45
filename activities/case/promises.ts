/** A promise is kept or broken without anyone's help: every look settles what has become clear. */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { sendingCalendar } from '../../domain/calendar/sending-days.ts';
import { promiseState } from '../../domain/promise/life.ts';
import type { Db } from '../../prisma/client.ts';
import { appendHistory } from '../../prisma/queries/history.ts';
import type { StoredPosition } from '../../prisma/queries/position.ts';

/** Answers whether any promise was settled, so that the caller reads the position again. */
export async function settlePromises(tx: Db, position: StoredPosition, now: number): Promise<boolean> {
  const { customer, entity } = position;
  const today = localDayAndMinute(now, customer.timeZone).day;
  const calendar = sendingCalendar(entity.calendar, customer.country, entity.country);
  let settled = false;
  for (const promise of position.promises) {
    const state = promiseState({
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
    if (state === 'open') continue;
    settled = true;
    const at = new Date(now);
    await tx.promiseToPay.update({ where: { id: promise.id }, data: { state, settledAt: at } });
    await appendHistory(tx, [
      {
        legalEntityId: entity.id,
        customerId: customer.id,
        kind: state === 'kept' ? 'promise_kept' : 'promise_broken',
        at,
        actor: { kind: 'system' },
        key: `promise/${promise.id}/${state}`,
        data: { promiseId: promise.id, promisedOn: promise.promisedOn },
        itemIds: promise.items.map(({ itemId }) => itemId),
      },
    ]);
  }
  return settled;
}
