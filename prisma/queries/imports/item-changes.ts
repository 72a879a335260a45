/**
 * What a staged file means for the ledger, by the rules of `domain/ledger/changes.ts`. Computed by the database over
 * whole sets; the same computation runs for the review and, when facts have changed since, again in the transaction
 * that applies it.
 */
import {
  comparedItemFields,
  itemChangeRules,
  keptItemFields,
  reasonsToStayOpen,
  type ComparedItemField,
  type ItemFact,
  type ReasonToStayOpen,
} from '../../../domain/ledger/changes.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import { isCreditType } from '../../../domain/receivables/document-types.ts';
import type { ImportMode } from '../../../domain/vocabulary/imports.ts';
import { documentTypes } from '../../../domain/vocabulary/ledger.ts';
import { Prisma, type Db } from '../../client.ts';
import { findNumberUses } from './number-use.ts';
import { changeBy, saysOtherwise, type FactsInRows } from './rules.ts';

export interface ChangeScope {
  importId: string;
  legalEntityId: string;
  mode: ImportMode;
  /** The day the file stands for. */
  asOf: IsoDate;
}

/** Sum of all position versions and customers of an entity: it moves with every change of a fact. */
export async function ledgerVersion(db: Db, legalEntityId: string): Promise<bigint> {
  const [row] = await db.$queryRaw<{ version: bigint }[]>(Prisma.sql`
    SELECT (coalesce(sum("positionVersion"), 0) + count(*))::bigint AS version
    FROM "Customer" WHERE "legalEntityId" = ${legalEntityId}::uuid`);
  return row?.version ?? 0n;
}

export async function computeItemChanges(db: Db, scope: ChangeScope): Promise<void> {
  await forgetChanges(db, scope);
  await findCustomers(db, scope);
  await findNumberUses(db, scope);
  await numberInstalments(db, scope);
  await compareWithItems(db, scope);
  if (scope.mode === 'full') await findCleared(db, scope);
}

export async function forgetChanges(db: Db, { importId }: Pick<ChangeScope, 'importId'>): Promise<void> {
  await db.$executeRaw(
    Prisma.sql`DELETE FROM "ImportRow" WHERE "importId" = ${importId}::uuid AND "rowNo" < 0`,
  );
}

export async function findCustomers(db: Db, { importId, legalEntityId }: ChangeScope): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE "ImportRow" r SET "customerId" = c."id"
    FROM "Customer" c
    WHERE r."importId" = ${importId}::uuid AND r."customerId" IS DISTINCT FROM c."id"
      AND c."legalEntityId" = ${legalEntityId}::uuid AND c."number" = r."customerNumber"`);
}

/**
 * Lines of a file that numbers no instalments are recognised by their due date; a document with one line, before
 * and now, keeps it even when the date has moved; anything that is left gets the next numbers. So the second instalment
 * stays the second one when the first is paid.
 */
async function numberInstalments(db: Db, { importId }: ChangeScope): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    WITH auto AS (
      SELECT r."rowNo", r."customerNumber", r."customerId", r."type", r."number", r."numberUse", r."dueOn",
             count(*) OVER document AS lines
      FROM "ImportRow" r
      WHERE r."importId" = ${importId}::uuid AND r."autoInstalment" AND NOT r."unreadable"
      WINDOW document AS (PARTITION BY r."customerNumber", r."type", r."number", r."numberUse")
    ),
    known AS (
      SELECT i."customerId", i."type", i."number", i."numberUse", i."instalment", i."dueOn",
             count(*) OVER document AS lines, max(i."instalment") OVER document AS highest,
             row_number() OVER (PARTITION BY i."customerId", i."type", i."number", i."numberUse", i."dueOn"
                                ORDER BY i."state", i."instalment") AS nth
      FROM "OpenItem" i
      WHERE EXISTS (SELECT 1 FROM auto a
                    WHERE a."customerId" = i."customerId" AND a."type" = i."type" AND a."number" = i."number"
                      AND a."numberUse" = i."numberUse")
      WINDOW document AS (PARTITION BY i."customerId", i."type", i."number", i."numberUse")
    ),
    matched AS (
      SELECT a.*, coalesce(same_day."instalment", only_line."instalment") AS found, top."highest"
      FROM auto a
      LEFT JOIN known same_day ON same_day."customerId" = a."customerId" AND same_day."type" = a."type"
        AND same_day."number" = a."number" AND same_day."numberUse" = a."numberUse"
        AND same_day."dueOn" = a."dueOn" AND same_day.nth = 1
      LEFT JOIN known only_line ON a.lines = 1 AND only_line.lines = 1 AND only_line."customerId" = a."customerId"
        AND only_line."type" = a."type" AND only_line."number" = a."number" AND only_line."numberUse" = a."numberUse"
      LEFT JOIN (SELECT DISTINCT "customerId", "type", "number", "numberUse", highest FROM known) top
        ON top."customerId" = a."customerId" AND top."type" = a."type" AND top."number" = a."number"
        AND top."numberUse" = a."numberUse"
    ),
    numbered AS (
      SELECT m."rowNo",
             coalesce(m.found, CASE
               WHEN m.highest IS NULL AND m.lines = 1 THEN 0
               ELSE coalesce(m.highest, 0) + row_number() OVER (
                 PARTITION BY m."customerNumber", m."type", m."number", m."numberUse", m.found IS NULL ORDER BY m."dueOn", m."rowNo")
             END)::int AS instalment
      FROM matched m
    )
    UPDATE "ImportRow" r SET "instalment" = n.instalment
    FROM numbered n
    WHERE r."importId" = ${importId}::uuid AND r."rowNo" = n."rowNo" AND r."instalment" <> n.instalment`);
}

