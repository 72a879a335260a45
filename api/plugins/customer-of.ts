import { RefusedError } from '../../domain/errors.ts';
import type { Db } from '../../prisma/client.ts';
import { readCustomerRef } from '../../prisma/queries/customers/read.ts';
import type { EntityScope } from '../context.ts';

/**
 * The customer that an address names.
 *
 * @throws RefusedError `not_found` when it is none of this entity, whoever else's it may be
 */
export async function customerOf(db: Db, entity: EntityScope, customerId: string) {
  const customer = await readCustomerRef(db, { entityId: entity.id, customerId });
  if (customer === null) throw new RefusedError('not_found');
  return customer;
}
