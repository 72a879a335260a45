/**
 * What a failure of the database means for the person who asked: one place for the API, for activities and for transactions
 * that are tried again. The client wraps errors in several ways (its own code, the driver's error in `meta`, a bare
 * error of the pool without any code), so that each is looked for; test/api/database-failures.test.ts causes them.
 */
import { isFromBeforeMigration } from './prepared-statements.ts';

/**
 * - `away`: no connection, or not for us now; it comes back or an operator helps
 * - `full`: no room on disk or in memory
 * - `conflict`: ended for the sake of another transaction; the same again at once goes well
 * - `busy`: it took too long, or waited too long for its turn; the same again later may go well
 * - `unstorable`: text that no database takes; the same again fails again
 * - `lasting`: the statement or its values are wrong; the same again fails again
 */
export type DatabaseFailure = 'away' | 'full' | 'conflict' | 'busy' | 'unstorable' | 'lasting';

/** Classes and codes of SQLSTATE (PostgreSQL, appendix A); the longest that fits counts. */
const bySqlState: Record<string, DatabaseFailure> = {
  '08': 'away',
  '28': 'away',
  '3D': 'away',
  '25006': 'away',
  '53': 'full',
  '53300': 'away',
  '57': 'away',
  '57014': 'busy',
  '58': 'full',
  '40': 'conflict',
  '55': 'busy',
  '22': 'lasting',
  '22021': 'unstorable',
  '22P05': 'unstorable',
  '0A': 'lasting',
  '23502': 'lasting',
  '23514': 'lasting',
  '42': 'lasting',
};

/** Codes of the client where they say more than the driver. */
const byClientCode: Record<string, DatabaseFailure> = {
  P1000: 'away',
  P1001: 'away',
  P1002: 'away',
  P1003: 'away',
  P1008: 'busy',
  P1010: 'away',
  P1011: 'away',
  P1017: 'away',
  P2024: 'busy',
  P2028: 'busy',
  P2034: 'conflict',
  P2037: 'away',
  P2007: 'lasting',
  P2000: 'lasting',
  P2020: 'lasting',
};

const byDriverKind: Record<string, DatabaseFailure> = {
  DatabaseNotReachable: 'away',
  DatabaseDoesNotExist: 'away',
  DatabaseAccessDenied: 'away',
  AuthenticationFailed: 'away',
  ConnectionClosed: 'away',
  TooManyConnections: 'away',
  TlsConnectionError: 'away',
  SocketTimeout: 'away',
  TransactionWriteConflict: 'conflict',
};

const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What the driver says without any code. */
const wordsOfDriver =
  /Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Query read timeout|Cannot use a pool after calling end/;

/** Undefined: not a failure of the database, or none that says anything of what comes next. */
export function databaseFailure(error: unknown): DatabaseFailure | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    const found = failureOf(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface ClientError extends Error {
  code?: unknown;
  errorCode?: unknown;
  meta?: { driverAdapterError?: { cause?: DriverCause } };
}

interface DriverCause {
  kind?: string;
  code?: unknown;
  originalCode?: unknown;
}

function failureOf(error: ClientError): DatabaseFailure | undefined {
  if (error.name === 'PrismaClientValidationError') return 'lasting';
  if (isFromBeforeMigration(error.message)) return 'conflict';
  const cause = error.meta?.driverAdapterError?.cause ?? {};
  const codes = [cause.originalCode, cause.code, error.code, error.errorCode].filter(
    (code) => typeof code === 'string',
  );
  for (const code of codes) {
    const found = ofSqlState(code) ?? byClientCode[code];
    if (found !== undefined) return found;
    if (socketCodes.has(code)) return 'away';
  }
  return byDriverKind[cause.kind ?? ''] ?? (wordsOfDriver.test(error.message) ? 'away' : undefined);
}

function ofSqlState(code: string): DatabaseFailure | undefined {
  if (!/^[0-9A-Z]{5}$/.test(code) || /^P\d{4}$/.test(code)) return undefined;
  return bySqlState[code] ?? bySqlState[code.slice(0, 2)];
}
