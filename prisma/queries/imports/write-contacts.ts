/** Contacts as customers files change them, in sets over the staged rows. */
import { Prisma, type FactsTransaction } from '../../client.ts';
import { facts, plannedChanges } from './contact-changes.ts';

/** A new address has bounced nowhere yet. */
export async function applyContactChanges(
  tx: FactsTransaction,
  { importId, at }: { importId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Contact" k SET
      "bouncedAt" = CASE WHEN p.email IS DISTINCT FROM k."email" THEN NULL ELSE k."bouncedAt" END,
      "bounceStatus" = CASE WHEN p.email IS DISTINCT FROM k."email" THEN NULL ELSE k."bounceStatus" END,
      "delayedAt" = CASE WHEN p.email IS DISTINCT FROM k."email" THEN NULL ELSE k."delayedAt" END,
      "name" = p.name, "email" = p.email, "phone" = p.phone, "language" = coalesce(p.language, k."language")
    FROM (${plannedChanges(importId)}) p WHERE k."id" = p.id`);
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "Contact" ("id", "customerId", "name", "email", "phone", "language", "roles", "postal", "imported", "createdAt")
    SELECT gen_random_uuid(), p."customerId", p.name, p.email, p.phone, p.language, ARRAY['collection']::"ContactRole"[],
           false, true, ${at.toISOString()}::timestamp
    FROM (${plannedChanges(importId)}) p WHERE p.id IS NULL`);
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Contact" k SET "language" = ${facts}->>'language'
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed' AND k."customerId" = r."customerId"
      AND k."imported" AND ${facts}->>'language' <> k."language"`);
  // Letters need one contact with the address of the customer.
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Contact" k SET "postal" = true
    FROM (
      SELECT DISTINCT ON (c."customerId") c."id" FROM "ImportRow" r JOIN "Contact" c ON c."customerId" = r."customerId"
      WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed' AND c."imported"
        AND ${facts}->>'street' IS NOT NULL AND ${facts}->>'city' IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "Contact" o WHERE o."customerId" = c."customerId" AND o."postal")
      ORDER BY c."customerId", c."createdAt", c."id"
    ) f
    WHERE k."id" = f."id"`);
}

export async function undoContactChanges(tx: FactsTransaction, importId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Contact" k SET "email" = p.was->>'email', "phone" = p.was->>'phone', "name" = p.was->>'name'
    FROM (${plannedChanges(importId)}) p WHERE k."id" = p.id`);
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM "Contact" k USING "ImportRun" run, (${plannedChanges(importId)}) p
    WHERE run."id" = ${importId}::uuid AND p.id IS NULL
      AND k."customerId" = p."customerId" AND k."imported" AND k."createdAt" = run."appliedAt"`);
}
