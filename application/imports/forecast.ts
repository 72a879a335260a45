/** What would follow if a reviewed import were applied; for a transaction that is rolled back. */
import type { Db } from '../../prisma/client.ts';
import { lockLedger } from '../../prisma/queries/ledger/lock.ts';
import { readCustomerNames } from '../../prisma/queries/customers/read.ts';
import { lockImport } from '../../prisma/queries/imports/states.ts';
import { readWokenHere } from '../../prisma/queries/wakes/read.ts';
import { readForecast, type ConsequenceForecast } from '../case/forecast.ts';
import { applyLocked } from './apply.ts';

export interface ImportForecast {
  /** Customers of whom something changes. */
  customers: number;
  /** Of the first ones by name; `after` null: no scenario follows the customer. */
  results: { customerId: string; name: string; after: ConsequenceForecast | null }[];
}

/**
 * Applies it, as `applyImport` does, and asks the engine for the first `most` customers it concerns.
 *
 * @throws RefusedError `import_not_open`
 */
export async function forecastImport(
  tx: Db,
  run: { id: string; legalEntityId: string },
  { userId, at, most }: { userId: string; at: Date; most: number },
): Promise<ImportForecast> {
  await lockImport(tx, run.id);
  await lockLedger(tx, run.legalEntityId);
  await applyLocked(tx, run.id, { userId }, at);
  const woken = await readWokenHere(tx, most);
  const names = await readCustomerNames(tx, woken.ids);
  const results: ImportForecast['results'] = [];
  for (const customerId of woken.ids) {
    const after = await readForecast(tx, customerId, at.getTime());
    results.push({ customerId, name: names.get(customerId) ?? '', after });
  }
  return { customers: woken.total, results };
}
