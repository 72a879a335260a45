/**
 * Which document of its number a row stands for. Programs that begin their numbers anew each year, or each branch,
 * use one again: the second document of a number is another one, at the first step, with its own original amount.
 */
import { Prisma, type Db } from '../../client.ts';
import type { ChangeScope } from './item-changes.ts';

/** Issue dates nearer than this are one document whose date was corrected; numbers come again after a year. */
const correctedWithinDays = 180;
/** A cleared document that comes back keeps its date; a few days are what zones and posting dates make of it. */
const sameDayWithinDays = 3;
/** Without issue dates: a cleared document that comes back is due about when it was. */
const postponedWithinDays = 60;

/** The number of the group of issue dates that a row belongs to, within the rows of its number. */
const dateGroup = Prisma.sql`
  (sum(CASE WHEN d."issuedOn" - d.earlier >= ${correctedWithinDays} THEN 1 ELSE 0 END)
     OVER (PARTITION BY d."customerNumber", d."type", d."number" ORDER BY d."issuedOn" NULLS FIRST, d."rowNo"))`;

/** Sets `numberUse` of every staged item: that of the document it stands for, or the next one. */
export async function findNumberUses(
  db: Db,
  { importId, legalEntityId }: Pick<ChangeScope, 'importId' | 'legalEntityId'>,
): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    WITH known AS (
      SELECT r."rowNo", i."numberUse", min(i."issuedOn") AS issued, max(i."dueOn") AS due,
             bool_or(i."state" = 'open') AS "isOpen", max(i."clearedOn") AS cleared,
             bool_or(i."issuedOn" = r."issuedOn") AS exact
      FROM "ImportRow" r JOIN "OpenItem" i ON i."legalEntityId" = ${legalEntityId}::uuid
        AND i."customerId" = r."customerId" AND i."type" = r."type" AND i."number" = r."number"
      WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable"
      GROUP BY r."rowNo", i."numberUse"
    ),
    judged AS (
      SELECT k."rowNo", max(k."numberUse") AS highest,
             (array_agg(k."numberUse" ORDER BY k.exact DESC NULLS LAST, k."isOpen" DESC, k."numberUse" DESC)
               FILTER (WHERE k.exact OR CASE
                 WHEN r."issuedOn" IS NULL THEN k."isOpen" OR r."dueOn" <= k.cleared
                   OR r."dueOn" - k.due <= ${postponedWithinDays}
                 WHEN k."isOpen" THEN abs(r."issuedOn" - k.issued) < ${correctedWithinDays}
                 ELSE abs(r."issuedOn" - k.issued) <= ${sameDayWithinDays} END))[1] AS found
      FROM known k JOIN "ImportRow" r ON r."importId" = ${importId}::uuid AND r."rowNo" = k."rowNo"
      GROUP BY k."rowNo"
    ),
    dated AS (
      SELECT r."rowNo", r."customerNumber", r."type", r."number", r."issuedOn", j.found, j.highest,
             lag(r."issuedOn") OVER (PARTITION BY r."customerNumber", r."type", r."number", j.found IS NULL
                                     ORDER BY r."issuedOn" NULLS FIRST, r."rowNo") AS earlier
      FROM "ImportRow" r LEFT JOIN judged j ON j."rowNo" = r."rowNo"
      WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable"
    ),
    counted AS (
      SELECT d."rowNo", coalesce(d.found, coalesce(d.highest, 0) + 1 + ${dateGroup})::int AS "numberUse"
      FROM dated d
    )
    UPDATE "ImportRow" r SET "numberUse" = c."numberUse"
    FROM counted c
    WHERE r."importId" = ${importId}::uuid AND r."rowNo" = c."rowNo" AND r."numberUse" <> c."numberUse"`);
}

/** Staged rows with the group of issue dates that tells documents of one number apart. */
export function rowsByDateGroup(importId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT d."rowNo", d."customerNumber", d."type", d."number", d."instalment", d."autoInstalment", d."dueOn",
           ${dateGroup} AS "dateGroup"
    FROM (SELECT r.*, lag(r."issuedOn") OVER (PARTITION BY r."customerNumber", r."type", r."number"
                                              ORDER BY r."issuedOn" NULLS FIRST, r."rowNo") AS earlier
          FROM "ImportRow" r WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable") d`;
}
