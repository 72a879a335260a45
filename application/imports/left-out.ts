/**
 * Customers of whom rows were left out of an import. What was left out may lower what they owe, so that nothing is
 * sent to them until a later import reads the rows, or a person releases the hold.
 */
import type { HistoryKind } from '../../domain/vocabulary/history.ts';
import { Prisma, type Db } from '../../prisma/client.ts';
import {
  createHolds,
  customersOfHolds,
  liftHolds,
  restoreHolds,
  type HeldRun,
} from '../../prisma/queries/imports/write-holds.ts';
import { changeFactsOfMany, type FactSet } from '../unit-of-work.ts';
import type { HistorySet } from '../../prisma/queries/history/write.ts';

interface ByWhom {
  actor: { kind: 'system' | 'user'; id?: string };
  at: Date;
}

/** Applied: earlier holds whose rows this import has read end, and those of whom it left rows out begin. */
export async function holdLeftOut(tx: Db, run: HeldRun, by: ByWhom): Promise<void> {
  // What a customers file says is no amount; its rows keep nobody from paying less.
  if (run.kind === 'customers') return;
  await changeFactsOfMany(tx, async (facts) => {
    if (!(await liftHolds(facts, run, by.at))) return { history: [], facts: [] };
    const customers = Prisma.sql`
      SELECT DISTINCT h."customerId" AS "id" FROM "ImportHold" h WHERE h."liftedByImportId" = ${run.id}::uuid`;
    return recorded(run, by, { kind: 'rows_released', suffix: 'lifted', customers });
  });
  await changeFactsOfMany(tx, async (facts) => {
    if (!(await createHolds(facts, run, by.at))) return { history: [], facts: [] };
    const customers = Prisma.sql`
      SELECT h."customerId" AS "id" FROM "ImportHold" h WHERE h."importId" = ${run.id}::uuid`;
    return recorded(run, by, { kind: 'rows_left_out', suffix: 'held', customers });
  });
}

/** Undone: its holds are about nothing any more, and those that it ended hold again. */
export async function undoHolds(tx: Db, run: HeldRun, by: ByWhom): Promise<void> {
  const ids = await customersOfHolds(tx, run.id);
  if (ids.length === 0) return;
  await changeFactsOfMany(tx, async (facts) => {
    await restoreHolds(facts, { importId: run.id, userId: by.actor.id ?? null, at: by.at });
    const customers = Prisma.sql`SELECT unnest(${ids}::uuid[]) AS "id"`;
    const fact: FactSet = { customers, reason: 'ledger_changed', key: `import/${run.id}/holds/undo` };
    return { history: [], facts: [fact] };
  });
}

function recorded(
  run: HeldRun,
  { actor, at }: ByWhom,
  change: { kind: HistoryKind; suffix: string; customers: Prisma.Sql },
): { history: HistorySet[]; facts: FactSet[] } {
  const { kind, suffix, customers } = change;
  const key = `import/${run.id}/${suffix}`;
  const rows = Prisma.sql`
    SELECT k."id" AS "customerId", ${kind}::text AS "kind", ${`${key}/`}::text || k."id"::text AS "key",
           jsonb_build_object('importId', ${run.id}::text, 'name', ${run.fileName}::text) AS "data",
           NULL::uuid AS "itemId"
    FROM (${customers}) k`;
  return {
    history: [{ legalEntityId: run.legalEntityId, at, actor, rows }],
    facts: [{ customers, reason: 'ledger_changed', key }],
  };
}
