/** Contacts out of a customers file, for customers that are known: what changes is planned, applied and undone. */
import type { WrittenContact } from '../../../domain/contact/address-cell.ts';
import type { ContactChange } from '../../../domain/contact/plan-contacts.ts';
import { type Contact, type Db, Prisma } from '../../client.ts';

export const facts = Prisma.sql`r."extra"->'customer'`;

/** A change with what stood before it, for undo. */
export type PlannedChange = ContactChange & {
  was: { name: string; email: string | null; phone: string | null } | null;
};

export interface RowOfContacts {
  rowNo: number;
  customerId: string;
  contacts: WrittenContact[];
}

/** The next rows of known customers that name contacts, in the order of the file. */
export async function rowsOfContacts(
  db: Db,
  { importId, after, most }: { importId: string; after: number; most: number },
): Promise<RowOfContacts[]> {
  return db.$queryRaw<RowOfContacts[]>(Prisma.sql`
    SELECT r."rowNo", r."customerId", ${facts}->'contacts' AS contacts FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."rowNo" > ${after}::int AND r."customerId" IS NOT NULL
      AND NOT r."unreadable" AND ${facts}->'contacts' IS NOT NULL
    ORDER BY r."rowNo" LIMIT ${most}`);
}

/** Contacts of these customers, the oldest first. */
export async function contactsOf(db: Db, customerIds: string[]): Promise<Contact[]> {
  return db.contact.findMany({
    where: { customerId: { in: customerIds } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** Leaves the changes of each row as `before.contacts`. Rows in the order of the file. */
export async function storeContactChanges(
  db: Db,
  importId: string,
  rows: { rowNo: number; changes: PlannedChange[] }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw(Prisma.sql`
    UPDATE "ImportRow" r SET "before" = r."before" || jsonb_build_object('contacts', p.changes::jsonb)
    FROM unnest(${rows.map(({ rowNo }) => rowNo)}::int[], ${rows.map(({ changes }) => JSON.stringify(changes))}::text[])
      AS p("rowNo", changes)
    WHERE r."importId" = ${importId}::uuid AND r."rowNo" = p."rowNo"
      AND r."rowNo" BETWEEN ${rows[0]!.rowNo}::int AND ${rows.at(-1)!.rowNo}::int`);
}

/** The planned changes of the rows of an import that are being applied, as columns. */
export function plannedChanges(importId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT r."customerId", ${facts}->>'language' AS language, p.* FROM "ImportRow" r
    CROSS JOIN LATERAL jsonb_to_recordset(coalesce(r."before"->'contacts', '[]'::jsonb))
      AS p(id uuid, name text, email text, phone text, was jsonb)
    WHERE r."importId" = ${importId}::uuid AND r."change" = 'changed'`;
}
