/** Contacts out of a customers file, for customers that are known: what changes is planned, applied and undone. */
import type { WrittenContact } from '../../../domain/contact/address-cell.ts';
import { type ContactChange, planContacts } from '../../../domain/contact/plan-contacts.ts';
import { type Db, Prisma } from '../../client.ts';

const batchSize = 2_000;

export const facts = Prisma.sql`r."extra"->'customer'`;

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
export function plannedChanges(importId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT r."customerId", ${facts}->>'language' AS language, p.* FROM "ImportRow" r
    CROSS JOIN LATERAL jsonb_to_recordset(coalesce(r."before"->'contacts', '[]'::jsonb))
      AS p(id uuid, name text, email text, phone text, was jsonb)
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed'`;
}
