/** Counts, control totals by currency, and what a full snapshot would clear, of a computed change set. */
import type { ControlTotals } from '../../../domain/model/ledger.ts';
import type { ImportChange } from '../../../domain/vocabulary/imports.ts';
import { Prisma, type Db } from '../../client.ts';
import { toMinor } from '../../convert.ts';
import { targetMinor } from './item-changes.ts';

export type ChangeCounts = Partial<Record<ImportChange, number>>;

export interface ItemSummary {
  counts: ChangeCounts;
  totals: Record<string, ControlTotals>;
  newCustomers: number;
  /** Claims (invoices and debit notes) that are open, and those the file would clear. */
  openItems: number;
  clearedItems: number;
  openMinor: Record<string, number>;
  clearedMinor: Record<string, number>;
}

export async function changeCounts(db: Db, importId: string): Promise<ChangeCounts> {
  const rows = await db.$queryRaw<{ change: ImportChange; count: bigint }[]>(Prisma.sql`
    SELECT r."change"::text AS change, count(*) AS count FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."change" IS NOT NULL GROUP BY r."change"`);
  return Object.fromEntries(rows.map(({ change, count }) => [change, Number(count)]));
}

export async function countNewCustomers(db: Db, importId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>(Prisma.sql`
    SELECT count(DISTINCT r."customerNumber") AS count FROM "ImportRow" r
    WHERE r."importId" = ${importId}::uuid AND r."customerId" IS NULL AND r."change" = 'new'`);
  return Number(row?.count ?? 0);
}

export async function summariseItems(db: Db, importId: string, legalEntityId: string): Promise<ItemSummary> {
  const open = await db.$queryRaw<
    { currency: string; total: bigint; claims: bigint; items: bigint }[]
  >(Prisma.sql`
    SELECT i."currency", sum(i."openMinor")::bigint AS total,
           coalesce(sum(i."openMinor") FILTER (WHERE i."openMinor" > 0), 0)::bigint AS claims,
           count(*) FILTER (WHERE i."openMinor" > 0) AS items
    FROM "OpenItem" i WHERE i."legalEntityId" = ${legalEntityId}::uuid AND i."state" = 'open' GROUP BY i."currency"`);
  const effects = await db.$queryRaw<
    { currency: string; effect: string; total: bigint; claims: bigint; items: bigint }[]
  >(Prisma.sql`
    SELECT e.currency, e.effect, sum(e.amount)::bigint AS total,
           coalesce(sum(e.amount) FILTER (WHERE e.amount > 0), 0)::bigint AS claims,
           count(*) FILTER (WHERE e.amount > 0) AS items
    FROM "ImportRow" r CROSS JOIN LATERAL (
      SELECT r."currency" AS currency, r."change"::text AS effect, ${targetMinor} AS amount
        WHERE r."change" IN ('new', 'reappeared', 'changed')
      UNION ALL SELECT r."before"->>'currency', 'replaced', (r."before"->>'openMinor')::bigint WHERE r."change" = 'changed'
      UNION ALL SELECT r."before"->>'currency', 'cleared', (r."before"->>'openMinor')::bigint WHERE r."change" = 'cleared'
      UNION ALL SELECT r."currency", 'file', r."openMinor" WHERE r."rowNo" > 0
    ) e
    WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable"
    GROUP BY e.currency, e.effect`);
  const effect = (currency: string, name: string) => {
    const row = effects.find((candidate) => candidate.currency === currency && candidate.effect === name);
    return row === undefined ? 0 : toMinor(row.total);
  };
  const currencies = [...new Set([...open, ...effects].map(({ currency }) => currency))].sort();
  const totals: Record<string, ControlTotals> = {};
  for (const currency of currencies) {
    const beforeMinor = toMinor(open.find((row) => row.currency === currency)?.total ?? 0n);
    const newMinor = effect(currency, 'new');
    const changedMinor = effect(currency, 'changed') - effect(currency, 'replaced');
    const reappearedMinor = effect(currency, 'reappeared');
    const clearedMinor = effect(currency, 'cleared');
    const afterMinor = beforeMinor + newMinor + changedMinor + reappearedMinor - clearedMinor;
    const fileMinor = effect(currency, 'file');
    totals[currency] = {
      beforeMinor,
      newMinor,
      changedMinor,
      reappearedMinor,
      clearedMinor,
      afterMinor,
      fileMinor,
    };
  }
  const cleared = effects.filter((row) => row.effect === 'cleared');
  return {
    counts: await changeCounts(db, importId),
    totals,
    newCustomers: await countNewCustomers(db, importId),
    openItems: open.reduce((sum, row) => sum + Number(row.items), 0),
    clearedItems: cleared.reduce((sum, row) => sum + Number(row.items), 0),
    openMinor: Object.fromEntries(open.map((row) => [row.currency, toMinor(row.claims)])),
    clearedMinor: Object.fromEntries(cleared.map((row) => [row.currency, toMinor(row.claims)])),
  };
}
