/** The only door to the generated client. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

export { Prisma, PrismaClient } from './generated/client.ts';
export type * from './generated/client.ts';

/** A client or an open transaction: queries take either. */
export type Db = Omit<
  PrismaClient,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$use' | '$extends'
>;

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

/** Connects lazily; the caller disconnects. Statements of a broken connection fail and are retried by callers. */
export function createPrismaClient({
  url,
  poolSize = 10,
  statementTimeoutMs = statementTimeoutsMs.work,
}: DatabaseOptions): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementTimeoutMs,
    query_timeout: frozenAfterMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    keepAlive: true,
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });
}
