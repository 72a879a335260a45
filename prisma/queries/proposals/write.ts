/** Rows of readings and proposals. None of them is a fact: the engine reads what people made of them. */
import type { BoundClaim } from '../../../domain/proposal/claims.ts';
import type { WordsContext } from '../../../domain/proposal/words.ts';
import type { InterfaceLanguage } from '../../../domain/vocabulary/languages.ts';
import type { ProposalSource, QualifierOutcome } from '../../../domain/vocabulary/proposals.ts';
import type { Db, Prisma } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

export interface NewReading {
  replyId: string;
  legalEntityId: string;
  customerId: string;
  source: ProposalSource;
  build: string;
  language: string;
  input: WordsContext;
  summaries: Record<InterfaceLanguage, string>;
  needsPerson: boolean;
  claims: readonly BoundClaim[];
  at: Date;
}

/** Takes the place of the reading before it, inside the transaction in which the reply is held. */
export async function createReading(
  tx: Db,
  { replyId, claims, at, input, ...reading }: NewReading,
): Promise<void> {
  await tx.replyReading.updateMany({
    where: { commentId: replyId, supersededAt: null },
    data: { supersededAt: at },
  });
  await tx.replyReading.create({
    data: {
      ...reading,
      commentId: replyId,
      input: input as unknown as Prisma.InputJsonObject,
      createdAt: at,
      proposals: {
        create: claims.map((claim, position) => ({
          commentId: replyId,
          position,
          source: claim.source,
          intent: claim.intent,
          amountMinor: claim.amountMinor,
          currency: claim.currency,
          claimedOn: claim.date === null ? null : fromIsoDate(claim.date),
          reason: claim.reason,
          quote: claim.quote,
          confidencePct: Math.round(claim.confidence * 100),
          items: { create: claim.items },
        })),
      },
    },
    select: { id: true },
  });
}

/** Somebody has decided on it. */
export async function decideProposals(
  tx: Db,
  ids: readonly string[],
  decision: {
    state: 'accepted' | 'changed' | 'dropped';
    userId: string;
    at: Date;
    qualificationId: string | null;
    changedTo: Prisma.InputJsonObject | null;
  },
): Promise<void> {
  const { state, userId, at, qualificationId, changedTo } = decision;
  await tx.replyProposal.updateMany({
    where: { id: { in: [...ids] } },
    data: {
      state,
      decidedBy: userId,
      decidedAt: at,
      qualificationId,
      ...(changedTo === null ? {} : { changedTo }),
    },
  });
}

const undecided = { state: 'proposed', decidedBy: null, decidedAt: null, qualificationId: null } as const;

/** As if nobody had decided on them. */
export async function reopenProposals(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.replyProposal.updateMany({ where: { id: { in: [...ids] } }, data: undecided });
}

/** The same of those that a qualification came from. */
export async function reopenProposalsOf(tx: Db, qualificationId: string): Promise<void> {
  await tx.replyProposal.updateMany({ where: { qualificationId }, data: undecided });
}

export interface NewCall {
  replyId: string;
  legalEntityId: string;
  model: string;
  promptSha256: string;
  outcome: QualifierOutcome;
  inputTokens: number;
  outputTokens: number;
  costMicros: number;
  durationMs: number;
  droppedClaims: number;
  /** Only to compare: nothing of it is kept. */
  isTrial: boolean;
  at: Date;
}

export async function createCall(db: Db, { replyId, ...call }: NewCall): Promise<void> {
  await db.qualifierCall.create({ data: { ...call, commentId: replyId }, select: { id: true } });
}
