/** Customers out of files: new ones that an item file names, and those of a customers file. */
import {
  comparedCustomerWords,
  customerChangeRules,
  customerNews,
  type CustomerFact,
  type CustomerNews,
} from '../../../domain/ledger/changes.ts';
import { type Db, Prisma } from '../../client.ts';
import { type ChangeScope, findCustomers } from './item-changes.ts';
import { changeBy, saysOtherwise, type FactsInRows } from './rules.ts';

export const facts = Prisma.sql`r."extra"->'customer'`;

export const postal = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'street', ${facts}->'street', 'postalCode', ${facts}->'postalCode', 'city', ${facts}->'city'))`;

export const hasStreet = Prisma.sql`(${facts}->>'street' IS NOT NULL AND ${facts}->>'city' IS NOT NULL)`;

/** Finds the customers of the rows, and leaves what stands of each as `before`. */
export async function findKnownCustomers(db: Db, scope: ChangeScope): Promise<void> {
  const { importId } = scope;
  await db.$executeRaw(
    Prisma.sql`UPDATE "ImportRow" SET "customerId" = NULL WHERE "importId" = ${importId}::uuid`,
  );
  await findCustomers(db, scope);
  await db.$executeRaw(Prisma.sql`
    UPDATE "ImportRow" r SET "before" = b.before, "itemId" = NULL
    FROM (
      SELECT r."rowNo", CASE WHEN c."id" IS NULL THEN NULL ELSE jsonb_build_object(
          'name', c."name", 'country', c."country", 'timeZone', c."timeZone", 'language', c."language",
          'currency', c."currency", 'address', c."address", 'attributes', c."attributes",
          'collectorEmail', u."email", 'collectorId', c."collectorId", 'parentNumber', p."number", 'parentId', c."parentId")
        END AS before
      FROM "ImportRow" r
      LEFT JOIN "Customer" c ON c."id" = r."customerId"
      LEFT JOIN "User" u ON u."id" = c."collectorId"
      LEFT JOIN "Customer" p ON p."id" = c."parentId"
      WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable"
    ) b
    WHERE r."importId" = ${importId}::uuid AND r."rowNo" = b."rowNo"`);
}

/** Of each row, once customers and changes of contacts are found. */
export async function compareCustomers(db: Db, scope: ChangeScope): Promise<void> {
  const { importId } = scope;
  await db.$executeRaw(Prisma.sql`
    UPDATE "ImportRow" r SET "change" = ${changeBy(customerChangeRules, customerFacts)}
    FROM (${namedByRows(scope)}) n
    WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable" AND n."rowNo" = r."rowNo"`);
}

const news: Record<CustomerNews, Prisma.Sql> = {
  other_contacts: Prisma.sql`jsonb_array_length(coalesce(r."before"->'contacts', '[]'::jsonb)) > 0`,
  first_postal_contact: Prisma.sql`(${hasStreet} AND r."customerId" = ANY(SELECT k."customerId" FROM "Contact" k
    WHERE k."imported" GROUP BY k."customerId" HAVING NOT bool_or(k."postal")))`,
  parts_of_address: lacksParts(Prisma.sql`r."before"->'address'`, postal),
  attributes: lacksParts(Prisma.sql`r."before"->'attributes'`, Prisma.sql`${facts}->'attributes'`),
  other_parent: Prisma.sql`(${facts}->>'parentNumber' IS DISTINCT FROM r."before"->>'parentNumber'
    AND n."parentId" IS NOT NULL)`,
  other_collector: Prisma.sql`(lower(${facts}->>'collectorEmail') IS DISTINCT FROM lower(r."before"->>'collectorEmail')
    AND n."collectorId" IS NOT NULL)`,
};

const customerFacts: FactsInRows<CustomerFact> = {
  isUnknown: Prisma.sql`r."customerId" IS NULL`,
  differs: Prisma.join(
    [
      ...comparedCustomerWords.map((word) => {
        const key = Prisma.raw(`'${word}'`);
        return saysOtherwise(Prisma.sql`(${facts}->>${key})`, Prisma.sql`(r."before"->>${key})`);
      }),
      ...customerNews.map((one) => news[one]),
    ],
    ' OR ',
  ),
};

function lacksParts(before: Prisma.Sql, written: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`NOT (coalesce(${before}, '{}'::jsonb) @> coalesce(${written}, '{}'::jsonb))`;
}

/** Whom each row names as parent and as collector, where they are known; each row once. */
export function namedByRows({ importId, legalEntityId }: ChangeScope): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT ON (r."rowNo") r."rowNo", p."id" AS "parentId", u."id" AS "collectorId"
    FROM "ImportRow" r
    LEFT JOIN "Customer" p ON p."legalEntityId" = ${legalEntityId}::uuid AND p."number" = ${facts}->>'parentNumber'
    -- anyone who may not see the customers of this entity is nobody's collector here
    LEFT JOIN "User" u ON lower(u."email") = lower(${facts}->>'collectorEmail')
      AND u."disabledAt" IS NULL AND u."role" <> 'viewer' AND EXISTS (SELECT 1 FROM "Membership" m
        WHERE m."userId" = u."id" AND m."legalEntityId" = ${legalEntityId}::uuid)
    WHERE r."importId" = ${importId}::uuid
    ORDER BY r."rowNo", u."createdAt"`;
}
