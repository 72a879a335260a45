/** A provider says that something happened to a letter: a reason to ask about it at once, and nothing more. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/text/canonical-json.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { letterOfHint } from '../../prisma/queries/letters/read.ts';
import { keepHint } from '../../prisma/queries/letters/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { askLetter } from '../outbox.ts';

export interface LetterNews {
  eventType: string;
  /** What the provider calls the letter. */
  ref: string | null;
  /** Our own reference, as the provider repeats it. */
  reference: string | null;
}

const longest = 200;

/** What comes again changes nothing; what is of no letter of this connection is kept and wakes nobody. */
export async function takeHint(
  db: PrismaClient,
  { connectionId, body, news, at }: { connectionId: string; body: unknown; news: LetterNews; at: Date },
): Promise<void> {
  const id = createHash('sha256')
    .update(`${connectionId}/${canonicalJson(body ?? null)}`)
    .digest('hex');
  await inTransaction(db, async (tx) => {
    const letter = await letterOfHint(tx, connectionId, news);
    const isNew = await keepHint(tx, {
      id,
      connectionId,
      resourceId: (news.ref ?? news.reference ?? '').slice(0, longest),
      eventType: news.eventType.slice(0, longest),
      letterId: letter?.id ?? null,
      at,
    });
    if (isNew && letter !== null) await askLetter(tx, letter.id);
  });
}
