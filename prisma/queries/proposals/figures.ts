/** What people made of proposals, counted (R-11); and what is read again to be compared. */
import type { WordsContext } from '../../../domain/proposal/words.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import type { ProposalSource, ProposalState } from '../../../domain/vocabulary/proposals.ts';
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

export interface MadeProposalFilter extends Period {
  entityId: string;
  intent?: ClaimIntent | undefined;
  language?: string | undefined;
  by?: ProposalSource | undefined;
  state?: ProposalState | undefined;
  /** From 1. */
  page: number;
  pageSize: number;
}

export interface MadeProposal {
  id: string;
  replyId: string;
  receivedAt: Date;
  customerId: string;
  customerNumber: string;
  customerName: string;
  decidedByName: string | null;
  decidedAt: Date | null;
}

/** The proposals that a count of `countProposals` stands for, newest first, and how many there are. */
export async function listMadeProposals(
  db: Db,
  { entityId, intent, language, by, state, page, pageSize, ...period }: MadeProposalFilter,
): Promise<{ rows: MadeProposal[]; total: number }> {
  const only = (column: Prisma.Sql, value: string | undefined) =>
    value === undefined ? Prisma.empty : Prisma.sql`AND ${column} = ${value}`;
  const from = Prisma.sql`
    FROM "ReplyProposal" p
    JOIN "ReplyReading" r ON r."id" = p."readingId"
    JOIN "LegalEntity" e ON e."id" = r."legalEntityId"
    JOIN "Comment" c ON c."id" = p."commentId"
    JOIN "Customer" u ON u."id" = c."customerId"
    LEFT JOIN "User" d ON d."id" = p."decidedBy"
    WHERE r."legalEntityId" = ${entityId}::uuid AND ${inPeriod(period)}
      AND (r."supersededAt" IS NULL OR p."state" <> 'proposed')
      ${only(Prisma.sql`p."intent"::text`, intent)} ${only(Prisma.sql`r."language"`, language)}
      ${only(Prisma.sql`p."source"::text`, by)} ${only(Prisma.sql`p."state"::text`, state)}`;
  const [rows, counted] = await Promise.all([
    db.$queryRaw<MadeProposal[]>(Prisma.sql`
      SELECT p."id", c."id" AS "replyId", c."createdAt" AS "receivedAt", u."id" AS "customerId",
        u."number" AS "customerNumber", u."name" AS "customerName", d."name" AS "decidedByName", p."decidedAt"
      ${from} ORDER BY p."readingId" DESC, p."position" LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`),
    db.$queryRaw<{ total: number }[]>(Prisma.sql`SELECT count(*)::int AS "total" ${from}`),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}

export interface ReadBefore {
  readingId: string;
  replyId: string;
  text: string;
  input: WordsContext;
  createdAt: Date;
  customerId: string;
  customerNumber: string;
  customerName: string;
}

/** What a person wrote, as `isReadable` of words.ts has it: an out-of-office is not read for claims. */
const readable = Prisma.sql`
  r."supersededAt" IS NULL AND c."text" <> ''
  AND (f."mailId" IS NULL OR (m."kind" = 'human' AND btrim(coalesce(m."reading" #>> '{read,text}', '')) <> ''))`;

const readingsOf = ({ entityId, ...period }: Period & { entityId: string }) => Prisma.sql`
  FROM "ReplyReading" r
  JOIN "LegalEntity" e ON e."id" = r."legalEntityId"
  JOIN "Comment" c ON c."id" = r."commentId"
  JOIN "Customer" u ON u."id" = c."customerId"
  LEFT JOIN "MailFiling" f ON f."commentId" = c."id"
  LEFT JOIN "InboundMail" m ON m."id" = f."mailId"
  WHERE r."legalEntityId" = ${entityId}::uuid AND ${readable} AND ${inPeriod(period)}`;

/**
 * The replies of an entity that were read in a period, those read last first, as they were read.
 *
 * @param after the `readingId` that the last page ended with
 */
export async function readBefore(
  db: Db,
  { limit, after, ...of }: Period & { entityId: string; limit: number; after: string | undefined },
): Promise<ReadBefore[]> {
  const rest = after === undefined ? Prisma.empty : Prisma.sql`AND r."id" < ${after}::uuid`;
  return db.$queryRaw<ReadBefore[]>(Prisma.sql`
    SELECT r."id" AS "readingId", c."id" AS "replyId", c."text", r."input", c."createdAt",
      u."id" AS "customerId", u."number" AS "customerNumber", u."name" AS "customerName"
    ${readingsOf(of)} ${rest} ORDER BY r."id" DESC LIMIT ${limit}`);
}

/** How many there are. */
export async function countReadBefore(db: Db, of: Period & { entityId: string }): Promise<number> {
  const counted = await db.$queryRaw<{ total: number }[]>(
    Prisma.sql`SELECT count(*)::int AS "total" ${readingsOf(of)}`,
  );
  return counted[0]?.total ?? 0;
}
