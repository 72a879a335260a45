/** Why a letter is still with us although its time has come. */
import { letterTroubles, type LetterTrouble } from '../../../domain/vocabulary/letters.ts';
import { Prisma, type Db } from '../../client.ts';

/** Those of which it is known how they ended, and those that may be with the provider. */
const over = ['accepted', 'resolved_sent', 'refused', 'gate_passed', 'in_doubt'];

/** What went wrong with the last try of letter `l`, as SQL; null: nothing did, or it is over. */
export const troubleOfLetter = Prisma.sql`(
  SELECT t."error" FROM "OutboundMessage" tm
  JOIN "OutboundAttempt" t ON t."messageId" = tm."id" AND t."attempt" = tm."attempt"
  WHERE tm."reference" = l."reference" AND l."state" IN ('queued', 'awaiting_code') AND tm."state"::text <> ALL(${over})
    AND t."error" = ANY(${[...letterTroubles]}))`;

export interface StoredTrouble {
  reason: LetterTrouble;
  /** What the provider said. */
  text: string | null;
  /** When it was first tried in vain. */
  since: Date;
  /** When it is tried again; null: nobody knows yet. */
  retryAt: Date | null;
}

export async function readTrouble(db: Db, reference: string): Promise<StoredTrouble | null> {
  const message = await db.outboundMessage.findUnique({
    where: { reference },
    select: { state: true, retryAt: true, attempts: { orderBy: { attempt: 'asc' } } },
  });
  const last = message?.attempts.at(-1);
  if (message == null || last === undefined || over.includes(message.state)) return null;
  const reason = letterTroubles.find((one) => one === last.error);
  const first = message.attempts.find(({ endedAt }) => endedAt !== null) ?? last;
  if (reason === undefined) return null;
  return { reason, text: last.response, since: first.endedAt ?? first.claimedAt, retryAt: message.retryAt };
}
