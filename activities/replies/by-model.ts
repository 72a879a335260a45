/**
 * A model reads the words beside the rules: it is shown the words of the customer and the open items as data, and nothing else.
 * What it claims is held against both; on any trouble, and where nothing of its answer stands, the rules stand.
 */
import { keepReading } from '../../application/proposals/read-reply.ts';
import { boundClaims } from '../../domain/proposal/claims.ts';
import { summariesOf } from '../../domain/proposal/model-summary.ts';
import { dayReceived, readWords, type WordsRead } from '../../domain/proposal/words.ts';
import { checkedClaims, type CheckedClaims } from '../../domain/understanding/model-claims.ts';
import { redacted } from '../../domain/understanding/redact.ts';
import type { QualifierOutcome } from '../../domain/vocabulary/proposals.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { spentSince } from '../../prisma/queries/proposals/read.ts';
import { lockWords, readReplyWords, type ReplyWords } from '../../prisma/queries/proposals/words.ts';
import { createCall } from '../../prisma/queries/proposals/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import type { Qualifier, QualifierAnswer } from './qualifier.ts';

interface Deps {
  prisma: PrismaClient;
  clock: () => Date;
  qualifier?: Qualifier | undefined;
}

const nothingSent = { promptSha256: '', inputTokens: 0, outputTokens: 0, costMicros: 0, durationMs: 0 };

export async function readReplyByModel({ prisma, clock, qualifier }: Deps, replyId: string): Promise<void> {
  const words = await readReplyWords(prisma, replyId);
  if (words === null || words.modelUse === 'off' || words.state !== 'pending') return;
  if (words.text === '' || !words.isReadable) return;
  const { legalEntityId } = words;
  const log = { replyId, legalEntityId, model: qualifier?.model ?? '', droppedClaims: 0 };
  const byRules = readWords(words.text, words.context);
  const reason = await reasonNotToAsk({ prisma, clock, qualifier }, { words, byRules });
  if (qualifier === undefined || reason !== null) {
    await createCall(prisma, { ...log, ...nothingSent, outcome: reason ?? 'not_connected', at: clock() });
    return;
  }
  const shown = shownText(words);
  const startedAt = performance.now();
  const { items, currency } = words.context.account;
  const answer = await qualifier.qualify({
    text: shown,
    language: words.context.language,
    receivedOn: dayReceived(words.context),
    currency,
    items: items.filter(({ openMinor }) => openMinor !== 0),
  });
  const durationMs = Math.round(performance.now() - startedAt);
  const checked = checkedOf(answer, { words, shown, byRules });
  const isKept =
    checked.claims.length > 0 && (await keep({ prisma, clock, qualifier }, words, { checked, byRules }));
  const outcome: QualifierOutcome =
    answer.outcome === 'answered' && !isKept ? 'nothing_left' : answer.outcome;
  await createCall(prisma, {
    ...log,
    ...answer.usage,
    promptSha256: answer.promptSha256,
    outcome,
    durationMs,
    droppedClaims: checked.dropped,
    at: clock(),
  });
}

/** Null: it is asked. */
async function reasonNotToAsk(
  { prisma, clock, qualifier }: Deps,
  { words, byRules }: { words: ReplyWords; byRules: WordsRead },
): Promise<QualifierOutcome | null> {
  if (qualifier === undefined) return 'not_connected';
  if (byRules.isInstructed) return 'instructed';
  const { capMicros, mostCallsADay } = qualifier;
  const midnight = new Date(clock());
  midnight.setUTCHours(0, 0, 0, 0);
  const spent = await spentSince(prisma, words.legalEntityId, midnight);
  const isOver =
    (capMicros !== null && spent.costMicros >= capMicros) ||
    (mostCallsADay !== null && spent.calls >= mostCallsADay);
  return isOver ? 'over_budget' : null;
}

function shownText({ text, modelUse, people, companies, context }: ReplyWords): string {
  if (modelUse === 'full') return text;
  const numbers = context.account.items.flatMap(({ number, purchaseOrder }) => [number, purchaseOrder ?? '']);
  return redacted(text, { people, companies, numbers });
}

function checkedOf(
  answer: QualifierAnswer,
  { words, shown, byRules }: { words: ReplyWords; shown: string; byRules: WordsRead },
): CheckedClaims {
  if (answer.outcome !== 'answered') return { claims: [], dropped: 0 };
  const { text, context } = words;
  return checkedClaims(answer.claims, {
    text,
    shown,
    language: context.language,
    receivedOn: dayReceived(context),
    account: context.account,
    byRules: byRules.claims,
  });
}

/** Whether it took the place of what the rules proposed: not where somebody has begun to decide meanwhile. */
async function keep(
  { prisma, clock, qualifier }: Deps,
  asked: ReplyWords,
  { checked, byRules }: { checked: CheckedClaims; byRules: WordsRead },
): Promise<boolean> {
  return inTransaction(prisma, async (tx) => {
    const words = await lockWords(tx, asked.replyId);
    if (words?.state !== 'pending' || words.text !== asked.text) return false;
    const { form, idsOf } = words;
    return keepReading(tx, words, {
      source: 'model',
      build: qualifier!.model,
      summaries: summariesOf(checked.claims),
      needsPerson: byRules.needsPerson || checked.dropped > 0,
      claims: boundClaims({ form, claims: checked.claims, source: 'model', idsOf }),
      at: clock(),
      onlyUndecided: true,
    });
  });
}
