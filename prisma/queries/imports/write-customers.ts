/** Customers as files make and change them, in sets over the staged rows. */
import { Prisma, type FactsTransaction } from '../../client.ts';
import { facts, hasStreet, namedByRows, postal } from './customer-changes.ts';
import type { ChangeScope } from './item-changes.ts';

export interface ApplyCustomers extends ChangeScope {
  at: Date;
}

/** Creates the customers that new rows name and that are not there yet, with a contact where an address is given. */
export async function createImportedCustomers(
  tx: FactsTransaction,
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
  tx: FactsTransaction,
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

/** What the file says of customers who are known. */
export async function changeImportedCustomers(tx: FactsTransaction, apply: ApplyCustomers): Promise<void> {
  const { importId } = apply;
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
}

/** Changed customers have again what they had. */
export async function restoreCustomers(tx: FactsTransaction, importId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Customer" c SET
      "name" = r."before"->>'name', "country" = r."before"->>'country', "timeZone" = r."before"->>'timeZone',
      "language" = r."before"->>'language', "currency" = r."before"->>'currency', "address" = r."before"->'address',
      "attributes" = r."before"->'attributes', "collectorId" = (r."before"->>'collectorId')::uuid,
      "parentId" = (r."before"->>'parentId')::uuid
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed' AND c."id" = r."customerId"`);
  await openCircles(tx, importId, Prisma.sql`NULL::uuid`);
}

/**
 * Parents that close a circle with what others name, or with what stands already, are not taken: such a customer has
 * the parent `otherwise`. Asked again, because what it had may close one with a parent that was taken.
 */
async function openCircles(tx: FactsTransaction, importId: string, otherwise: Prisma.Sql): Promise<void> {
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
