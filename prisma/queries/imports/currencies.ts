/** What the reading of a file has to know of its legal entity and customers. */
import type { Db } from '../../client.ts';

/** The entity's currency, and that of the customers who have one of their own, by customer number. */
export async function expectedCurrencies(
  db: Db,
  legalEntityId: string,
): Promise<{ entity: string; byCustomer: Map<string, string> }> {
  const { currency: entity } = await db.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { currency: true },
  });
  const own = await db.customer.findMany({
    where: { legalEntityId, currency: { not: null } },
    select: { number: true, currency: true },
  });
  return { entity, byCustomer: new Map(own.map(({ number, currency }) => [number, currency ?? entity])) };
}

/** What the reading of a file must know of its legal entity. */
export async function importingEntity(
  db: Db,
  legalEntityId: string,
): Promise<{ timeZone: string; country: string }> {
  return db.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { timeZone: true, country: true },
  });
}
