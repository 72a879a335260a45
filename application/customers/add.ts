/** A customer that no file has brought yet (D-1); its items come by files or the API. */
import { zoneOfCountry } from '../../domain/ledger/countries.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { isNumberTaken, type CustomerMaster } from '../../prisma/queries/customers/master.ts';
import { createMaster } from '../../prisma/queries/customers/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { onceUnder, type KeyedCommand } from '../idempotency.ts';
import { changeFacts } from '../unit-of-work.ts';
import { requireParent, writeAgreed, type Agreed } from './change.ts';

export type NewCustomer = Omit<CustomerMaster, 'timeZone'> & {
  number: string;
  name: string;
  country: string;
  /** Absent: that of the country, as far as it has one, else that of the entity. */
  timeZone?: string | undefined;
};

/** @throws RefusedError `number_taken`, `not_found` for a parent of others, `idempotency_conflict` */
export async function addCustomer(
  db: PrismaClient,
  adding: {
    entity: { id: string; timeZone: string };
    userId: string;
    at: Date;
    command: KeyedCommand;
    customer: NewCustomer;
    agreed: Agreed;
  },
): Promise<{ id: string }> {
  const { entity, userId, at, command, customer, agreed } = adding;
  const { number, name, country } = customer;
  return inTransaction(db, (tx) =>
    onceUnder(tx, { scope: entity.id, ...command }, () =>
      changeFacts(tx, async (facts) => {
        if (await isNumberTaken(facts, { legalEntityId: entity.id, number }))
          throw new RefusedError('number_taken');
        await requireParent(facts, entity, { parentId: customer.parentId });
        const timeZone = customer.timeZone ?? zoneOfCountry(country) ?? entity.timeZone;
        const customerId = await createMaster(facts, entity.id, { ...customer, timeZone });
        await writeAgreed(facts, customerId, agreed);
        return {
          result: { id: customerId },
          history: [
            {
              legalEntityId: entity.id,
              customerId,
              kind: 'customer_added',
              at,
              actor: { kind: 'user', id: userId },
              data: { number, name },
            },
          ],
          facts: [{ customerId, reason: 'started', key: `customer/${customerId}/added` }],
        };
      }),
    ),
  );
}
