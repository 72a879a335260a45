/** Counts what this process asks PostgreSQL: a measure that no busy machine changes. */
import pg from 'pg';

export interface StatementCount {
  /** Statements since the start or the last `reset`, transaction brackets included. */
  count(): number;
  /** How often each text was sent, most frequent first. */
  texts(): [string, number][];
  reset(): void;
  stop(): void;
}

type Query = (this: pg.Client, ...parameters: unknown[]) => unknown;

/** Watches every connection of the process until `stop`. */
export function countStatements(): StatementCount {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const seen = new Map<string, number>();
  prototype.query = function counted(...parameters) {
    const [first] = parameters;
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
    seen.set(text, (seen.get(text) ?? 0) + 1);
    return original.apply(this, parameters);
  };
  return {
    count: () => [...seen.values()].reduce((sum, times) => sum + times, 0),
    texts: () => [...seen].sort(([, a], [, b]) => b - a),
    reset: () => seen.clear(),
    stop: () => {
      prototype.query = original;
    },
  };
}
