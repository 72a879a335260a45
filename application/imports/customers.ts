/** Customers of a file: created and changed as computed, and given back what they had. */
import { Prisma, type Db } from '../../prisma/client.ts';
import { lockParents } from '../../prisma/queries/customers/master.ts';
import { findCustomers } from '../../prisma/queries/imports/item-changes.ts';
import { applyContactChanges, undoContactChanges } from '../../prisma/queries/imports/write-contacts.ts';
import {
  changeImportedCustomers,
  createImportedCustomers,
  restoreCustomers,
  type ApplyCustomers,
} from '../../prisma/queries/imports/write-customers.ts';
import { changeFactsOfMany } from '../unit-of-work.ts';

/** Answers how many customers were created or changed. */
export async function applyCustomerChanges(tx: Db, apply: ApplyCustomers): Promise<number> {
  const { importId, legalEntityId, at } = apply;
  await lockParents(tx, legalEntityId);
  return changeFactsOfMany(tx, async (facts) => {
    await createImportedCustomers(facts, apply);
    await findCustomers(facts, apply);
    await changeImportedCustomers(facts, apply);
    await applyContactChanges(facts, { importId, at });
    const customers = changedCustomers(importId);
    return { history: [], facts: [{ customers, reason: 'ledger_changed', key: `import/${importId}` }] };
  });
}

/** New customers stay: without items they are idle. */
export async function undoCustomerChanges(
  tx: Db,
  { importId, legalEntityId }: Pick<ApplyCustomers, 'importId' | 'legalEntityId'>,
): Promise<void> {
  await lockParents(tx, legalEntityId);
  await changeFactsOfMany(tx, async (facts) => {
    await restoreCustomers(facts, importId);
    await undoContactChanges(facts, importId);
    const customers = changedCustomers(importId);
    return { history: [], facts: [{ customers, reason: 'ledger_changed', key: `import/${importId}/undo` }] };
  });
}

function changedCustomers(importId: string): Prisma.Sql {
  return Prisma.sql`SELECT r."customerId" AS "id" FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed') AND r."customerId" IS NOT NULL`;
}
