/** Counts what this process asks PostgreSQL: a measure that no busy machine changes. */
import pg from 'pg';

export interface StatementCount {
  /** Statements since the start or the last `reset`, transaction brackets included. */
  count(): number;
  /** Commits that PostgreSQL makes durable: of transactions and of single statements that write. */
  commits(): number;
  /** How often each text was sent, most frequent first. */
  texts(): [string, number][];
  reset(): void;
  stop(): void;
}

type Query = (this: pg.Client, ...parameters: unknown[]) => unknown;

const writing = /\b(INSERT INTO|DELETE FROM|UPDATE ")/;

/** What the relay asks again and again, whether anything happens or not. */
export const relayPolls = /"takenUntil"/;

/**
 * Watches every connection of the process until `stop`.
 *
 * @param without statements that are not counted
 */
export function countStatements({ without }: { without?: RegExp } = {}): StatementCount {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const seen = new Map<string, number>();
  /** Whether the open transaction of a connection has written. */
  const open = new Map<pg.Client, boolean>();
  let commits = 0;
  prototype.query = function counted(...parameters) {
    const [first] = parameters;
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
    if (without?.test(text) !== true) {
      seen.set(text, (seen.get(text) ?? 0) + 1);
      if (text.startsWith('BEGIN')) open.set(this, false);
      else if (text.startsWith('COMMIT')) commits += open.get(this) ? 1 : 0;
      else if (writing.test(text)) {
        if (open.has(this)) open.set(this, true);
        else commits += 1;
      }
      if (/^(COMMIT|ROLLBACK)/.test(text)) open.delete(this);
    }
    return original.apply(this, parameters);
  };
  return {
    count: () => [...seen.values()].reduce((sum, times) => sum + times, 0),
    texts: () => [...seen].sort(([, a], [, b]) => b - a),
    commits: () => commits,
    reset: () => {
      seen.clear();
      commits = 0;
    },
    stop: () => {
      prototype.query = original;
    },
  };
}
