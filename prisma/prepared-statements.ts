/**
 * Hot statements are prepared under a name, once for each connection. PostgreSQL plans them anew after a migration, but
 * refuses one whose result has other columns or types than it had when it was prepared, on every connection that was
 * open before. Such a statement is prepared again, under another name.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { DatabaseSession } from './session.ts';

/** What such a statement opens with; see `prepared` in client.ts. */
export const preparedMark = '/* prepared */';

/** Texts with the name under which they are prepared from now on. */
const names = new Map<string, string>();
/** How often any of them had to be prepared again. */
let generation = 0;

/** One text, one name; empty: planned anew each time. */
export function statementName({ sql }: { sql: string }): string {
  if (!sql.startsWith(preparedMark)) return '';
  const known = names.get(sql);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(sql).digest('hex').slice(0, 24);
  const name = `relance_${generation === 0 ? '' : `${generation}_`}${hash}`;
  names.set(sql, name);
  return name;
}

/** Whether the message is that of a statement that was prepared before a migration changed its result. */
export function isFromBeforeMigration(message: string | undefined): boolean {
  return message?.includes('cached plan must not change result type') === true;
}

type Answered = (error: Error | null, result?: pg.QueryResult) => void;
type Asking = (config: unknown, values?: unknown, answered?: Answered) => Promise<pg.QueryResult> | undefined;

/**
 * A connection that forgets what was prepared before a migration, and asks once more where nothing else is lost: a
 * transaction has failed by then, and the person who began it does it again (`conflict` in failures.ts). It asks one
 * question at a time.
 */
export class ForgettingClient extends DatabaseSession {
  /** Ends with the last answer that is waited for; undefined: nothing is under way. */
  #underWay: Promise<void> | undefined;

  // As the pool and the client's transactions call it: by a callback, or for a promise.
  override query = ((config: unknown, values?: unknown, answered?: Answered) => {
    // Looked up at each call, as a method is: who watches statements replaces it.
    const ask = super.query.bind(this) as unknown as Asking;
    // It answers by itself, in pieces.
    if (isSubmitted(config)) return ask(config, values, answered);
    const callback = typeof values === 'function' ? (values as Answered) : answered;
    const given = Array.isArray(values) ? values : undefined;
    const result = this.#inTurn(() => {
      if (!isNamed(config)) return ask(config, given)!;
      const named = given === undefined ? config : { ...config, values: given };
      return ask(named)!.catch((error: unknown) => {
        if (!(error instanceof Error) || !isFromBeforeMigration(error.message)) throw error;
        forget(named);
        if (this.getTransactionStatus() !== 'I') throw error;
        return ask({ ...named, name: statementName({ sql: named.text }) })!;
      });
    });
    if (!callback) return result;
    result.then(
      (rows) => callback(null, rows),
      (error: unknown) => callback(error as Error),
    );
    return undefined;
  }) as unknown as pg.Client['query'];

  /**
   * One after the other. Relations of a row are asked for all at once, in a transaction on its one connection, whose
   * driver will queue them no longer.
   */
  #inTurn(ask: () => Promise<pg.QueryResult>): Promise<pg.QueryResult> {
    const answer = this.#underWay === undefined ? ask() : this.#underWay.then(ask);
    const done = answer
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        if (this.#underWay === done) this.#underWay = undefined;
      });
    this.#underWay = done;
    return answer;
  }
}

function isSubmitted(config: unknown): boolean {
  return typeof config === 'object' && config !== null && 'submit' in config;
}

function isNamed(config: unknown): config is pg.QueryConfig {
  return typeof config === 'object' && config !== null && 'name' in config && Boolean(config.name);
}

/** A migration that changes one result may have changed others; each connection learns of it by itself. */
function forget({ text, name }: pg.QueryConfig): void {
  if (names.get(text) !== name) return;
  names.clear();
  generation += 1;
}
