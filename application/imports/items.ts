/** Items of a file: applied to the ledger as computed, and taken back as a whole (D-5, D-6). */
import { RefusedError } from '../../domain/errors.ts';
import { Prisma, type Db, type FactsTransaction } from '../../prisma/client.ts';
import type { HistorySet } from '../../prisma/queries/history/write.ts';
import { findCustomers, targetMinor, type ChangeScope } from '../../prisma/queries/imports/item-changes.ts';
import { createImportedCustomers } from '../../prisma/queries/imports/write-customers.ts';
import {
  changeItems,
  clearItems,
  countPaymentsSince,
  insertItems,
  restoreItems,
} from '../../prisma/queries/imports/write-items.ts';
import { changeFacts, changeFactsOfMany } from '../unit-of-work.ts';

interface ByWhom {
  at: Date;
  actor: { kind: 'system' | 'user'; id?: string };
}

export type ApplyItems = ChangeScope & ByWhom;

/** Customers of whose items something changed. */
function changedCustomers(importId: string): Prisma.Sql {
  return Prisma.sql`SELECT DISTINCT r."customerId" AS "id" FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed', 'cleared', 'reappeared')`;
}

/** Answers how many customers' positions changed. */
export async function applyItemChanges(tx: Db, apply: ApplyItems): Promise<number> {
  const { importId } = apply;
  return changeFactsOfMany(tx, async (facts) => {
    await createImportedCustomers(facts, apply);
    await findCustomers(facts, apply);
    await clearItems(facts, apply);
    await changeItems(facts, apply);
    await insertItems(facts, apply);
    return {
      history: [appliedHistory(apply)],
      facts: [{ customers: changedCustomers(importId), reason: 'ledger_changed', key: `import/${importId}` }],
    };
  });
}

function appliedHistory({ importId, legalEntityId, at, actor }: ApplyItems): HistorySet {
  const rows = Prisma.sql`
    SELECT r."customerId", r."itemId", 'item_' || r."change"::text AS "kind",
           ${`import/${importId}/`}::text || r."itemId"::text AS "key",
           jsonb_build_object('importId', ${importId}::text, 'row', CASE WHEN r."rowNo" > 0 THEN r."rowNo" END,
             'type', r."type", 'number', r."number", 'instalment', r."instalment", 'dueOn', r."dueOn",
             'openMinor', CASE WHEN r."change" = 'cleared' THEN 0 ELSE ${targetMinor} END, 'currency', r."currency",
             'before', r."before") AS "data"
    FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed', 'cleared', 'reappeared')
    ORDER BY array_position(ARRAY['new', 'changed', 'cleared', 'reappeared'], r."change"::text), r."rowNo"`;
  return { legalEntityId, at, actor, rows };
}

/** Customers whose sending waited for a newer ledger evaluate again, although nothing of theirs has changed. */
export async function wakeStaleCases(tx: Db, legalEntityId: string, importId: string): Promise<void> {
  const customers = Prisma.sql`SELECT k."customerId" AS "id" FROM "CollectionCase" k
    WHERE k."legalEntityId" = ${legalEntityId}::uuid AND k."gates" @> '[{"gate": "ledger_stale"}]'::jsonb`;
  await changeFacts(tx, () =>
    Promise.resolve({
      result: undefined,
      history: [],
      facts: [{ customers, reason: 'ledger_changed', key: `import/${importId}`, onlyEvaluate: true }],
    }),
  );
}

export interface UndoItems extends ByWhom {
  importId: string;
  legalEntityId: string;
  appliedAt: Date;
}

/**
 * Restores what stood before an applied import. History keeps both: what the import did, and that it was undone.
 *
 * @throws RefusedError `import_not_undoable` when one of its items has been paid since
 */
export async function undoItemChanges(
  tx: Db,
  undo: UndoItems,
  also: (facts: FactsTransaction) => Promise<void> = async () => {},
): Promise<void> {
  const { importId } = undo;
  const count = await countPaymentsSince(tx, undo);
  if (count > 0) throw new RefusedError('import_not_undoable', { reason: 'payments_since', count });
  await changeFactsOfMany(tx, async (facts) => {
    await restoreItems(facts, undo);
    await also(facts);
    const customers = changedCustomers(importId);
    return {
      history: [undoneHistory(undo)],
      facts: [{ customers, reason: 'ledger_changed', key: `import/${importId}/undo` }],
    };
  });
}

function undoneHistory({ importId, legalEntityId, at, actor }: UndoItems): HistorySet {
  const rows = Prisma.sql`
    SELECT r."customerId", r."itemId",
           CASE r."change" WHEN 'changed' THEN 'item_changed' WHEN 'cleared' THEN 'item_reappeared' ELSE 'item_cleared' END AS "kind",
           ${`import/${importId}/undo/`}::text || r."itemId"::text AS "key",
           jsonb_build_object('importId', ${importId}::text, 'undo', true, 'type', i."type", 'number', i."number",
             'instalment', i."instalment", 'dueOn', i."dueOn", 'openMinor', i."openMinor", 'currency', i."currency") AS "data"
    FROM "ImportRow" r JOIN "OpenItem" i ON i."id" = r."itemId"
    WHERE r."importId" = ${importId}::uuid AND r."change" IN ('new', 'changed', 'cleared', 'reappeared')`;
  return { legalEntityId, at, actor, rows };
}
