/** An old reply is read by the model, only to compare: the call is logged and counts for the day, nothing else is kept. */
import type { ReadClaim } from '../../domain/proposal/compare.ts';
import type { QualifierOutcome } from '../../domain/vocabulary/proposals.ts';
import type { ReadBefore } from '../../prisma/queries/proposals/figures.ts';
import { readReplyWords } from '../../prisma/queries/proposals/words.ts';
import { createCall } from '../../prisma/queries/proposals/write.ts';
import { askModel, type AskModelDeps } from './ask-model.ts';

/**
 * As the reply was seen when it arrived. Where nothing of the answer stands the rules do, as they would when mail comes in. A
 * company whose model is off shows it masked words: nobody has agreed to more.
 *
 * @returns `outcome`: `over_budget` ends a trial, for all that follows would be the same
 */
export async function tryModel(
  deps: AskModelDeps,
  { replyId, text, input }: Pick<ReadBefore, 'replyId' | 'text' | 'input'>,
): Promise<{ claims: readonly ReadClaim[]; outcome: QualifierOutcome }> {
  const { prisma, clock } = deps;
  const words = await readReplyWords(prisma, replyId);
  if (words === null) return { claims: [], outcome: 'nothing_left' };
  const modelUse = words.modelUse === 'off' ? 'redacted' : words.modelUse;
  const {
    byRules,
    checked,
    outcome: answered,
    call,
  } = await askModel(deps, {
    ...words,
    text,
    context: input,
    modelUse,
  });
  const isLeft = checked.claims.length > 0;
  const outcome = answered === 'answered' && !isLeft ? 'nothing_left' : answered;
  if (outcome !== 'over_budget') await createCall(prisma, { ...call, outcome, isTrial: true, at: clock() });
  return { claims: isLeft ? checked.claims : byRules.claims, outcome };
}