const claimTypes = Prisma.join(
  documentTypes.filter((type) => !isCreditType(type)).map((type) => Prisma.raw(`'${type}'`)),
);

/**
 * The open amount that counts: what the file says, less payments received after its day, and more by what went back
 * since. Credits as they stand.
 */
export const targetMinor = Prisma.sql`
  (CASE WHEN r."type" IN (${claimTypes}) THEN greatest(r."openMinor" - r."laterPaidMinor", 0) ELSE r."openMinor" END)`;

async function compareWithItems(db: Db, { importId, legalEntityId, asOf }: ChangeScope): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    WITH later AS (
      SELECT a."itemId", sum(a."amountMinor")::bigint AS paid
      FROM "PaymentAllocation" a JOIN "Payment" p ON p."id" = a."paymentId"
      WHERE p."legalEntityId" = ${legalEntityId}::uuid AND p."receivedOn" > ${asOf}::date
      GROUP BY a."itemId"
    ),
    paired AS (
      SELECT r."rowNo", i."id", coalesce(l.paid, 0) AS paid, to_jsonb(i) AS item
      FROM "ImportRow" r
      LEFT JOIN "OpenItem" i ON i."customerId" = r."customerId" AND i."type" = r."type"
        AND i."number" = r."number" AND i."numberUse" = r."numberUse" AND i."instalment" = r."instalment"
      LEFT JOIN later l ON l."itemId" = i."id"
      WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable"
    )
    UPDATE "ImportRow" r SET "itemId" = p."id", "laterPaidMinor" = p.paid, "before" = ${beforeOf(Prisma.sql`p.item`)}
    FROM paired p
    WHERE r."importId" = ${importId}::uuid AND r."rowNo" = p."rowNo"`);
  await db.$executeRaw(Prisma.sql`
    UPDATE "ImportRow" r SET "change" = ${changeBy(itemChangeRules, itemFacts)}
    WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable"`);
}

const itemFacts: FactsInRows<ItemFact> = {
  isPaid: Prisma.sql`${targetMinor} = 0`,
  isUnknown: Prisma.sql`r."itemId" IS NULL`,
  wasOpen: Prisma.sql`r."before"->>'state' = 'open'`,
  wasCleared: Prisma.sql`r."before"->>'state' = 'cleared'`,
  differs: differsInOneOf(Object.keys(comparedItemFields) as ComparedItemField[]),
};

function differsInOneOf(fields: readonly ComparedItemField[]): Prisma.Sql {
  const types = { amount: Prisma.sql`bigint`, date: Prisma.sql`date`, text: Prisma.sql`text` };
  return Prisma.join(
    fields.map((field) =>
      saysOtherwise(
        writtenOf(field),
        Prisma.sql`(r."before"->>${Prisma.raw(`'${field}'`)})::${types[comparedItemFields[field]]}`,
      ),
    ),
    ' OR ',
  );
}

