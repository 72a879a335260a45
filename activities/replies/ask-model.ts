/**
 * A model is asked about the words of a reply: it is shown the words of the customer and the open items as data, and nothing
 * else; what it claims is held against both.
 */
import { dayReceived, readWords, type WordsRead } from '../../domain/proposal/words.ts';
import { checkedClaims, type CheckedClaims } from '../../domain/understanding/model-claims.ts';
import { redacted } from '../../domain/understanding/redact.ts';
import type { QualifierOutcome } from '../../domain/vocabulary/proposals.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { spentSince } from '../../prisma/queries/proposals/read.ts';
import type { ReplyWords } from '../../prisma/queries/proposals/words.ts';
import type { NewCall } from '../../prisma/queries/proposals/write.ts';
import type { Qualifier, QualifierAnswer } from './qualifier.ts';

export interface AskModelDeps {
  prisma: PrismaClient;
  clock: () => Date;
  /** Absent: none is connected. */
  qualifier?: Qualifier | undefined;
}

type AskedWords = Pick<
  ReplyWords,
  'replyId' | 'legalEntityId' | 'text' | 'modelUse' | 'people' | 'companies' | 'context'
>;

export interface AskedModel {
  byRules: WordsRead;
  /** What of its answer stands. */
  checked: CheckedClaims;
  /** `answered` also where nothing of it stands. */
  outcome: QualifierOutcome;
  /** As it is to be logged. */
  call: Omit<NewCall, 'outcome' | 'isTrial' | 'at'>;
}

const nothingSent = { promptSha256: '', inputTokens: 0, outputTokens: 0, costMicros: 0, durationMs: 0 };
const nothingClaimed: CheckedClaims = { claims: [], dropped: 0 };

/** Keeps nothing and logs nothing. Not asked: where none is connected, the words try to instruct, or the day has had enough. */
export async function askModel(deps: AskModelDeps, words: AskedWords): Promise<AskedModel> {
  const { replyId, legalEntityId } = words;
  const { qualifier } = deps;
  const log = { replyId, legalEntityId, model: qualifier?.model ?? '', droppedClaims: 0 };
  const byRules = readWords(words.text, words.context);
  const reason = await reasonNotToAsk(deps, { words, byRules });
  if (qualifier === undefined || reason !== null) {
    const outcome = reason ?? 'not_connected';
    return { byRules, checked: nothingClaimed, outcome, call: { ...log, ...nothingSent } };
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
  const { promptSha256, outcome } = answer;
  const call = { ...log, ...answer.usage, promptSha256, durationMs, droppedClaims: checked.dropped };
  return { byRules, checked, outcome, call };
}

/** Null: it is asked. */
async function reasonNotToAsk(
  { prisma, clock, qualifier }: AskModelDeps,
  { words, byRules }: { words: AskedWords; byRules: WordsRead },
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

function shownText({ text, modelUse, people, companies, context }: AskedWords): string {
  if (modelUse === 'full') return text;
  const numbers = context.account.items.flatMap(({ number, purchaseOrder }) => [number, purchaseOrder ?? '']);
  return redacted(text, { people, companies, numbers });
}

function checkedOf(
  answer: QualifierAnswer,
  { words, shown, byRules }: { words: AskedWords; shown: string; byRules: WordsRead },
): CheckedClaims {
  if (answer.outcome !== 'answered') return nothingClaimed;
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
