/** Contacts out of a customers file, for customers that are known: what changes is planned, applied and undone. */
import type { WrittenContact } from '../../domain/contact/address-cell.ts';
import { planContacts, type ContactChange } from '../../domain/contact/plan-contacts.ts';
import { Prisma, type Db } from '../client.ts';

const batchSize = 2_000;
const facts = Prisma.sql`r."extra"->'customer'`;

/** A change with what stood before it, for undo. */
type PlannedChange = ContactChange & {
  was: { name: string; email: string | null; phone: string | null } | null;
};

interface RowOfContacts {
  rowNo: number;
  customerId: string;
  contacts: WrittenContact[];
}

/** Leaves the changes of each row as `before.contacts`. */
export async function planContactChanges(db: Db, importId: string): Promise<void> {
  let after = 0;
  for (;;) {
    const rows = await db.$queryRaw<RowOfContacts[]>(Prisma.sql`
      SELECT r."rowNo", r."customerId", ${facts}->'contacts' AS contacts FROM "ImportRow" r
      WHERE r."importId" = ${importId}::uuid AND r."rowNo" > ${after}::int AND r."customerId" IS NOT NULL
        AND NOT r."unreadable" AND ${facts}->'contacts' IS NOT NULL
      ORDER BY r."rowNo" LIMIT ${batchSize}`);
    if (rows.length === 0) return;
    await planBatch(db, importId, rows);
    after = rows.at(-1)!.rowNo;
  }
}

async function planBatch(db: Db, importId: string, rows: RowOfContacts[]): Promise<void> {
  const known = await db.contact.findMany({
    where: { customerId: { in: rows.map(({ customerId }) => customerId) } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const byCustomer = Map.groupBy(known, ({ customerId }) => customerId);
  const byId = new Map(known.map((contact) => [contact.id, contact]));
  const changed = rows.flatMap(({ rowNo, customerId, contacts }) => {
    const changes = planContacts(contacts, byCustomer.get(customerId) ?? []).map((change): PlannedChange => {
      const found = change.id === null ? undefined : byId.get(change.id);
      const was = found === undefined ? null : { name: found.name, email: found.email, phone: found.phone };
      return { ...change, was };
    });
    return changes.length === 0 ? [] : [{ rowNo, changes: JSON.stringify(changes) }];
  });
  if (changed.length === 0) return;
  await db.$executeRaw(Prisma.sql`
    UPDATE "ImportRow" r SET "before" = r."before" || jsonb_build_object('contacts', p.changes::jsonb)
    FROM unnest(${changed.map(({ rowNo }) => rowNo)}::int[], ${changed.map(({ changes }) => changes)}::text[])
      AS p("rowNo", changes)
    WHERE r."importId" = ${importId}::uuid AND r."rowNo" = p."rowNo"
      AND r."rowNo" BETWEEN ${changed[0]!.rowNo}::int AND ${changed.at(-1)!.rowNo}::int`);
}

/** The planned changes of the rows of an import that are being applied, as columns. */
function plannedChanges(importId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT r."customerId", ${facts}->>'language' AS language, p.* FROM "ImportRow" r
    CROSS JOIN LATERAL jsonb_to_recordset(coalesce(r."before"->'contacts', '[]'::jsonb))
      AS p(id uuid, name text, email text, phone text, was jsonb)
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed'`;
}

/** A new address has bounced nowhere yet. */
export async function applyContactChanges(
  tx: Db,
  { importId, at }: { importId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Contact" k SET
      "bouncedAt" = CASE WHEN p.email IS DISTINCT FROM k."email" THEN NULL ELSE k."bouncedAt" END,
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

export async function undoContactChanges(tx: Db, importId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Contact" k SET "email" = p.was->>'email', "phone" = p.was->>'phone', "name" = p.was->>'name'
    FROM (${plannedChanges(importId)}) p WHERE k."id" = p.id`);
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM "Contact" k USING "ImportRun" run, (${plannedChanges(importId)}) p
    WHERE run."id" = ${importId}::uuid AND p.id IS NULL
      AND k."customerId" = p."customerId" AND k."imported" AND k."createdAt" = run."appliedAt"`);
}
