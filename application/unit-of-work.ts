/**
 * The unit of work: the one way to change a fact that the engine reads. `changeFacts` hands out the only type with
 * which facts can be written, and takes back what changed: with it, in the same transaction, it raises the version
 * that the gate at the last moment compares (S-8), appends the history, and leaves the outbox row from which the
 * relay tells the case. Leaving any of them out does not compile (test/house/facts.types.ts).
 */
import type { WakeReason } from '../domain/vocabulary/cases.ts';
import { type Prisma, type Db, type FactsTransaction, type PrismaClient } from '../prisma/client.ts';
import {
  leaveWakes,
  raiseAndWakeSet,
  raisePositionVersions,
  wakeInHandWrite,
  wakeSet,
} from '../prisma/queries/facts/write.ts';
import {
  appendHistory,
  appendHistorySet,
  historyWrites,
  type HistorySet,
  type NewHistoryEvent,
} from '../prisma/queries/history/write.ts';
import { apart, together, type FactWrite, type Write } from '../prisma/statement.ts';
import { inTransaction } from '../prisma/transaction.ts';

/** Events of one statement: parameters of a statement are counted. */
const batchSize = 2_000;

/** A fact of one customer: its case evaluates again. */
export interface CustomerFact {
  customerId: string;
  reason: WakeReason;
  /** Identity of the fact: `payment/<id>`, `promise/<id>/made` … The same one is recorded once. */
  key: string;
}

/** The same for many customers at once. */
export interface FactSet {
  /** A query of customer ids: one column `id`, each once. */
  customers: Prisma.Sql;
  reason: WakeReason;
  key: string;
  /** Nothing of these customers changed, but time or the ledger did: their cases evaluate, no message is stopped. */
  onlyEvaluate?: boolean;
}

/** What a change leaves behind; both lists are named, empty ones too, so that none is forgotten. */
export interface Changed<T> {
  result: T;
  /** What people read of it, in order. */
  history: readonly (NewHistoryEvent | HistorySet)[];
  /** Whose cases must hear of it; empty: nothing that the engine reads has changed. */
  facts: readonly (CustomerFact | FactSet)[];
}

/** Inside the open transaction of the caller. */
export async function changeFacts<T>(
  tx: Db,
  work: (tx: FactsTransaction) => Promise<Changed<T>>,
): Promise<T> {
  const { result, history, facts } = await work(writable(tx));
  await append(tx, history);
  await changeSets(
    tx,
    facts.filter((fact) => 'customers' in fact),
  );
  const single = facts.filter((fact) => 'customerId' in fact);
  if (single.length > 0) {
    await raisePositionVersions(tx, [...new Set(single.map(({ customerId }) => customerId))]);
    await leaveWakes(tx, single);
  }
  return result;
}

/**
 * The same in a transaction of its own, which runs again when PostgreSQL ended it for the sake of another one: `work`
 * must do nothing outside the database.
 */
export async function changeFactsOf<T>(
  db: PrismaClient,
  work: (tx: FactsTransaction) => Promise<Changed<T>>,
): Promise<T> {
  return inTransaction(db, (tx) => changeFacts(tx, work));
}

/** For whole sets of customers: answers of how many something changed. */
export async function changeFactsOfMany(
  tx: Db,
  work: (tx: FactsTransaction) => Promise<Omit<Changed<void>, 'result' | 'facts'> & { facts: FactSet[] }>,
): Promise<number> {
  const { history, facts } = await work(writable(tx));
  await append(tx, history);
  return changeSets(tx, facts);
}

/**
 * What a case writes of itself, under its lock, while it evaluates: nobody tells it, because it evaluates anyway.
 * `stops`: whether a message of the customer that is on its way must not leave any more.
 */
export async function changeOwnFacts<T>(
  tx: Db,
  customerId: string,
  work: (tx: FactsTransaction) => Promise<Omit<Changed<T>, 'facts'> & { stops: boolean }>,
): Promise<T> {
  const { result, history, stops } = await work(writable(tx));
  await append(tx, history);
  if (stops) await raisePositionVersions(tx, [customerId]);
  return result;
}

/**
 * The same in one statement, or as few as rows allow, where nothing stops a message on its way: the writes of an evaluation, facts among them,
 * with what people read of it.
 */
export async function writeOwnFacts(
  tx: Db,
  { writes, history }: { writes: readonly (Write | FactWrite)[]; history: readonly NewHistoryEvent[] },
): Promise<void> {
  for (const writesOfOne of apart([...writes, ...historyWrites(history)]))
    await tx.$executeRaw(together(writesOfOne));
}

/** What the caller tells the case itself, as soon as it is true. */
export interface WakeInHand {
  key: string;
  customerId: string;
  legalEntityId: string;
}

/** The outbox row of what a person did to a case, whose evaluation stands in the same transaction. */
export function leftInHand(
  reason: WakeReason,
  { customerId, legalEntityId, ...fact }: WakeInHand,
): { write: Write; wake: WakeInHand } {
  const key = `${fact.key}/${customerId}`;
  return { write: wakeInHandWrite({ customerId, reason, key }), wake: { key, customerId, legalEntityId } };
}

async function changeSets(tx: Db, sets: FactSet[]): Promise<number> {
  let changed = 0;
  for (const { onlyEvaluate = false, ...set } of sets) {
    if (onlyEvaluate) await wakeSet(tx, set);
    else changed += await raiseAndWakeSet(tx, set);
  }
  return changed;
}

async function append(tx: Db, history: Changed<unknown>['history']): Promise<void> {
  const events = history.filter((entry): entry is NewHistoryEvent => !('rows' in entry));
  for (let from = 0; from < events.length; from += batchSize)
    await appendHistory(tx, events.slice(from, from + batchSize));
  for (const entry of history) if ('rows' in entry) await appendHistorySet(tx, entry);
}

/** The only place where an open transaction becomes one that writes facts. */
function writable(tx: Db): FactsTransaction {
  return tx as FactsTransaction;
}
