import type { Db } from '../../client.ts';

/**
 * Message-ID of the newest message that a server acknowledged before `before`: one whose blind copy must be in the
 * journal mailbox if copies arrive there at all.
 */
export async function newestAcceptedBefore(db: Db, before: Date): Promise<string | null> {
  const row = await db.outboundMessage.findFirst({
    where: {
      state: 'accepted',
      attempts: { some: { copied: true, gatePassedAt: { lt: before } } },
    },
    orderBy: { createdAt: 'desc' },
    select: { reference: true },
  });
  return row?.reference ?? null;
}
