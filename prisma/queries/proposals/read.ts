/** What was understood of a reply, and what people made of it. */
import type { BoundClaim } from '../../../domain/proposal/claims.ts';
import type { ProposalSource } from '../../../domain/vocabulary/proposals.ts';
import { type Db, Prisma } from '../../client.ts';
import { toIsoDateOrNull, toMinor } from '../../convert.ts';

const proposalInclude = {
  items: { include: { item: { select: { number: true } } } },
  reading: { select: { build: true, supersededAt: true } },
} satisfies Prisma.ReplyProposalInclude;

export type ProposalRow = Prisma.ReplyProposalGetPayload<{ include: typeof proposalInclude }>;

export interface CurrentReading {
  id: string;
  source: ProposalSource;
  build: string;
  language: string;
  summaries: Record<string, string>;
  needsPerson: boolean;
  createdAt: Date;
}

export async function currentReading(db: Db, replyId: string): Promise<CurrentReading | null> {
  const row = await db.replyReading.findFirst({
    where: { commentId: replyId, supersededAt: null },
    orderBy: { createdAt: 'desc' },
    omit: { input: true },
  });
  return row === null ? null : { ...row, summaries: row.summaries as Record<string, string> };
}

/** Those of the reading that counts, and those of earlier ones that somebody has decided on; in the order of the words. */
export async function shownProposals(db: Db, replyId: string): Promise<ProposalRow[]> {
  return db.replyProposal.findMany({
    where: {
      commentId: replyId,
      OR: [{ reading: { supersededAt: null } }, { state: { not: 'proposed' } }],
    },
    include: proposalInclude,
    orderBy: [{ reading: { createdAt: 'asc' } }, { readingId: 'asc' }, { position: 'asc' }],
  });
}

/** Those named, in any order. */
export async function proposalsByIds(db: Db, ids: readonly string[]): Promise<ProposalRow[]> {
  return db.replyProposal.findMany({ where: { id: { in: [...ids] } }, include: proposalInclude });
}

/** The same, held until the end of the transaction, of those named. */
export async function lockProposals(tx: Db, replyId: string, ids: readonly string[]): Promise<ProposalRow[]> {
  await tx.$queryRaw(Prisma.sql`
    SELECT 1 FROM "ReplyProposal" WHERE "commentId" = ${replyId}::uuid AND "id"::text = ANY(${ids})
    ORDER BY "id" FOR UPDATE`);
  const rows = await shownProposals(tx, replyId);
  return rows.filter(({ id }) => ids.includes(id));
}

/** As a claim, to be compared with others. */
export function claimOf(row: ProposalRow): BoundClaim {
  return {
    source: row.source,
    intent: row.intent,
    items: row.items.map(({ itemId, amountMinor }) => ({
      itemId,
      amountMinor: amountMinor === null ? null : toMinor(amountMinor),
    })),
    amountMinor: row.amountMinor === null ? null : toMinor(row.amountMinor),
    currency: row.currency,
    date: toIsoDateOrNull(row.claimedOn),
    reason: row.reason,
    quote: row.quote,
    confidence: row.confidencePct / 100,
  };
}

/** The last time the model was asked about the reply. */
export async function lastCall(db: Db, replyId: string) {
  return db.qualifierCall.findFirst({
    where: { commentId: replyId, isTrial: false },
    orderBy: { at: 'desc' },
    select: { outcome: true, model: true, at: true },
  });
}

/** What the model has cost an entity since an instant, in millionths, and how often it was asked. */
export async function spentSince(
  db: Db,
  legalEntityId: string,
  since: Date,
): Promise<{ costMicros: number; calls: number }> {
  const { _sum, _count } = await db.qualifierCall.aggregate({
    where: { legalEntityId, at: { gte: since }, promptSha256: { not: '' } },
    _sum: { costMicros: true },
    _count: true,
  });
  return { costMicros: Number(_sum.costMicros ?? 0n), calls: _count };
}
