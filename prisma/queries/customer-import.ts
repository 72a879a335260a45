/** Customers out of files: new ones that an item file names, and those of a customers file. */
import { Prisma, type Db } from '../client.ts';
import { applyContactChanges, planContactChanges, undoContactChanges } from './contact-import.ts';
import { lockParents } from './customer-master.ts';
import { changeFactsSet } from './facts.ts';
import { findCustomers, type ChangeScope } from './item-changes.ts';

interface ApplyCustomers extends ChangeScope {
  at: Date;
}

const facts = Prisma.sql`r."extra"->'customer'`;
const postal = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'street', ${facts}->'street', 'postalCode', ${facts}->'postalCode', 'city', ${facts}->'city'))`;

const hasStreet = Prisma.sql`(${facts}->>'street' IS NOT NULL AND ${facts}->>'city' IS NOT NULL)`;

/** Creates the customers that new rows name and that are not there yet, with a contact where an address is given. */
export async function createImportedCustomers(
  tx: Db,
  { importId, legalEntityId, at }: ApplyCustomers,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "Customer" ("id", "legalEntityId", "number", "name", "address", "language", "country", "timeZone",
                            "currency", "attributes", "createdAt")
    SELECT gen_random_uuid(), e."id", n."customerNumber", coalesce(n.f->>'name', n."customerNumber"), n.address,
           n.f->>'language', coalesce(n.f->>'country', e."country"),
           coalesce(n.f->>'timeZone', CASE WHEN n.f->>'country' <> e."country" THEN n.f->>'countryZone' END, e."timeZone"),
           n.f->>'currency', coalesce(n.f->'attributes', '{}'::jsonb), ${at.toISOString()}::timestamp
    FROM "LegalEntity" e, (
      -- the first row of a customer that says most
      SELECT DISTINCT ON (r."customerNumber") r."customerNumber", coalesce(${facts}, '{}'::jsonb) AS f, ${postal} AS address
      FROM "ImportRow" r
      WHERE r."importId" = ${importId}::uuid AND r."change" = 'new' AND r."customerId" IS NULL
      ORDER BY r."customerNumber", length((${facts})::text) DESC NULLS LAST, r."rowNo"
    ) n
    WHERE e."id" = ${legalEntityId}::uuid
    ON CONFLICT ("legalEntityId", "number") DO NOTHING`);
  await insertContacts(tx, { importId, legalEntityId, at });
}

