/** What is known and found out about an end of data that left without a whole answer. */
import type { EvidenceSource } from '../../domain/vocabulary.ts';
import type { Db } from '../client.ts';

export interface Dot {
  /** When the end of data left us. */
  at: Date;
  journaled: boolean;
  absentSince: Date | null;
}

/** The end of data of the present attempt. */
export async function dotOf(db: Db, id: string, attempt: number): Promise<Dot | null> {
  const found = await db.outboundAttempt.findUnique({
    where: { messageId_attempt: { messageId: id, attempt } },
    select: { dotAt: true, journaled: true, absentSince: true },
  });
  return found?.dotAt
    ? { at: found.dotAt, journaled: found.journaled, absentSince: found.absentSince }
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

/** Whether the end of data of an earlier attempt left us, and by whose word that one was not taken. */
export async function earlierDot(
  db: Db,
  id: string,
): Promise<{ attempt: number; journaled: boolean; source: EvidenceSource | null } | null> {
  const dot = await db.outboundAttempt.findFirst({
    where: { messageId: id, dotAt: { not: null } },
    orderBy: { attempt: 'desc' },
    select: { attempt: true, journaled: true, message: { select: { acknowledgement: true } } },
  });
  if (dot === null) return null;
  const { attempt, journaled, message } = dot;
  return { attempt, journaled, source: message.acknowledgement?.source ?? null };
}

/** A copy of the message in the local mailbox proves that its server took it. */
export async function isInLocalMailbox(db: Db, messageId: string): Promise<boolean> {
  return (
    (await db.localMail.count({
      where: { messageId: { in: [messageId, messageId.replace(/^<|>$/g, '')] } },
    })) > 0
  );
}
