/**
 * The words of a reply are read by the rules, and what they claim is kept as proposals, whichever way it came in:
 * a mail, a customer's page, a colleague's answer. Nothing of it counts before a person accepts it.
 */
import { boundClaims, saysTheSame, withoutDecided, type BoundClaim } from '../../domain/proposal/claims.ts';
import { readWords } from '../../domain/proposal/words.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { claimOf, currentReading, shownProposals } from '../../prisma/queries/proposals/read.ts';
import { lockWords, type ReplyWords } from '../../prisma/queries/proposals/words.ts';
import { createReading, type NewReading } from '../../prisma/queries/proposals/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';

export interface ReadingAsked {
  replyId: string;
  /** Which rules these are. */
  build: string;
  at: Date;
}

/**
 * Read again, what was decided stays, what is open is replaced; the same words read alike change nothing. Answers whether the
 * company wants a model to read it as well.
 */
export async function readReplyByRules(
  db: PrismaClient,
  { replyId, build, at }: ReadingAsked,
): Promise<{ isModelOn: boolean }> {
  return inTransaction(db, async (tx) => {
    const words = await lockWords(tx, replyId);
    if (words === null || words.state === 'deleted') return { isModelOn: false };
    const { context, form, idsOf } = words;
    const { claims, summaries, needsPerson } = readWords(words.isReadable ? words.text : '', context);
    const bound = boundClaims({ form, claims, source: 'rules', idsOf });
    await keepReading(tx, words, { source: 'rules', build, summaries, needsPerson, claims: bound, at });
    return { isModelOn: words.modelUse !== 'off' };
  });
}

/** Answers whether it counts now. `onlyUndecided`: not where somebody has decided on a proposal already. */
export async function keepReading(
  tx: Db,
  { replyId, legalEntityId, customerId, context }: ReplyWords,
  reading: Pick<NewReading, 'source' | 'build' | 'summaries' | 'needsPerson' | 'at'> & {
    claims: readonly BoundClaim[];
    onlyUndecided?: boolean;
  },
): Promise<boolean> {
  const { onlyUndecided = false, ...read } = reading;
  const [current, shown] = [await currentReading(tx, replyId), await shownProposals(tx, replyId)];
  const isDecided = ({ state }: { state: string }) => state !== 'proposed';
  if (onlyUndecided && shown.some(isDecided)) return false;
  const claims = withoutDecided(read.claims, shown.filter(isDecided).map(claimOf));
  const isSame =
    current !== null &&
    current.build === read.build &&
    current.needsPerson === read.needsPerson &&
    saysTheSame(shown.filter((one) => !isDecided(one)).map(claimOf), claims);
  if (isSame) return true;
  await createReading(tx, {
    ...read,
    replyId,
    legalEntityId,
    customerId,
    language: context.language,
    input: context,
    claims,
  });
  return true;
}
