/** The program on servers of the operator's own, several processes side by side, and parts that go away. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, signalProcess } from '../../runtime/processes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endsWithTheRun } from '../support/shared-server.ts';
import { processesNaming } from '../support/processes.ts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';
import { startTemporal, type TestTemporal } from '../support/temporal.ts';
import { demoSendsToday } from './demo-day.ts';
import { makeDataFolder, runNode, startProgram, type Program } from './program.ts';
import { openDoor, type Door } from './tcp-proxy.ts';

const shared = {
  RELANCE_URL: 'http://localhost',
  RELANCE_SECRET: 'a secret of at least thirty-two characters',
};
const data = makeDataFolder();
const programs: Program[] = [];
let database: TestDatabase;
let temporal: TestTemporal;
let sink: SmtpSink;
let doors: { database: Door; temporal: Door };
beforeAll(async () => {
  [database, temporal, sink] = await Promise.all([
    createTestDatabase({ migrated: false }),
    startTemporal({ namespace: 'own' }),
    startSmtpSink(),
  ]);
  doors = { database: await doorTo(new URL(database.url).host), temporal: await doorTo(temporal.address) };
});
afterAll(async () => {
  await Promise.all(programs.map((program) => program.interrupt()));
  await Promise.all([doors?.database.shut(), doors?.temporal.shut(), sink?.close(), temporal?.close()]);
  await database?.drop();
  data.remove();
}, 180_000);

function doorTo(address: string): Promise<Door> {
  const [host = '', port] = address.split(':');
  return openDoor({ host, port: Number(port) });
}

/** What an operator sets; the way to database and Temporal goes through the doors. */
function ownParts(): Record<string, string> {
  const url = new URL(database.url);
  url.host = `127.0.0.1:${doors.database.port}`;
  return {
    ...shared,
    DATABASE_URL: url.href,
    TEMPORAL_ADDRESS: `127.0.0.1:${doors.temporal.port}`,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
  };
}

function keep(program: Program): Program {
  programs.push(program);
  return program;
}

interface Health {
  status: string;
  database: boolean;
  temporal: boolean;
}

async function health(api: string): Promise<Health | undefined> {
  try {
    const answer = await fetch(`${api}/api/health`, { signal: AbortSignal.timeout(15_000) });
    return (await answer.json()) as Health;
  } catch {
    return undefined;
  }
}

async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  withinMs = 60_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await delay(100);
  }
}

