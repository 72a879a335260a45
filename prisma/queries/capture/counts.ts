/** How many mails came in, and how many were refused for now, by day, address and sender. */
import type { MailQuota } from '../../../domain/vocabulary/mail.ts';
import { Prisma, type Db } from '../../client.ts';

export interface MailCountKey {
  kind: MailQuota;
  value: string;
}

interface MailDay {
  legalEntityId: string;
  /** YYYY-MM-DD */
  day: string;
}

/** Taken so far, of each key in its place. */
export async function mailsTaken(
  db: Db,
  { legalEntityId, day, keys }: MailDay & { keys: MailCountKey[] },
): Promise<number[]> {
  const rows = await db.mailCount.findMany({
    where: { legalEntityId, day: new Date(day), OR: keys },
    select: { kind: true, value: true, taken: true },
  });
  return keys.map((key) => rows.find((row) => row.kind === key.kind && row.value === key.value)?.taken ?? 0);
}

/** One more of each; always in one order, so that two mails at once do not wait for each other. */
export async function addMailCounts(
  db: Db,
  { legalEntityId, day, keys, column }: MailDay & { keys: MailCountKey[]; column: 'taken' | 'refused' },
): Promise<void> {
  if (keys.length === 0) return;
  const one = { taken: column === 'taken' ? 1 : 0, refused: column === 'refused' ? 1 : 0 };
  const ordered = keys.toSorted((a, b) => `${a.kind}${a.value}`.localeCompare(`${b.kind}${b.value}`, 'en'));
  const rows = ordered.map(
    ({ kind, value }) => Prisma.sql`(${legalEntityId}::uuid, ${day}::date, ${kind}::"MailQuota", ${value},
      ${one.taken}::int, ${one.refused}::int)`,
  );
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "MailCount" AS c ("legalEntityId", "day", "kind", "value", "taken", "refused")
    VALUES ${Prisma.join(rows)}
    ON CONFLICT ("legalEntityId", "day", "kind", "value")
    DO UPDATE SET "taken" = c."taken" + excluded."taken", "refused" = c."refused" + excluded."refused"`);
}

/** What was refused on a day, the most often first. */
export async function mailsRefused(
  db: Db,
  { legalEntityId, day }: MailDay,
): Promise<(MailCountKey & { refused: number })[]> {
  return db.mailCount.findMany({
    where: { legalEntityId, day: new Date(day), refused: { gt: 0 } },
    orderBy: [{ refused: 'desc' }, { value: 'asc' }],
    take: 5,
    select: { kind: true, value: true, refused: true },
  });
}

/** Counts of days that nobody asks about. */
export async function sweepMailCounts(db: Db): Promise<void> {
  await db.$executeRaw(Prisma.sql`DELETE FROM "MailCount" WHERE "day" < current_date - 30`);
}
