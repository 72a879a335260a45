import type { Db } from '../client.ts';

/**
 * Message-ID of the newest message that a server acknowledged before `before`: one whose blind copy must be in the
 * journal mailbox if copies arrive there at all.
 */
export async function newestAcceptedBefore(db: Db, before: Date): Promise<string | null> {
  const row = await db.outboundAcknowledgement.findFirst({
    where: { source: 'smtp', sent: true, at: { lt: before } },
    orderBy: { at: 'desc' },
    select: { message: { select: { messageId: true } } },
  });
  return row?.message.messageId ?? null;
}