/** Every mailbox that the rows of a new customer name, once; without any, whom the rows name otherwise. */
async function insertContacts(
  tx: Db,
  { importId, legalEntityId, at }: Pick<ApplyCustomers, 'importId' | 'legalEntityId' | 'at'>,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    WITH written AS (
      SELECT c."id", r."rowNo", w.nth, w.contact->>'email' AS email, w.contact->>'name' AS name,
             w.contact->>'phone' AS phone, ${facts}->>'language' AS language,
             bool_or(w.contact->>'email' IS NOT NULL) OVER (PARTITION BY c."id") AS "hasEmail",
             bool_or(${hasStreet}) OVER (PARTITION BY c."id") AS postal
      FROM "ImportRow" r
      JOIN "Customer" c ON c."legalEntityId" = ${legalEntityId}::uuid AND c."number" = r."customerNumber"
      CROSS JOIN LATERAL jsonb_array_elements(coalesce(${facts}->'contacts', '[]'::jsonb)) WITH ORDINALITY AS w(contact, nth)
      WHERE r."importId" = ${importId}::uuid AND r."change" = 'new' AND r."customerId" IS NULL
    ),
    distinct_ones AS (
      SELECT DISTINCT ON (w."id", lower(w.email)) w.* FROM written w
      WHERE w.email IS NOT NULL OR NOT w."hasEmail"
      ORDER BY w."id", lower(w.email), (w.name IS NULL), w."rowNo", w.nth
    )
    INSERT INTO "Contact" ("id", "customerId", "name", "email", "phone", "language", "roles", "postal", "imported", "createdAt")
    SELECT gen_random_uuid(), d."id", coalesce(d.name, ''), d.email, d.phone, d.language, ARRAY['collection']::"ContactRole"[],
           -- a letter goes to the address once
           d.postal AND row_number() OVER (PARTITION BY d."id" ORDER BY d."rowNo", d.nth) = 1, true,
           ${at.toISOString()}::timestamp
    FROM distinct_ones d`);
}

/** Fields that a file may set, and where they stand. A field absent in the file is left as it is. */
const fields = ['name', 'country', 'timeZone', 'language', 'currency'] as const;

/** new, changed or unchanged; a customers file clears nothing: a customer without items is simply not chased. */
export async function computeCustomerChanges(db: Db, scope: ChangeScope): Promise<void> {
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
  await planContactChanges(db, importId);
  const differs = [
    ...fields.map((key) => differsFrom(key, Prisma.sql`r."before"->>${Prisma.raw(`'${key}'`)}`)),
    Prisma.sql`jsonb_array_length(coalesce(r."before"->'contacts', '[]'::jsonb)) > 0`,
    Prisma.sql`(${hasStreet} AND r."customerId" = ANY(SELECT k."customerId" FROM "Contact" k WHERE k."imported"
      GROUP BY k."customerId" HAVING NOT bool_or(k."postal")))`,
    Prisma.sql`NOT (coalesce(r."before"->'address', '{}'::jsonb) @> ${postal})`,
    Prisma.sql`NOT (coalesce(r."before"->'attributes', '{}'::jsonb) @> coalesce(${facts}->'attributes', '{}'::jsonb))`,
    Prisma.sql`(${facts}->>'parentNumber' IS DISTINCT FROM r."before"->>'parentNumber' AND n."parentId" IS NOT NULL)`,
    Prisma.sql`(lower(${facts}->>'collectorEmail') IS DISTINCT FROM lower(r."before"->>'collectorEmail')
      AND n."collectorId" IS NOT NULL)`,
  ];
  await db.$executeRaw(Prisma.sql`
    UPDATE "ImportRow" r SET "change" = (CASE
      WHEN r."customerId" IS NULL THEN 'new'
      WHEN ${Prisma.join(differs, ' OR ')} THEN 'changed'
      ELSE 'unchanged' END)::"ImportChange"
    FROM (${namedByRows(scope)}) n
    WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable" AND n."rowNo" = r."rowNo"`);
}

