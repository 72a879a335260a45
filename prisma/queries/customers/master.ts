/** What people write of a customer that otherwise comes from customers files. */
import type { MessageLanguage } from '../../../domain/vocabulary/languages.ts';
import { type Db, Prisma } from '../../client.ts';

export interface CustomerMaster {
  number?: string | undefined;
  name?: string | undefined;
  address?: Record<string, string> | undefined;
  country?: string | undefined;
  timeZone?: string | undefined;
  currency?: string | null | undefined;
  attributes?: Record<string, string> | undefined;
  parentId?: string | null | undefined;
}

export async function readMaster(db: Db, customerId: string) {
  const row = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: {
      number: true,
      name: true,
      address: true,
      country: true,
      timeZone: true,
      currency: true,
      attributes: true,
      parentId: true,
      language: true,
      netting: true,
      minimumAmountMinor: true,
      collectorId: true,
    },
  });
  return {
    ...row,
    address: row.address as Record<string, string>,
    attributes: row.attributes as Record<string, string>,
    minimumAmountMinor: row.minimumAmountMinor as Record<string, number> | null,
    language: row.language as MessageLanguage | null,
  };
}

/** Changes of one customer stand in line: what was before is read under the same lock as it is changed. */
export async function lockCustomer(db: Db, customerId: string): Promise<void> {
  await db.$queryRaw(Prisma.sql`SELECT 1 FROM "Customer" WHERE "id" = ${customerId}::uuid FOR NO KEY UPDATE`);
}

export async function isNumberTaken(
  db: Db,
  { legalEntityId, number }: { legalEntityId: string; number: string },
): Promise<boolean> {
  return (await db.customer.count({ where: { legalEntityId, number } })) > 0;
}

export async function isCustomerOf(
  db: Db,
  { legalEntityId, customerId }: { legalEntityId: string; customerId: string },
): Promise<boolean> {
  return (await db.customer.count({ where: { id: customerId, legalEntityId } })) > 0;
}

/**
 * Anyone who names parents of customers of an entity stands in line: two changes that each fit would close a circle.
 * Ask before any customer is locked.
 */
export async function lockParents(db: Db, legalEntityId: string): Promise<void> {
  await db.$executeRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`parents/${legalEntityId}`}, 0))`,
  );
}

/** Whether the one is above the other, or the same: as its parent it would close a circle. */
export async function isAbove(
  db: Db,
  { customerId, belowId }: { customerId: string; belowId: string },
): Promise<boolean> {
  const [found] = await db.$queryRaw<{ found: boolean }[]>(Prisma.sql`
    WITH RECURSIVE line(id) AS (
      SELECT ${belowId}::uuid
      UNION
      SELECT c."parentId" FROM "Customer" c JOIN line ON c."id" = line.id WHERE c."parentId" IS NOT NULL
    )
    SELECT EXISTS (SELECT 1 FROM line WHERE id = ${customerId}::uuid) AS found`);
  return found?.found === true;
}
