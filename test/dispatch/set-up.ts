/** What most tests of sending stand on: a database of the file, and for each test a mail server and a case. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createTestDatabase, type TestDatabase, type OpenDatabase } from '../support/database.ts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';
import {
  createMailCase,
  dispatchDeps,
  type DispatchSetup,
  type MailCase,
  type MailDispatchDeps,
} from './mail-case.ts';

export interface DispatchTest {
  readonly db: OpenDatabase;
  readonly databaseUrl: string;
  readonly sink: SmtpSink;
  readonly mail: MailCase;
  /** What the dispatch needs, against the mail server of the test; closed with it. */
  deps(setup?: DispatchSetup): MailDispatchDeps;
}

/** To be called at the top of a test file. */
export function dispatchTest(): DispatchTest {
  let database: TestDatabase;
  let sink: SmtpSink;
  let mail: MailCase;
  const open: MailDispatchDeps[] = [];
  beforeAll(async () => void (database = await createTestDatabase()));
  afterAll(() => database.drop());
  beforeEach(async () => {
    sink = await startSmtpSink();
    mail = await createMailCase(database.db);
  });
  afterEach(async () => {
    for (const deps of open.splice(0)) await deps.transport.close();
    await sink.close();
  });
  return {
    get db() {
      return database.db;
    },
    get databaseUrl() {
      return database.url;
    },
    get sink() {
      return sink;
    },
    get mail() {
      return mail;
    },
    deps(setup = {}) {
      const deps = dispatchDeps(database.db, sink.port, setup);
      open.push(deps);
      return deps;
    },
  };
}
