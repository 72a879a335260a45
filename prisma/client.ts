/** The only door to the generated client. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient as GeneratedClient, Prisma } from './generated/client.ts';
import { ForgettingClient, preparedMark, statementName } from './prepared-statements.ts';

export { Prisma } from './generated/client.ts';
export type * from './generated/client.ts';

/** Tables whose rows are facts: the engine decides on them, so that a case must hear of every change. */
type FactTable =
  | 'openItem'
  | 'payment'
  | 'paymentAllocation'
  | 'promiseToPay'
  | 'promiseItem'
  | 'dispute'
  | 'disputeItem'
  | 'hold'
  | 'onlinePaymentItem'
  | 'importHold'
  | 'contact'
  | 'countedContact'
  | 'comment'
  | 'commentItem';

/** What happened, and what was decided on which facts: appended, never changed or removed. */
type AppendOnlyTable = 'historyEvent' | 'historyEventItem' | 'decisionRecord';

type Appending = 'create' | 'createMany' | 'createManyAndReturn';
type Changing = 'update' | 'updateMany' | 'updateManyAndReturn' | 'upsert' | 'delete' | 'deleteMany';

type Anything = Omit<
  GeneratedClient,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$use' | '$extends' | AppendOnlyTable
> & { readonly [Table in AppendOnlyTable]: Omit<GeneratedClient[Table], Changing> };

/** A client or an open transaction: queries take either. It reads everything and writes anything that is no fact. */
export type Db = Omit<Anything, FactTable> & {
  readonly [Table in FactTable]: Omit<Anything[Table], Appending | Changing>;
};

declare const unitOfWork: unique symbol;

/**
 * An open transaction in which facts are written. Writers of facts take it, and `application/unit-of-work.ts` alone
 * hands it out: there the version of the position, the history and the outbox are written with the fact.
 */
export type FactsTransaction = Anything & { readonly [unitOfWork]: true };

/** A pool of connections. */
export type PrismaClient = Db &
  Pick<GeneratedClient, '$connect' | '$disconnect'> & {
    $transaction<T>(
      work: (tx: Db) => Promise<T>,
      options?: { maxWait?: number; timeout?: number; isolationLevel?: Prisma.TransactionIsolationLevel },
    ): Promise<T>;
  };

/** Longest single statement: what a person waits for, and what works in the background. */
export const statementTimeoutsMs = { page: 30_000, work: 60_000 } as const;
/** Longest statement of work over whole files; those transactions say so themselves. */
export const longestStatementMs = 150_000;
/** A server that is frozen ends no statement; then this side gives up, a little later than the longest may take. */
const frozenAfterMs = longestStatementMs + 15_000;
/** A process that is frozen inside a transaction holds its locks no longer than this. */
const idleInTransactionMs = 5 * 60_000;

export interface DatabaseOptions {
  url: string;
  /** Connections kept by this process. */
  poolSize?: number;
  /** Longest single statement; that of background work where nothing is said. */
  statementTimeoutMs?: number;
}

/**
 * Opens a statement that every action or every evaluation runs: PostgreSQL reads and plans it once for each connection. Not
 * for filtered lists, which come in too many shapes to be kept.
 */
export const prepared = Prisma.raw(preparedMark);

/** Connecting costs more than any statement: a pause between two waves is no reason to do it again. */
const keepIdleMs = 5 * 60_000;

/** Connects lazily; the caller disconnects. Statements of a broken connection fail and are retried by callers. */
export function createPrismaClient({
  url,
  poolSize = 10,
  statementTimeoutMs = statementTimeoutsMs.work,
}: DatabaseOptions): PrismaClient {
  const adapter = new PrismaPg(
    {
      Client: ForgettingClient,
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: keepIdleMs,
      statement_timeout: statementTimeoutMs,
      query_timeout: frozenAfterMs,
      idle_in_transaction_session_timeout: idleInTransactionMs,
      keepAlive: true,
    },
    { statementNameGenerator: statementName },
  );
  return createClientOn(adapter, { maxWait: 10_000, timeout: 30_000 });
}

/** The same on connections of the caller's own. */
export function createClientOn(
  adapter: PrismaPg,
  transactionOptions: { maxWait: number; timeout: number },
): PrismaClient {
  return new GeneratedClient({ adapter, transactionOptions });
}
