/** Which document of its number a row stands for, by the rules of `domain/ledger/document-use.ts`. */
import {
  correctedWithinDays,
  postponedWithinDays,
  preferredDocument,
  sameDayWithinDays,
  sameDocumentWhen,
  type DocumentFact,
} from '../../../domain/ledger/document-use.ts';
import { Prisma, type Db } from '../../client.ts';
import type { ChangeScope } from './item-changes.ts';
import { oneOf, type FactsInRows } from './rules.ts';

/** The number of the group of issue dates that a row belongs to, within the rows of its number. */
const dateGroup = Prisma.sql`
  (sum(CASE WHEN d."issuedOn" - d.earlier >= ${correctedWithinDays} THEN 1 ELSE 0 END)
     OVER (PARTITION BY d."customerNumber", d."type", d."number" ORDER BY d."issuedOn" NULLS FIRST, d."rowNo"))`;

const documentFacts: FactsInRows<DocumentFact> = {
  hasItsDate: Prisma.sql`k.exact`,
  hasNoDate: Prisma.sql`r."issuedOn" IS NULL`,
  hasDate: Prisma.sql`r."issuedOn" IS NOT NULL`,
  isOpen: Prisma.sql`k."isOpen"`,
  isCleared: Prisma.sql`NOT k."isOpen"`,
  isNearby: Prisma.sql`abs(r."issuedOn" - k.issued) < ${correctedWithinDays}`,
  isSameDay: Prisma.sql`abs(r."issuedOn" - k.issued) <= ${sameDayWithinDays}`,
  isDueByClearing: Prisma.sql`r."dueOn" <= k.cleared`,
  isDueAsBefore: Prisma.sql`r."dueOn" - k.due <= ${postponedWithinDays}`,
};

const preferred = preferredDocument.map((fact) => Prisma.sql`(${documentFacts[fact]}) DESC NULLS LAST`);

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
             (array_agg(k."numberUse" ORDER BY ${Prisma.join(preferred)}, k."numberUse" DESC)
               FILTER (WHERE ${oneOf(sameDocumentWhen, documentFacts)}))[1] AS found
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
