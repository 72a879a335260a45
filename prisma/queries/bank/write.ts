/** Rows of bank files: matched for the review, tied to their payments when booked. */
import type { BankChoice, StoredMatch } from '../../../domain/model/bank.ts';
import type { BankLineState, MatchRule } from '../../../domain/vocabulary/bank.ts';
import { Prisma, type Db, type FactsTransaction } from '../../client.ts';
import type { BankImport } from './staging.ts';

export interface MatchedLine {
  rowNo: number;
  state: BankLineState;
  rule: MatchRule | null;
  customerId: string | null;
  match: StoredMatch;
}

export async function storeMatches(db: Db, importId: string, lines: MatchedLine[]): Promise<void> {
  if (lines.length === 0) return;
  await db.$executeRaw(Prisma.sql`
    UPDATE "BankLine" l SET "state" = m.state::"BankLineState", "rule" = m.rule::"MatchRule",
                            "customerId" = m.customer::uuid, "match" = m.match::jsonb
    FROM unnest(${lines.map(({ rowNo }) => rowNo)}::int[], ${lines.map(({ state }) => state)}::text[],
                ${lines.map(({ rule }) => rule)}::text[], ${lines.map(({ customerId }) => customerId)}::text[],
                ${lines.map(({ match }) => JSON.stringify(match))}::text[])
      AS m("rowNo", state, rule, customer, match)
    WHERE l."importId" = ${importId}::uuid AND l."rowNo" = m."rowNo"`);
}

/** What a person chose; null takes the choice back. False: there is no such line, or it is booked already. */
export async function storeChoice(
  db: Db,
  line: { importId: string; rowNo: number },
  { choice, userId }: { choice: BankChoice | null; userId: string },
): Promise<boolean> {
  const { count } = await db.bankLine.updateMany({
    where: { ...line, state: { not: 'known' }, paymentId: null },
    data: { choice: choice ?? Prisma.DbNull, chosenBy: choice === null ? null : userId },
  });
  return count === 1;
}

export async function bookLines(
  tx: FactsTransaction,
  importId: string,
  booked: { rowNo: number; paymentId: string; customerId: string }[],
): Promise<void> {
  if (booked.length === 0) return;
  await tx.$executeRaw(Prisma.sql`
    UPDATE "BankLine" l SET "paymentId" = b.payment::uuid, "customerId" = b.customer::uuid
    FROM unnest(${booked.map(({ rowNo }) => rowNo)}::int[], ${booked.map(({ paymentId }) => paymentId)}::text[],
                ${booked.map(({ customerId }) => customerId)}::text[]) AS b("rowNo", payment, customer)
    WHERE l."importId" = ${importId}::uuid AND l."rowNo" = b."rowNo"`);
}

/** Taken back as if they had never been booked: the same file may be applied again. */
export async function dropBookedPayments(tx: FactsTransaction, importId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM "Payment" p USING "BankLine" l
    WHERE l."importId" = ${importId}::uuid AND l."paymentId" = p."id"`);
}

interface ItemBefore {
  id: string;
  openMinor: string;
}

/** How items stand, to be compared with how they stand after booking. */
export async function itemsBefore(
  db: Db,
  ids: string[],
): Promise<(ItemBefore & { before: Prisma.JsonObject })[]> {
  if (ids.length === 0) return [];
  return db.$queryRaw<(ItemBefore & { before: Prisma.JsonObject })[]>(Prisma.sql`
    SELECT i."id", i."openMinor"::text AS "openMinor", to_jsonb(i) AS "before"
    FROM "OpenItem" i WHERE i."id" = ANY(${ids}::uuid[])`);
}

/** The change set that was applied: one row for each item that stands otherwise than before, and for each new credit. */
export async function recordItemChanges(
  db: Db,
  { importId }: BankImport,
  before: { id: string; before: Prisma.JsonObject }[],
): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "ImportRow" ("importId", "rowNo", "customerId", "customerNumber", "type", "number", "numberUse",
                             "instalment", "issuedOn", "dueOn", "originalMinor", "openMinor", "currency", "itemId", "change", "before")
    SELECT ${importId}::uuid, row_number() OVER (ORDER BY i."customerId", i."dueOn", i."id"), i."customerId", c."number",
           i."type", i."number", i."numberUse", i."instalment", i."issuedOn", i."dueOn", i."originalMinor", i."openMinor",
           i."currency", i."id",
           (CASE WHEN b."before" IS NULL THEN 'new' WHEN i."state" = 'cleared' THEN 'cleared'
                 WHEN b."before"->>'state' = 'cleared' THEN 'reappeared' ELSE 'changed' END)::"ImportChange", b."before"
    FROM "OpenItem" i JOIN "Customer" c ON c."id" = i."customerId"
    LEFT JOIN unnest(${before.map(({ id }) => id)}::uuid[], ${before.map((one) => JSON.stringify(one.before))}::jsonb[])
      AS b(id, "before") ON b.id = i."id"
    WHERE (b.id IS NOT NULL AND (b."before"->>'openMinor')::bigint <> i."openMinor")
       OR i."paymentId" IN (SELECT l."paymentId" FROM "BankLine" l WHERE l."importId" = ${importId}::uuid)`);
}
