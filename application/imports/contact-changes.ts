/** What a customers file would change in the contacts of customers that are known. */
import { planContacts } from '../../domain/contact/plan-contacts.ts';
import type { Db } from '../../prisma/client.ts';
import {
  contactsOf,
  rowsOfContacts,
  storeContactChanges,
  type PlannedChange,
  type RowOfContacts,
} from '../../prisma/queries/imports/contact-changes.ts';

const batchSize = 2_000;

/** Leaves the changes of each row with it, for the review, for applying and for undo. */
export async function planContactChanges(db: Db, importId: string): Promise<void> {
  let after = 0;
  for (;;) {
    const rows = await rowsOfContacts(db, { importId, after, most: batchSize });
    if (rows.length === 0) return;
    await planBatch(db, importId, rows);
    after = rows.at(-1)!.rowNo;
  }
}

async function planBatch(db: Db, importId: string, rows: RowOfContacts[]): Promise<void> {
  const known = await contactsOf(
    db,
    rows.map(({ customerId }) => customerId),
  );
  const byCustomer = Map.groupBy(known, ({ customerId }) => customerId);
  const byId = new Map(known.map((contact) => [contact.id, contact]));
  const changed = rows.flatMap(({ rowNo, customerId, contacts }) => {
    const changes = planContacts(contacts, byCustomer.get(customerId) ?? []).map((change): PlannedChange => {
      const found = change.id === null ? undefined : byId.get(change.id);
      const was = found === undefined ? null : { name: found.name, email: found.email, phone: found.phone };
      return { ...change, was };
    });
    return changes.length === 0 ? [] : [{ rowNo, changes }];
  });
  await storeContactChanges(db, importId, changed);
}
