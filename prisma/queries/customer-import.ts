/** Customers out of files: new ones that an item file names, and those of a customers file. */
import { Prisma, type Db } from '../client.ts';
import { changeFactsSet } from './facts.ts';
import { findCustomers, type ChangeScope } from './item-changes.ts';

interface ApplyCustomers extends ChangeScope {
  at: Date;
}

const facts = Prisma.sql`r."extra"->'customer'`;
const postal = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'street', ${facts}->'street', 'postalCode', ${facts}->'postalCode', 'city', ${facts}->'city'))`;

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
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "Contact" ("id", "customerId", "name", "email", "phone", "language", "roles", "postal", "imported", "createdAt")
    SELECT DISTINCT ON (c."id") gen_random_uuid(), c."id", coalesce(${facts}->>'contactName', ''), ${facts}->>'email',
           ${facts}->>'phone', ${facts}->>'language', ARRAY['collection']::"ContactRole"[],
           ${facts}->>'street' IS NOT NULL AND ${facts}->>'city' IS NOT NULL, true, ${at.toISOString()}::timestamp
    FROM "ImportRow" r JOIN "Customer" c ON c."legalEntityId" = ${legalEntityId}::uuid AND c."number" = r."customerNumber"
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'new' AND r."customerId" IS NULL
      AND (${facts}->>'email' IS NOT NULL OR ${facts}->>'phone' IS NOT NULL OR ${facts}->>'street' IS NOT NULL)
    ORDER BY c."id", (${facts}->>'email' IS NULL), r."rowNo"`);
}

/** Fields that a file may set, and where they stand. A field absent in the file is left as it is. */
const fields = ['name', 'country', 'timeZone', 'language', 'currency'] as const;
const contactFields: Record<string, string> = { email: 'email', phone: 'phone', contactName: 'name' };

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
          'collectorEmail', u."email", 'collectorId', c."collectorId", 'parentNumber', p."number", 'parentId', c."parentId",
          'contact', CASE WHEN k."id" IS NULL THEN NULL ELSE
            jsonb_build_object('id', k."id", 'email', k."email", 'phone', k."phone", 'name', k."name", 'postal', k."postal") END)
        END AS before
      FROM "ImportRow" r
      LEFT JOIN "Customer" c ON c."id" = r."customerId"
      LEFT JOIN "User" u ON u."id" = c."collectorId"
      LEFT JOIN "Customer" p ON p."id" = c."parentId"
      LEFT JOIN (
        SELECT DISTINCT ON (r."rowNo") r."rowNo", k.* FROM "ImportRow" r JOIN "Contact" k ON k."customerId" = r."customerId"
        WHERE r."importId" = ${importId}::uuid AND (k."imported" OR lower(k."email") = lower(${facts}->>'email'))
        ORDER BY r."rowNo", (lower(k."email") = lower(${facts}->>'email')) DESC NULLS LAST, k."createdAt"
      ) k ON k."rowNo" = r."rowNo"
      WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable"
    ) b
    WHERE r."importId" = ${importId}::uuid AND r."rowNo" = b."rowNo"`);
  const differs = [
    ...fields.map((key) => differsFrom(key, Prisma.sql`r."before"->>${Prisma.raw(`'${key}'`)}`)),
    ...Object.entries(contactFields).map(([key, column]) =>
      differsFrom(key, Prisma.sql`r."before"->'contact'->>${Prisma.raw(`'${column}'`)}`),
    ),
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
    LEFT JOIN "User" u ON lower(u."email") = lower(${facts}->>'collectorEmail')
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
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Contact" k SET
      "bouncedAt" = CASE WHEN ${facts}->>'email' <> k."email" THEN NULL ELSE k."bouncedAt" END,
      "email" = coalesce(${facts}->>'email', k."email"), "phone" = coalesce(${facts}->>'phone', k."phone"),
      "name" = coalesce(${facts}->>'contactName', k."name"), "language" = coalesce(${facts}->>'language', k."language"),
      "postal" = k."postal" OR (${facts}->>'street' IS NOT NULL AND ${facts}->>'city' IS NOT NULL)
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed' AND k."id" = (r."before"->'contact'->>'id')::uuid`);
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "Contact" ("id", "customerId", "name", "email", "phone", "language", "roles", "postal", "imported", "createdAt")
    SELECT gen_random_uuid(), r."customerId", coalesce(${facts}->>'contactName', ''), ${facts}->>'email', ${facts}->>'phone',
           ${facts}->>'language', ARRAY['collection']::"ContactRole"[],
           ${facts}->>'street' IS NOT NULL AND ${facts}->>'city' IS NOT NULL, true, ${apply.at.toISOString()}::timestamp
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed' AND r."before"->>'contact' IS NULL
      AND (${facts}->>'email' IS NOT NULL OR ${facts}->>'phone' IS NOT NULL OR ${facts}->>'street' IS NOT NULL)`);
  return changeFactsSet(tx, {
    customers: Prisma.sql`SELECT r."customerId" AS "id" FROM "ImportRow" r
      WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed')`,
    reason: 'ledger_changed',
    key: `import/${importId}`,
  });
}

/** Gives changed customers and their contacts back what they had. New customers stay: without items they are idle. */
export async function undoCustomerChanges(tx: Db, { importId }: { importId: string }): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Customer" c SET
      "name" = r."before"->>'name', "country" = r."before"->>'country', "timeZone" = r."before"->>'timeZone',
      "language" = r."before"->>'language', "currency" = r."before"->>'currency', "address" = r."before"->'address',
      "attributes" = r."before"->'attributes', "collectorId" = (r."before"->>'collectorId')::uuid,
      "parentId" = (r."before"->>'parentId')::uuid
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed' AND c."id" = r."customerId"`);
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Contact" k SET "email" = r."before"->'contact'->>'email', "phone" = r."before"->'contact'->>'phone',
      "name" = r."before"->'contact'->>'name', "postal" = (r."before"->'contact'->>'postal')::boolean
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed' AND k."id" = (r."before"->'contact'->>'id')::uuid`);
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM "Contact" k USING "ImportRow" r, "ImportRun" run
    WHERE r."importId" = ${importId}::uuid AND run."id" = r."importId" AND r."change" = 'changed'
      AND r."before"->>'contact' IS NULL AND k."customerId" = r."customerId" AND k."imported" AND k."createdAt" = run."appliedAt"`);
  await changeFactsSet(tx, {
    customers: Prisma.sql`SELECT r."customerId" AS "id" FROM "ImportRow" r
      WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed') AND r."customerId" IS NOT NULL`,
    reason: 'ledger_changed',
    key: `import/${importId}/undo`,
  });
}
