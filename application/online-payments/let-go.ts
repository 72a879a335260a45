/**
 * Money that a connector has and the ledger is to write down: once the ledger shows it, its items may be paid and
 * chased by what is left of them; where it does not show it for too long, somebody looks why.
 */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { usualTaskChannel } from '../../domain/channels/traits.ts';
import { paymentTask } from '../../domain/words/payment/tasks.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { createFollowUp } from '../../prisma/queries/follow-ups/write.ts';
import { lockOnlinePayment, type StoredOnlinePayment } from '../../prisma/queries/online-payments/read.ts';
import { freeItems, freeTakenItems } from '../../prisma/queries/online-payments/write.ts';
import { changeFactsOf } from '../unit-of-work.ts';

/** Repeatable: what was let go is let go. */
export async function letGo(
  db: PrismaClient,
  { id }: StoredOnlinePayment,
  { isOverdue, at }: { isOverdue: boolean; at: Date },
): Promise<void> {
  await changeFactsOf(db, async (tx) => {
    const payment = (await lockOnlinePayment(tx, id))!;
    const waiting = payment.items.filter(({ isLive }) => isLive).map(({ itemId }) => itemId);
    await freeTakenItems(tx, waiting);
    const missing = (await lockOnlinePayment(tx, id))!.items.some(({ isLive }) => isLive);
    if (!isOverdue || !missing) return { result: undefined, history: [], facts: [] };
    await freeItems(tx, id);
    const { legalEntityId, customerId, timeZone } = payment;
    const { language } = await tx.legalEntity.findUniqueOrThrow({
      where: { id: legalEntityId },
      select: { language: true },
    });
    await createFollowUp(tx, {
      ...{ legalEntityId, customerId, at, itemIds: waiting, userId: null },
      text: paymentTask(language, 'not_in_ledger', null),
      channel: usualTaskChannel,
      dueOn: localDayAndMinute(at.getTime(), timeZone).day,
    });
    return {
      result: undefined,
      history: [],
      facts: [{ customerId, reason: 'payment_received', key: `online-payment/${id}/let-go` }],
    };
  });
}