/** Whom each row names as parent and as collector, where they are known; each row once. */
function namedByRows({ importId, legalEntityId }: ChangeScope): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT ON (r."rowNo") r."rowNo", p."id" AS "parentId", u."id" AS "collectorId"
    FROM "ImportRow" r
    LEFT JOIN "Customer" p ON p."legalEntityId" = ${legalEntityId}::uuid AND p."number" = ${facts}->>'parentNumber'
    -- whoever may not see the customers of this entity is nobody's collector here
    LEFT JOIN "User" u ON lower(u."email") = lower(${facts}->>'collectorEmail')
      AND u."disabledAt" IS NULL AND u."role" <> 'viewer' AND EXISTS (SELECT 1 FROM "Membership" m
        WHERE m."userId" = u."id" AND m."legalEntityId" = ${legalEntityId}::uuid)
    WHERE r."importId" = ${importId}::uuid
    ORDER BY r."rowNo", u."createdAt"`;
}

function differsFrom(key: string, before: Prisma.Sql): Prisma.Sql {
  const written = Prisma.sql`${facts}->>${Prisma.raw(`'${key}'`)}`;
  return Prisma.sql`(${written} IS NOT NULL AND ${written} IS DISTINCT FROM ${before})`;
}

/** Answers how many customers were created or changed. */
export async function applyCustomerChanges(tx: Db, apply: ApplyCustomers): Promise<number> {
  const { importId } = apply;
  await lockParents(tx, apply.legalEntityId);
  await createImportedCustomers(tx, apply);
  await findCustomers(tx, apply);
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Customer" c SET
      "name" = coalesce(${facts}->>'name', c."name"), "country" = coalesce(${facts}->>'country', c."country"),
      "timeZone" = coalesce(${facts}->>'timeZone',
        CASE WHEN ${facts}->>'country' <> c."country" THEN ${facts}->>'countryZone' END, c."timeZone"),
      "language" = coalesce(${facts}->>'language', c."language"),
      "currency" = coalesce(${facts}->>'currency', c."currency"), "address" = c."address" || ${postal},
      "attributes" = c."attributes" || coalesce(${facts}->'attributes', '{}'::jsonb),
      "collectorId" = coalesce(n."collectorId", c."collectorId"),
      -- the collector that a file names is a decision like a person's: rules leave it alone
      "setByHand" = CASE WHEN NOT 'collector' = ANY(c."setByHand") AND n."collectorId" IS NOT NULL
        THEN array_append(c."setByHand", 'collector') ELSE c."setByHand" END,
      "parentId" = coalesce(CASE WHEN n."parentId" <> c."id" THEN n."parentId" END, c."parentId")
    FROM "ImportRow" r JOIN (${namedByRows(apply)}) n ON n."rowNo" = r."rowNo"
    WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed') AND c."id" = r."customerId"`);
  await openCircles(tx, importId, Prisma.sql`(r."before"->>'parentId')::uuid`);
  await applyContactChanges(tx, { importId, at: apply.at });
  return changeFactsSet(tx, {
    customers: Prisma.sql`SELECT r."customerId" AS "id" FROM "ImportRow" r
      WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed')`,
    reason: 'ledger_changed',
    key: `import/${importId}`,
  });
}

/**
 * Parents that close a circle with what others name, or with what stands already, are not taken: such a customer has
 * the parent `otherwise`. Asked again, because what it had may close one with a parent that was taken.
 */
async function openCircles(tx: Db, importId: string, otherwise: Prisma.Sql): Promise<void> {
  const ofImport = Prisma.sql`r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed')
    AND r."customerId" = c."id" AND c."parentId" IS NOT NULL`;
  for (let opened = 1; opened > 0;) {
    opened = await tx.$executeRaw(Prisma.sql`
      WITH RECURSIVE line("start", "id") AS (
        SELECT c."id", c."parentId" FROM "Customer" c JOIN "ImportRow" r ON ${ofImport}
        UNION
        SELECT line."start", c."parentId" FROM line JOIN "Customer" c ON c."id" = line."id"
        WHERE c."parentId" IS NOT NULL AND line."id" <> line."start"
      )
      UPDATE "Customer" c SET "parentId" = ${otherwise} FROM "ImportRow" r, line
      WHERE ${ofImport} AND line."start" = c."id" AND line."id" = c."id"
        AND c."parentId" IS DISTINCT FROM ${otherwise}`);
  }
}

/** Gives changed customers and their contacts back what they had. New customers stay: without items they are idle. */
export async function undoCustomerChanges(
  tx: Db,
  { importId, legalEntityId }: Pick<ApplyCustomers, 'importId' | 'legalEntityId'>,
): Promise<void> {
  await lockParents(tx, legalEntityId);
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Customer" c SET
      "name" = r."before"->>'name', "country" = r."before"->>'country', "timeZone" = r."before"->>'timeZone',
      "language" = r."before"->>'language', "currency" = r."before"->>'currency', "address" = r."before"->'address',
      "attributes" = r."before"->'attributes', "collectorId" = (r."before"->>'collectorId')::uuid,
      "parentId" = (r."before"->>'parentId')::uuid
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed' AND c."id" = r."customerId"`);
  await openCircles(tx, importId, Prisma.sql`NULL::uuid`);
  await undoContactChanges(tx, importId);
  await changeFactsSet(tx, {
    customers: Prisma.sql`SELECT r."customerId" AS "id" FROM "ImportRow" r
      WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed') AND r."customerId" IS NOT NULL`,
    reason: 'ledger_changed',
    key: `import/${importId}/undo`,
  });
}
