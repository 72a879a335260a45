/** Changing a fact about a customer: one transaction that writes, raises the version, wakes the case and tells. */
import { RefusedError, type Outcome } from '../../domain/errors.ts';
import type { HistoryKind, WakeReason } from '../../domain/vocabulary.ts';
import type { Db, Prisma } from '../../prisma/client.ts';
import { readCustomerRef } from '../../prisma/queries/customers.ts';
import { changeFacts } from '../../prisma/queries/facts.ts';
import { appendHistory } from '../../prisma/queries/history.ts';
import { inTransaction } from '../../prisma/queries/transaction.ts';
import type { AppDeps, EntityScope, SignedIn } from '../context.ts';
import { dayIn } from '../day.ts';

export interface FactScope {
  tx: Db;
  customerId: string;
  userId: string;
  at: Date;
  /** The day in the customer's time zone. */
  today: string;
}

export interface Told {
  /** Identity of the fact; the same one wakes once. */
  key: string;
  kind: HistoryKind;
  data: Prisma.InputJsonObject;
  itemIds?: string[];
  /** False for what the engine does not read (a note): nothing is woken. */
  changesFacts?: boolean;
  reason?: WakeReason;
}

interface Where {
  entity: EntityScope;
  user: SignedIn;
  customerId: string;
}

/**
 * @param write what is written and what is told of it; null told: nothing changed
 * @throws RefusedError `not_found` for a customer of another entity
 */
export async function writeFact<T>(
  deps: AppDeps,
  { entity, user, customerId }: Where,
  write: (scope: FactScope) => Promise<{ answer: T; told: Told | null }>,
): Promise<T> {
  const at = deps.now();
  return inTransaction(deps.db, async (tx) => {
    const customer = await readCustomerRef(tx, { entityId: entity.id, customerId });
    if (customer === null) throw new RefusedError('not_found');
    const today = dayIn(customer.timeZone, at);
    const { answer, told } = await write({ tx, customerId, userId: user.userId, at, today });
    if (told === null) return answer;
    await appendHistory(tx, [
      {
        legalEntityId: entity.id,
        customerId,
        kind: told.kind,
        at,
        actor: { kind: 'user', id: user.userId },
        key: told.key,
        data: told.data,
        itemIds: told.itemIds ?? [],
      },
    ]);
    if (told.changesFacts !== false) {
      await changeFacts(tx, [{ customerId, reason: told.reason ?? 'qualification_changed', key: told.key }]);
    }
    return answer;
  });
}

/** @throws RefusedError with the code of a domain refusal */
export function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new RefusedError(outcome.code, outcome.params);
  return outcome.value;
}
