/** A model reads the words beside the rules: on any trouble, and where nothing of its answer stands, the rules stand. */
import { keepReading } from '../../application/proposals/read-reply.ts';
import { boundClaims } from '../../domain/proposal/claims.ts';
import { summariesOf } from '../../domain/proposal/model-summary.ts';
import type { QualifierOutcome } from '../../domain/vocabulary/proposals.ts';
import { lockWords, readReplyWords, type ReplyWords } from '../../prisma/queries/proposals/words.ts';
import { createCall } from '../../prisma/queries/proposals/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { askModel, type AskedModel, type AskModelDeps } from './ask-model.ts';

export async function readReplyByModel(deps: AskModelDeps, replyId: string): Promise<void> {
  const { prisma, clock } = deps;
  const words = await readReplyWords(prisma, replyId);
  if (words === null || words.modelUse === 'off' || words.state !== 'pending') return;
  if (words.text === '' || !words.isReadable) return;
  const asked = await askModel(deps, words);
  const isKept = asked.checked.claims.length > 0 && (await keep(deps, words, asked));
  const outcome: QualifierOutcome = asked.outcome === 'answered' && !isKept ? 'nothing_left' : asked.outcome;
  await createCall(prisma, { ...asked.call, outcome, isTrial: false, at: clock() });
}

/** Whether it took the place of what the rules proposed: not where somebody has begun to decide meanwhile. */
async function keep(
  { prisma, clock }: AskModelDeps,
  before: ReplyWords,
  { checked, byRules, call }: AskedModel,
): Promise<boolean> {
  return inTransaction(prisma, async (tx) => {
    const words = await lockWords(tx, before.replyId);
    if (words?.state !== 'pending' || words.text !== before.text) return false;
    const { form, idsOf } = words;
    return keepReading(tx, words, {
      source: 'model',
      build: call.model,
      summaries: summariesOf(checked.claims),
      needsPerson: byRules.needsPerson || checked.dropped > 0,
      claims: boundClaims({ form, claims: checked.claims, source: 'model', idsOf }),
      at: clock(),
      onlyUndecided: true,
    });
  });
}
