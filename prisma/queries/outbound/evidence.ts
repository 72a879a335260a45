/** What is known and found out about a message that was handed over without a whole answer. */
import type { EvidenceSource } from '../../../domain/vocabulary/messages.ts';
import type { Db } from '../../client.ts';

export interface HandedOver {
  /** When the gate was passed. */
  at: Date;
  copied: boolean;
  absentSince: Date | null;
}

/** What is known of the present attempt, once it has passed the gate. */
export async function handedOver(db: Db, id: string, attempt: number): Promise<HandedOver | null> {
  const found = await db.outboundAttempt.findUnique({
    where: { messageId_attempt: { messageId: id, attempt } },
    select: { gatePassedAt: true, copied: true, absentSince: true },
  });
  return found?.gatePassedAt
    ? { at: found.gatePassedAt, copied: found.copied, absentSince: found.absentSince }
    : null;
}

/** Since when the copy of an attempt was looked for and missing; null: it could not be looked for. */
export async function noteAbsence(
  db: Db,
  { id, attempt, since }: { id: string; attempt: number; since: Date | null },
): Promise<void> {
  await db.outboundAttempt.updateMany({
    where: { messageId: id, attempt },
    data: { absentSince: since },
  });
}

/** Whether an earlier attempt passed the gate, and by whose word that one was not taken. */
export async function earlierHandOver(
  db: Db,
  id: string,
): Promise<{ attempt: number; copied: boolean; source: EvidenceSource | null } | null> {
  const passed = await db.outboundAttempt.findFirst({
    where: { messageId: id, gatePassedAt: { not: null } },
    orderBy: { attempt: 'desc' },
    select: { attempt: true, copied: true, message: { select: { acknowledgement: true } } },
  });
  if (passed === null) return null;
  const { attempt, copied, message } = passed;
  return { attempt, copied, source: message.acknowledgement?.source ?? null };
}

/** A copy of the message in the local mailbox proves that its server took it. */
export async function isInLocalMailbox(db: Db, messageId: string): Promise<boolean> {
  return (
    (await db.localMail.count({
      where: { messageId: { in: [messageId, messageId.replace(/^<|>$/g, '')] } },
    })) > 0
  );
}
