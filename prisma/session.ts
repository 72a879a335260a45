import pg from 'pg';

/**
 * A connection to PostgreSQL whose loss never ends the process: what runs on it fails, and is tried again by whoever
 * asked. node-postgres emits `error` on a client besides failing its queries, and an `error` that nobody hears ends a
 * Node process. A listener that is added after `connect()` comes too late when the server says goodbye in the same
 * packet as its welcome, and one that is removed on release misses the second error of a broken socket.
 */
export class DatabaseSession extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
