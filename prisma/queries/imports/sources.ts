/** What files of one source have shown or people have answered: the next file is read by it. */
import { type LedgerReading, ledgerReading } from '../../../domain/model/ledger.ts';
import type { Db } from '../../client.ts';

export async function rememberReading(db: Db, sourceId: string, reading: LedgerReading): Promise<void> {
  await db.importSource.update({ where: { id: sourceId }, data: { reading } });
}

/**
 * What earlier files of the source showed, or people answered. How a program writes amounts and dates is the same in
 * its items, customers and payments, so the other kinds of a source of that name are asked too.
 */
export async function rememberedReading(db: Db, sourceId: string): Promise<LedgerReading> {
  const source = await db.importSource.findUniqueOrThrow({ where: { id: sourceId } });
  const others = await db.importSource.findMany({
    where: { legalEntityId: source.legalEntityId, name: source.name, id: { not: source.id } },
    orderBy: { updatedAt: 'asc' },
  });
  const spellings = others.map(({ reading }) => {
    const { decimalMark, dateOrder } = ledgerReading.parse(reading);
    return { ...(decimalMark ? { decimalMark } : {}), ...(dateOrder ? { dateOrder } : {}) };
  });
  return Object.assign({}, ...spellings, ledgerReading.parse(source.reading)) as LedgerReading;
}
