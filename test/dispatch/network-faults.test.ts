import { expect, test } from 'vitest';
import type { EvidencePlace } from '../../activities/outbound/channel.ts';
import { dispatchMessage } from '../../activities/outbound/dispatch.ts';
import { createTestDatabase } from '../support/database.ts';
import { startSmtpSink, type SinkAct, type SinkPoint } from '../support/smtp-sink.ts';
import { createMailCase, dispatchDeps, freeze, monday, sender, stateOf } from './mail-case.ts';

const seed = 20261122;

test(`S-9 many messages, three senders, a server that fails anywhere: each arrives once (seed ${seed})`, async () => {
  const database = await createTestDatabase();
  const sink = await startSmtpSink();
  const random = generator(seed);
  const trouble: [SinkPoint, () => SinkAct][] = [
    ['CONNECT', () => ({ close: true })],
    ['MAIL', () => ({ close: true })],
    ['MAIL', () => ({ reply: '450 4.2.0 later' })],
    ['RCPT', () => ({ reply: '451 4.7.1 greylisted' })],
    ['DATA', () => ({ close: true })],
    ['BODY', () => ({ close: true })],
    ['DOT', () => ({ reply: '451 4.3.0 later' })],
    ['DOT', () => ({ close: true })],
    ['DOT', () => ({ close: true, before: '250 2' })],
  ];
  for (const point of ['CONNECT', 'MAIL', 'RCPT', 'DATA', 'BODY', 'DOT'] as const) {
    const own = trouble.filter(([at]) => at === point);
    sink.always(point, () => (random() < 0.15 ? own[Math.floor(random() * own.length)]![1]() : undefined));
  }
  let hours = 0;
  const record: EvidencePlace = {
    source: 'register',
    quietMs: 0,
    find: async (id) => (sink.accepted.some(({ messageId }) => messageId === id) ? 'present' : 'absent'),
  };
  // Each round is a later hour, with fresh connections: what waits is due again and quiet times are over.
  const sendersNow = () =>
    [1, 2, 3].map(() =>
      dispatchDeps(database.db, sink.port, {
        evidence: [record],
        clock: () => new Date(monday.getTime() + hours * 3_600_000),
      }),
    );
  const mail = await createMailCase(database.db);
  const first = dispatchDeps(database.db, sink.port);
  const ids: string[] = [];
  for (let n = 0; n < 40; n += 1)
    ids.push(await freeze(first, mail, { recipient: `r${n}@customer.example` }));
  const settled = async (id: string) =>
    ['accepted', 'resolved_sent'].includes(await stateOf(database.db, id));
  for (; hours < 60; hours += 2) {
    const open = (await Promise.all(ids.map(async (id) => ((await settled(id)) ? [] : [id])))).flat();
    if (open.length === 0) break;
    const senders = sendersNow();
    await Promise.all(
      senders.map(async (deps) => {
        for (const messageId of open) await dispatchMessage(deps, { messageId, ...sender });
      }),
    );
    for (const deps of senders) await deps.transport.close();
  }
  for (const id of ids) expect(await settled(id)).toBe(true);
  const recipients = sink.accepted.map(({ to }) => to[0]);
  expect(recipients.length).toBe(40);
  expect(new Set(recipients).size).toBe(40);
  await first.transport.close();
  await sink.close();
  await database.drop();
}, 120_000);

/** The same weather for the same seed (mulberry32). */
function generator(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