/** Where the staged row has what the file says. */
function writtenOf(field: ComparedItemField): Prisma.Sql {
  switch (field) {
    case 'openMinor':
      return targetMinor;
    case 'originalMinor':
    case 'issuedOn':
    case 'dueOn':
    case 'currency':
      return Prisma.raw(`r."${field}"`);
    case 'purchaseOrder':
    case 'refersTo':
    case 'text':
    case 'pdfUrl':
      return Prisma.raw(`(r."extra"->>'${field}')`);
  }
}

/** What stood before, kept for the review and for undo. */
function beforeOf(item: Prisma.Sql): Prisma.Sql {
  const pairs = keptItemFields.map(
    (key) => Prisma.sql`${Prisma.raw(`'${key}'`)}, ${item}->${Prisma.raw(`'${key}'`)}`,
  );
  return Prisma.sql`CASE WHEN ${item} IS NULL THEN NULL ELSE jsonb_build_object(${Prisma.join(pairs)}) END`;
}

/** Open items that a full snapshot does not show, without those that stay open all the same. */
async function findCleared(db: Db, scope: ChangeScope): Promise<void> {
  const { importId, legalEntityId } = scope;
  const stays = staysOpen(scope);
  const goes = reasonsToStayOpen.flatMap((reason) => stays[reason].map((one) => Prisma.sql`NOT ${one}`));
  await db.$executeRaw(Prisma.sql`
    WITH unreadable AS MATERIALIZED (
      SELECT DISTINCT u."customerNumber", coalesce(u."number", '') AS "number" FROM "ImportRow" u
      WHERE u."importId" = ${importId}::uuid AND u."unreadable"
    )
    INSERT INTO "ImportRow" ("importId", "rowNo", "customerNumber", "customerId", "type", "number", "numberUse",
                             "instalment", "issuedOn", "dueOn", "originalMinor", "openMinor", "currency", "itemId", "change", "before")
    SELECT ${importId}::uuid, -row_number() OVER (ORDER BY c."number", i."dueOn", i."number", i."instalment", i."id"),
           c."number", c."id", i."type", i."number", i."numberUse", i."instalment", i."issuedOn", i."dueOn", i."originalMinor", 0,
           i."currency", i."id", 'cleared', ${beforeOf(Prisma.sql`to_jsonb(i)`)}
    FROM "OpenItem" i JOIN "Customer" c ON c."id" = i."customerId"
    WHERE i."legalEntityId" = ${legalEntityId}::uuid AND i."state" = 'open' AND ${Prisma.join(goes, ' AND ')}`);
}

/** In a form that the database turns into joins: each case an equality of its own, so that none is tried pair by pair. */
function staysOpen({ importId, asOf }: ChangeScope): Record<ReasonToStayOpen, Prisma.Sql[]> {
  const unreadable = (where: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM unreadable u WHERE ${where})`;
  return {
    issued_after_the_day: [Prisma.sql`(i."issuedOn" > ${asOf}::date)`],
    shown_in_the_file: [
      Prisma.sql`EXISTS (SELECT 1 FROM "ImportRow" r WHERE r."importId" = ${importId}::uuid AND r."itemId" = i."id")`,
    ],
    credit_of_a_later_payment: [
      Prisma.sql`EXISTS (SELECT 1 FROM "Payment" p
        WHERE i."type" IN ('unapplied_payment', 'credit_note') AND p."legalEntityId" = i."legalEntityId"
          AND p."id" = i."paymentId" AND p."receivedOn" > ${asOf}::date)`,
    ],
    paid_back_since: [
      Prisma.sql`EXISTS (SELECT 1 FROM "PaymentAllocation" a JOIN "Payment" p ON p."id" = a."paymentId"
        WHERE a."itemId" = i."id" AND a."amountMinor" < 0 AND p."receivedOn" > ${asOf}::date)`,
    ],
    // A blank stands for anything.
    may_be_an_unreadable_row: [
      unreadable(Prisma.sql`u."customerNumber" = c."number" AND u."number" = i."number"`),
      unreadable(Prisma.sql`u."customerNumber" = c."number" AND u."number" = ''`),
      unreadable(Prisma.sql`u."customerNumber" = '' AND u."number" = i."number"`),
      unreadable(Prisma.sql`u."customerNumber" = '' AND u."number" = ''`),
    ],
  };
}
