/** The lists behind the figures of the health page. */
import { Prisma, type Db } from '../../client.ts';

const mostListed = 20;

const customer = { select: { id: true, number: true, name: true } } as const;

/** Cases that fail or are tried again, those that have for longest first. */
export async function listTroubled(db: Db, legalEntityId: string) {
  return db.caseTrouble.findMany({
    where: { customer: { legalEntityId } },
    orderBy: [{ since: 'asc' }, { customerId: 'asc' }],
    select: { customer, activity: true, code: true, times: true, since: true, lastAt: true },
    take: mostListed,
  });
}

/** Facts that have not reached their cases yet, the oldest first. */
export async function listWaitingFacts(db: Db, legalEntityId: string) {
  return db.caseWake.findMany({
    where: { relayedAt: null, customer: { legalEntityId } },
    orderBy: [{ relayedAt: 'asc' }, { id: 'asc' }],
    select: { customer, reason: true, createdAt: true },
    take: mostListed,
  });
}

/** Since the beginning of the day, and of the same weekday of so many weeks before up to the same time. */
export async function countLeft(db: Db, legalEntityId: string, now: Date, weeks: number): Promise<number[]> {
  const day = now.toISOString().slice(0, 10);
  const rows = await db.$queryRaw<{ week: number; left: bigint }[]>(Prisma.sql`
    SELECT w."week", count(m."id") AS "left"
    FROM generate_series(0, ${weeks}::int) AS w("week")
    LEFT JOIN "OutboundMessage" m ON m."legalEntityId" = ${legalEntityId}::uuid
      AND m."state" IN ('accepted', 'resolved_sent') AND m."actionId" IS NOT NULL
      AND m."createdAt" >= ${day}::timestamp - make_interval(weeks => w."week")
      AND m."createdAt" <= ${now.toISOString().replace('Z', '')}::timestamp - make_interval(weeks => w."week")
    GROUP BY w."week" ORDER BY w."week"`);
  return rows.map(({ left }) => Number(left));
}

export interface SentTwice {
  customerId: string;
  customerName: string;
  recipient: string;
  subject: string;
  times: number;
  messageId: string;
}

/** Recipients to whom one thing left more than once lately: of one action, or of one notice. */
export async function listSentTwice(db: Db, legalEntityId: string, since: Date): Promise<SentTwice[]> {
  return db.$queryRaw<SentTwice[]>(Prisma.sql`
    SELECT c."id" AS "customerId", c."name" AS "customerName", lower(m."recipientAddress") AS "recipient",
      max(m."subject") AS "subject", count(*)::int AS "times", max(m."id"::text) AS "messageId"
    FROM "OutboundMessage" m JOIN "Customer" c ON c."id" = m."customerId"
    WHERE m."legalEntityId" = ${legalEntityId}::uuid AND m."state" IN ('accepted', 'resolved_sent')
      AND m."createdAt" >= ${since.toISOString().replace('Z', '')}::timestamp
      AND m."recipientAddress" <> ''
    GROUP BY c."id", c."name", lower(m."recipientAddress"), coalesce(m."actionId", m."noticeId")
    HAVING count(*) > 1
    ORDER BY "messageId" DESC LIMIT ${mostListed}`);
}

/** Bytes of the database on its disk. */
export async function databaseBytes(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ bytes: bigint }[]>(
    Prisma.sql`SELECT pg_database_size(current_database()) AS "bytes"`,
  );
  return Number(row?.bytes ?? 0);
}
