import { RefusedError } from '../domain/errors.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { changeFacts } from '../prisma/queries/facts.ts';
import { appendHistory } from '../prisma/queries/history.ts';
import { outboundRow } from '../prisma/queries/outbound.ts';
import { recordResolved } from '../prisma/queries/outbound-outcomes.ts';

/**
 * A person says what became of a message that is in doubt (they asked the customer, or saw the server's log). The
 * case is woken and goes on from there. Throws `not_found` and `not_in_doubt`.
 */
export async function settleByPerson(
  prisma: PrismaClient,
  { messageId, sent, userId, now }: { messageId: string; sent: boolean; userId: string; now: Date },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const row = await outboundRow(tx, messageId);
    if (!row) throw new RefusedError('not_found');
    const settled =
      row.state === 'in_doubt' &&
      (await recordResolved(tx, {
        id: row.id,
        attempt: row.attempt,
        sent,
        source: 'person',
        userId,
        at: now,
      }));
    if (!settled) throw new RefusedError('not_in_doubt', { state: row.state });
    const key = `message/${row.id}/${row.attempt}/settled`;
    await appendHistory(tx, [
      {
        legalEntityId: row.legalEntityId,
        customerId: row.customerId,
        kind: 'message_settled',
        at: now,
        actor: { kind: 'user', id: userId },
        key,
        data: { messageId: row.id, actionId: row.actionId, sent, recipient: row.recipientEmail },
      },
    ]);
    await changeFacts(tx, [{ customerId: row.customerId, reason: 'message_settled', key }]);
  });
}
