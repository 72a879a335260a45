/** What people made of proposals, counted; and what is read again to be compared. */
import type { WordsContext } from '../../../domain/proposal/words.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import type { ProposalSource } from '../../../domain/vocabulary/proposals.ts';
import type { ClaimIntent } from '../../../domain/vocabulary/replies.ts';
import { type Db, Prisma } from '../../client.ts';

export interface CountedProposals {
  entityId: string;
  entityName: string;
  intent: ClaimIntent;
  language: string;
  by: ProposalSource;
  accepted: number;
  changed: number;
  dropped: number;
  open: number;
}

/** Days in the time zone of each entity, both included. */
interface Period {
  from: IsoDate;
  until: IsoDate;
}

const inPeriod = ({ from, until }: Period) => Prisma.sql`
  r."createdAt" >= (${from}::date::timestamp AT TIME ZONE e."timeZone" AT TIME ZONE 'UTC')
  AND r."createdAt" < ((${until}::date + 1)::timestamp AT TIME ZONE e."timeZone" AT TIME ZONE 'UTC')`;

/** Of the entities that a person belongs to, by what was proposed in the period. */
export async function countProposals(
  db: Db,
  { userId, by, ...period }: Period & { userId: string; by: readonly ProposalSource[] | undefined },
): Promise<CountedProposals[]> {
  const sources = by === undefined ? Prisma.empty : Prisma.sql`AND p."source"::text = ANY(${[...by]})`;
  return db.$queryRaw<CountedProposals[]>(Prisma.sql`
    SELECT e."id" AS "entityId", e."name" AS "entityName", p."intent", r."language", p."source" AS "by",
      count(*) FILTER (WHERE p."state" = 'accepted')::int AS "accepted",
      count(*) FILTER (WHERE p."state" = 'changed')::int AS "changed",
      count(*) FILTER (WHERE p."state" = 'dropped')::int AS "dropped",
      count(*) FILTER (WHERE p."state" = 'proposed')::int AS "open"
    FROM "ReplyProposal" p
    JOIN "ReplyReading" r ON r."id" = p."readingId"
    JOIN "LegalEntity" e ON e."id" = r."legalEntityId"
    JOIN "Membership" m ON m."legalEntityId" = e."id" AND m."userId" = ${userId}::uuid
    WHERE ${inPeriod(period)} AND (r."supersededAt" IS NULL OR p."state" <> 'proposed') ${sources}
    GROUP BY e."id", e."name", p."intent", r."language", p."source"
    ORDER BY e."name", e."id", p."intent", r."language", p."source"`);
}

export interface ReadBefore {
  replyId: string;
  text: string;
  input: WordsContext;
  createdAt: Date;
  customerId: string;
  customerNumber: string;
  customerName: string;
}

/** The replies of an entity that were read in a period, newest first, as they were read. */
export async function readBefore(
  db: Db,
  { entityId, limit, ...period }: Period & { entityId: string; limit: number },
): Promise<ReadBefore[]> {
  return db.$queryRaw<ReadBefore[]>(Prisma.sql`
    SELECT c."id" AS "replyId", c."text", r."input", c."createdAt",
      u."id" AS "customerId", u."number" AS "customerNumber", u."name" AS "customerName"
    FROM "ReplyReading" r
    JOIN "LegalEntity" e ON e."id" = r."legalEntityId"
    JOIN "Comment" c ON c."id" = r."commentId"
    JOIN "Customer" u ON u."id" = c."customerId"
    WHERE r."legalEntityId" = ${entityId}::uuid AND r."supersededAt" IS NULL AND c."text" <> '' AND ${inPeriod(period)}
    ORDER BY c."createdAt" DESC, c."id" LIMIT ${limit}`);
}