async function signIn(api: string, email: string, password: string): Promise<Record<string, string>> {
  const answer = await fetch(`${api}/api/session`, {
    method: 'POST',
    headers: { origin: shared.RELANCE_URL, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  expect(answer.status).toBe(200);
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { cookie: cookie.join('; '), origin: shared.RELANCE_URL };
}

let mainPort: number;
let secondApi: string;

test('N-2 with a database, a Temporal and a mail server of one’s own nothing is embedded, and two workers share the work', async () => {
  mainPort = await freePort();
  const environment = ownParts();
  const program = keep(
    await startProgram({
      dataFolder: data.path,
      args: ['--workers', '2', '--port', String(mainPort)],
      environment,
    }),
  );
  expect(await program.ready()).toBe(shared.RELANCE_URL);
  expect(program.output()).not.toMatch(/Starting PostgreSQL|Starting Temporal|local mailbox/);
  for (const part of ['postgres', 'temporal']) expect(existsSync(path.join(data.path, part))).toBe(false);
  for (const log of ['worker-1.log', 'worker-2.log'])
    expect(existsSync(path.join(data.path, 'logs', log))).toBe(true);

  if (!demoSendsToday()) return;
  const sent = await until('the automatic reminders of the demo', async () => {
    const states = await database.db.outboundMessage.groupBy({
      by: ['state'],
      _count: true,
      // Those of the days before the first start left by no mail server.
      where: { attempts: { none: { worker: 'demo' } }, channel: { not: 'letter' } },
    });
    const [only, ...others] = states;
    return only?.state === 'accepted' && others.length === 0 && only._count >= 5 && only._count;
  });
  expect(sink.accepted.length).toBe(sent);
  expect(new Set(sink.accepted.map(({ messageId }) => messageId)).size).toBe(sent);
}, 180_000);

test('N-2 a second API process shares sessions with the first and hears at once what was changed there', async () => {
  const port = await freePort();
  const own = makeDataFolder();
  const environment = { ...ownParts(), RELANCE_DATA: own.path, PORT: String(port) };
  keep(runNode(['api/main.ts'], environment));
  secondApi = `http://127.0.0.1:${port}`;
  const firstApi = `http://127.0.0.1:${mainPort}`;
  await until('the second API', async () => (await health(secondApi))?.status === 'ok');

  const headers = await signIn(firstApi, 'claire@acme.example', 'relance-demo');
  const me = await fetch(`${secondApi}/api/me`, { headers });
  const { entities } = (await me.json()) as { entities: { id: string }[] };
  const entityId = entities[0]!.id;
  const leaving = new AbortController();
  const events = await fetch(`${secondApi}/api/entities/${entityId}/events`, {
    headers,
    signal: leaving.signal,
  });
  const customer = await database.db.customer.findFirstOrThrow({ where: { number: 'C-2001' } });
  const chunks = events.body!.pipeThrough(new TextDecoderStream()).values();
  const heard = async (what: string): Promise<string> => {
    for (let text = ''; ;) {
      const { value, done } = await chunks.next();
      text += value ?? '';
      // The demo goes on meanwhile: others may notice first.
      if (done || text.includes(what)) return text;
    }
  };
  // What happened before nobody is promised to hear.
  expect(await heard('event: ready')).toContain('event: ready');
  const noted = await fetch(`${firstApi}/api/entities/${entityId}/customers/${customer.id}/notes`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Rang: pays on Friday.' }),
  });
  expect(noted.ok).toBe(true);
  expect(await heard(customer.id)).toContain(customer.id);
  leaving.abort();
  own.remove();
}, 90_000);

test('N-2 database or Temporal away: health says which one, and all goes on by itself when it is back', async () => {
  for (const part of ['database', 'temporal'] as const) {
    await doors[part].shut();
    for (const api of [secondApi, `http://127.0.0.1:${mainPort}`]) {
      const degraded = await until(`${part} missing in ${api}`, async () => {
        const answer = await health(api);
        return answer?.[part] === false && answer;
      });
      expect(degraded.status).toBe('degraded');
    }
    await doors[part].open();
    for (const api of [secondApi, `http://127.0.0.1:${mainPort}`]) {
      await until(`${part} back in ${api}`, async () => (await health(api))?.status === 'ok');
    }
  }
  const [main] = programs;
  expect(main?.output()).not.toMatch(/ended \(/);
}, 180_000);

test('N-1 --empty starts without the demo company and prints once how to sign in', async () => {
  const own = makeDataFolder();
  const empty = await createTestDatabase({ migrated: false });
  const port = await freePort();
  const args = ['--empty', '--port', String(port)];
  const environment = { ...ownParts(), DATABASE_URL: empty.url };
  const program = keep(await startProgram({ dataFolder: own.path, args, environment }));
  await program.ready();
  await program.says(/shown only now/);
  const [, email, password] = /^Sign in as (\S+) with the password (\S+)$/m.exec(program.output()) ?? [];
  await signIn(`http://127.0.0.1:${port}`, email!, password!);
  expect(await empty.db.customer.count()).toBe(0);
  expect(await program.interrupt()).toBe(0);
  await empty.drop();
  own.remove();
}, 120_000);

test('N-1 a chosen port that is taken is refused with a sentence, before anything is started', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const own = makeDataFolder();
  const program = keep(await startProgram({ dataFolder: own.path, args: ['--port', String(port)] }));
  expect(await program.ended()).toBe(1);
  expect(program.output()).toBe(
    `Port ${port} is taken: stop the program that listens there, or choose another one with --port.\n`,
  );
  other.close();
  own.remove();
}, 30_000);

test('N-1 embedded PostgreSQL and Temporal that are killed come back by themselves, on the same addresses', async () => {
  const own = makeDataFolder();
  const program = keep(await startProgram({ dataFolder: own.path, args: ['--empty'] }));
  const api = await program.ready();
  for (const [name, folder] of [
    ['PostgreSQL', 'postgres'],
    ['Temporal', 'temporal'],
  ] as const) {
    const [pid] = processesNaming(path.join(own.path, folder));
    expect(pid).toBeDefined();
    const from = program.output().length;
    signalProcess(pid!, 'SIGKILL');
    await program.says(new RegExp(`^${name} ended by SIGKILL; it is started again\\.$`, 'm'), { from });
    await program.says(new RegExp(`^${name} answers again\\.$`, 'm'), { from });
    for (const server of processesNaming(path.join(own.path, folder))) await endsWithTheRun(server);
    await until(`health after the end of ${name}`, async () => (await health(api))?.status === 'ok');
  }
  expect(await program.interrupt()).toBe(0);
  own.remove();
}, 240_000);
