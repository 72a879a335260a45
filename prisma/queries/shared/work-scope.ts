/** Whose work is meant. */
import { Prisma } from '../../client.ts';

/** Of one company or customer; both absent: of everybody. */
export interface WorkScope {
  legalEntityId: string | null;
  customerId: string | null;
}

/** A condition on the columns of a row that say whose it is; `customer` null: the row is of no customer. */
export function within(
  { legalEntityId, customerId }: WorkScope,
  company: Prisma.Sql,
  customer: Prisma.Sql | null,
): Prisma.Sql {
  if (customerId !== null && customer !== null) return Prisma.sql`${customer} = ${customerId}::uuid`;
  if (legalEntityId !== null) return Prisma.sql`${company} = ${legalEntityId}::uuid`;
  return Prisma.sql`true`;
}
