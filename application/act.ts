/** What a person does to one customer: a unit of work that may be repeated under its key and taken back for a moment. */
import { localDayAndMinute } from '../domain/calendar/zoned-time.ts';
import { RefusedError } from '../domain/errors.ts';
import type { HistoryKind } from '../domain/vocabulary/history.ts';
import type { WakeReason } from '../domain/vocabulary/cases.ts';
import type { Db, FactsTransaction, Prisma, PrismaClient } from '../prisma/client.ts';
import { readCustomerRef } from '../prisma/queries/customers/read.ts';
import { inTransaction } from '../prisma/transaction.ts';
import { onceUnder, type KeyedCommand } from './idempotency.ts';
import { changeFacts } from './unit-of-work.ts';

/** The legal entity in which somebody acts. */
export interface ActingEntity {
  id: string;
  country: string;
}

export interface ActContext {
  entity: ActingEntity;
  userId: string;
  customerId: string;
  at: Date;
  /** How long what is done can be taken back before anything leaves because of it; 0: not at all. */
  undoSeconds: number;
}

export interface FactScope {
  tx: FactsTransaction;
  entity: ActingEntity;
  customerId: string;
  userId: string;
  at: Date;
  /** The day in the customer's time zone. */
  today: string;
  /** Until then it can be taken back, and nothing leaves because of it; null: at once. */
  undoUntil: Date | null;
}

/** What people read of it; most of these are facts as well. */
export interface FactEvent {
  /** Identity of the fact; the same one wakes once. */
  key: string;
  kind: HistoryKind;
  data: Prisma.InputJsonObject;
  itemIds?: string[];
  /** False for what the engine does not read (a note): nothing is woken. */
  changesFacts?: boolean;
  reason?: WakeReason;
}

/** `events` in order; null: nothing changed. */
export interface ActResult<T> {
  answer: T;
  events: FactEvent | FactEvent[] | null;
}

/**
 * @param command made by the client once per click: sent again, nothing is written and the first answer comes again
 * @throws RefusedError `not_found` for a customer of another entity, `idempotency_conflict` where something else was
 * asked under the key of the command
 */
export async function act<T>(
  db: PrismaClient,
  acting: ActContext & { command?: KeyedCommand | undefined },
  work: (scope: FactScope) => Promise<ActResult<T>>,
): Promise<T> {
  const { command, ...of } = acting;
  return inTransaction(db, async (tx) => {
    await customerOf(tx, of);
    const once = () => actWithin(tx, of, work);
    if (command === undefined) return once();
    const keyed = { ...command, scope: of.customerId };
    return (await onceUnder(tx, keyed, once as () => Promise<Prisma.InputJsonObject>)) as T;
  });
}

/** The same without the memory of clicks, inside the caller's transaction. */
export async function actWithin<T>(
  tx: Db,
  { undoSeconds, ...by }: ActContext,
  work: (scope: FactScope) => Promise<ActResult<T>>,
): Promise<T> {
  const { entity, customerId, userId, at } = by;
  const { timeZone } = await customerOf(tx, by);
  const today = localDayAndMinute(at.getTime(), timeZone).day;
  const undoUntil = undoSeconds === 0 ? null : new Date(at.getTime() + undoSeconds * 1000);
  return changeFacts(tx, async (facts) => {
    const { answer, events } = await work({ ...by, tx: facts, today, undoUntil });
    const all = [events ?? []].flat();
    return {
      result: answer,
      history: all.map(({ key, kind, data, itemIds = [] }) => ({
        legalEntityId: entity.id,
        customerId,
        kind,
        at,
        actor: { kind: 'user' as const, id: userId },
        key,
        data,
        itemIds,
      })),
      facts: all
        .filter(({ changesFacts }) => changesFacts !== false)
        .map(({ key, reason = 'qualification_changed' }) => ({ customerId, reason, key })),
    };
  });
}

async function customerOf(tx: Db, { entity, customerId }: Pick<ActContext, 'entity' | 'customerId'>) {
  const customer = await readCustomerRef(tx, { entityId: entity.id, customerId });
  if (customer === null) throw new RefusedError('not_found');
  return customer;
}
