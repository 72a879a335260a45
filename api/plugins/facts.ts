/** Changing a fact about a customer: one transaction that writes, raises the version, wakes the case and tells. */
import { RefusedError, type Outcome } from '../../domain/errors.ts';
import type { HistoryKind, WakeReason } from '../../domain/vocabulary.ts';
import type { Db, Prisma } from '../../prisma/client.ts';
import { changeFacts } from '../../prisma/queries/facts.ts';
import { appendHistory } from '../../prisma/queries/history.ts';
import { inTransaction } from '../../prisma/queries/transaction.ts';
import type { AppDeps, EntityScope, SignedIn } from '../context.ts';
import { dayIn } from '../day.ts';
import { customerOf } from './customer-of.ts';
import { onceUnder, type KeyedCommand } from './idempotency.ts';

export interface FactScope {
  tx: Db;
  entity: EntityScope;
  customerId: string;
  userId: string;
  at: Date;
  /** The day in the customer's time zone. */
  today: string;
  /** Until then it can be taken back, and nothing leaves because of it; null: at once. */
  undoUntil: Date | null;
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

type Write<T> = (scope: FactScope) => Promise<{ answer: T; told: Told | Told[] | null }>;

interface Where {
  entity: EntityScope;
  user: SignedIn;
  customerId: string;
  /** Made by the client once per click: sent again, nothing is written and the first answer comes again. */
  command?: KeyedCommand;
}

/**
 * @param write what is written and what is told of it, in order; null told: nothing changed
 * @throws RefusedError `not_found` for a customer of another entity, `idempotency_conflict` where something else was
 * asked under the key of the command
 */
export async function writeFact<T>(
  deps: AppDeps,
  { entity, user, customerId, command }: Where,
  write: Write<T>,
): Promise<T> {
  const at = deps.now();
  return inTransaction(deps.db, async (tx) => {
    await customerOf(tx, entity, customerId);
    const work = () => writeWithin(tx, deps, { entity, user, customerId, at }, write);
    if (command === undefined) return work();
    const answer = await onceUnder(
      tx,
      { ...command, scope: customerId },
      work as () => Promise<Prisma.InputJsonObject>,
    );
    return answer as T;
  });
}

/** The same without the memory of clicks, inside the caller's transaction. */
export async function writeWithin<T>(
  tx: Db,
  { settings }: AppDeps,
  { entity, user, customerId, at }: Omit<Where, 'command'> & { at: Date },
  write: Write<T>,
): Promise<T> {
  const { timeZone } = await customerOf(tx, entity, customerId);
  const by = { tx, entity, customerId, userId: user.userId, at };
  const { undoSeconds } = settings;
  const undoUntil = undoSeconds === 0 ? null : new Date(at.getTime() + undoSeconds * 1000);
  const { answer, told } = await write({ ...by, today: dayIn(timeZone, at), undoUntil });
  await tell(tx, by, [told ?? []].flat());
  return answer;
}

async function tell(
  tx: Db,
  { entity, customerId, userId, at }: Pick<FactScope, 'entity' | 'customerId' | 'userId' | 'at'>,
  told: Told[],
): Promise<void> {
  await appendHistory(
    tx,
    told.map(({ key, kind, data, itemIds = [] }) => ({
      legalEntityId: entity.id,
      customerId,
      kind,
      at,
      actor: { kind: 'user', id: userId },
      key,
      data,
      itemIds,
    })),
  );
  await changeFacts(
    tx,
    told
      .filter(({ changesFacts }) => changesFacts !== false)
      .map(({ key, reason = 'qualification_changed' }) => ({ customerId, reason, key })),
  );
}

/** @throws RefusedError with the code of a domain refusal */
export function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new RefusedError(outcome.code, outcome.params);
  return outcome.value;
}
