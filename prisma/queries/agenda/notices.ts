/**
 * Messages outside a scenario of which nobody knows whether they arrived: problems of the agenda like steps, though no
 * action stands behind them.
 */
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { NoticeKind } from '../../../domain/vocabulary/messages.ts';
import { Prisma, type Db } from '../../client.ts';
import { collectorCondition, type AgendaFilter } from './read.ts';
import { containing, namesCustomer, says } from '../shared/like.ts';

export interface DoubtfulNotice {
  messageId: string;
  notice: NoticeKind;
  channel: Channel;
  subject: string;
  recipientAddress: string;
  recipientName: string;
  /** When its end of data left. */
  at: Date;
  customerId: string;
  customerNumber: string;
  customerName: string;
  collectorId: string | null;
  collectorName: string | null;
}

/** More than anybody settles one by one; the number says how many there are. */
const mostListed = 200;

/** Oldest first, of the customers, collectors and channels of the filter; none where it asks for what only actions have. */
export async function listDoubtfulNotices(db: Db, filter: AgendaFilter): Promise<DoubtfulNotice[]> {
  if (asksForActions(filter)) return [];
  return db.$queryRaw<DoubtfulNotice[]>(Prisma.sql`
    SELECT m."id" AS "messageId", n."kind" AS "notice", m."channel", m."subject", m."recipientAddress",
      m."recipientName", coalesce(t."gatePassedAt", m."updatedAt") AS "at",
      c."id" AS "customerId", c."number" AS "customerNumber", c."name" AS "customerName", c."collectorId",
      collector."name" AS "collectorName"
    ${from} LEFT JOIN "OutboundAttempt" t ON t."messageId" = m."id" AND t."attempt" = m."attempt"
    WHERE ${where(filter)}
    ORDER BY "at", m."id"
    LIMIT ${mostListed}`);
}

export async function countDoubtfulNotices(db: Db, filter: AgendaFilter): Promise<number> {
  if (asksForActions(filter)) return 0;
  const [counted] = await db.$queryRaw<{ total: number }[]>(
    Prisma.sql`SELECT count(*)::int AS "total" ${from} WHERE ${where(filter)}`,
  );
  return counted?.total ?? 0;
}

// What is about an account concerns no customer and is in no list.
const from = Prisma.sql`
  FROM "OutboundMessage" m
  JOIN "Notice" n ON n."id" = m."noticeId"
  JOIN "Customer" c ON c."id" = m."customerId"
  LEFT JOIN "User" collector ON collector."id" = c."collectorId"`;

function where({ entityId, search, channels, customerId, collectorIds }: AgendaFilter): Prisma.Sql {
  const conditions = [
    Prisma.sql`m."legalEntityId" = ${entityId}::uuid AND m."state" = 'in_doubt'`,
    ...(channels ? [Prisma.sql`m."channel"::text = ANY(${channels})`] : []),
    ...(customerId === undefined ? [] : [Prisma.sql`m."customerId" = ${customerId}::uuid`]),
    ...collectorCondition(collectorIds),
    ...(search === undefined || search === '' ? [] : [searched(search)]),
  ];
  return Prisma.join(conditions, ' AND ');
}

function searched(typed: string): Prisma.Sql {
  return Prisma.sql`(${namesCustomer(typed)} OR ${says(Prisma.sql`m."subject"`, typed)}
    OR m."recipientAddress" ILIKE ${containing(typed)})`;
}

function asksForActions({ states, ...filter }: AgendaFilter): boolean {
  if (states !== undefined && !states.includes('unknown')) return true;
  const { modes, stepKeys, actionId, dueFrom, dueUntil, daysLateFrom, daysLateUntil, currency } = filter;
  return [modes, stepKeys, actionId, dueFrom, dueUntil, daysLateFrom, daysLateUntil, currency].some(
    (asked) => asked !== undefined,
  );
}
