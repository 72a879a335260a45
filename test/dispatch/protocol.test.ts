import { unpack } from '../../prisma/packing.ts';
import { describe, expect, test } from 'vitest';
import { dispatchMessage } from '../../activities/outbound/dispatch.ts';
import type { SinkAct, SinkPoint } from '../support/smtp-sink.ts';
import { freeze, monday, sender, stateOf } from './mail-case.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();

/**
 * The server has closed and this process has seen it. Both ends run here, so some turns of the event loop carry the
 * news; without them the end of data may leave first, and then the ending is rightly in doubt.
 */
async function noticed(reached: Promise<void>): Promise<void> {
  await reached;
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('S-9 what the server did, and what is made of it', () => {
  const rows: [string, SinkPoint, SinkAct, string, string, number][] = [
    ['takes it', 'DOT', { reply: '250 2.0.0 ok' }, 'sent', 'accepted', 1],
    ['closes before its greeting', 'CONNECT', { close: true }, 'retry', 'retry_wait', 0],
    ['is not for us (554 greeting)', 'CONNECT', { reply: '554 no service' }, 'retry', 'retry_wait', 0],
    ['says 421 at MAIL', 'MAIL', { reply: '421 4.3.2 busy' }, 'retry', 'retry_wait', 0],
    ['closes at MAIL', 'MAIL', { close: true }, 'retry', 'retry_wait', 0],
    ['says 550 at MAIL', 'MAIL', { reply: '550 5.7.1 sender refused' }, 'refused', 'refused', 0],
    ['wants a sign-in (530)', 'MAIL', { reply: '530 5.7.0 authenticate' }, 'retry', 'retry_wait', 0],
    ['says 450 at RCPT (greylist)', 'RCPT', { reply: '450 4.7.1 later' }, 'retry', 'retry_wait', 0],
    ['says 550 at RCPT', 'RCPT', { reply: '550 5.1.1 no such user' }, 'refused', 'refused', 0],
    ['closes at RCPT', 'RCPT', { close: true }, 'retry', 'retry_wait', 0],
    ['says 451 at DATA', 'DATA', { reply: '451 4.3.0 later' }, 'retry', 'retry_wait', 0],
    ['says 554 at DATA', 'DATA', { reply: '554 5.7.1 policy' }, 'refused', 'refused', 0],
    ['closes at DATA', 'DATA', { close: true }, 'retry', 'retry_wait', 0],
    ['is silent at DATA', 'DATA', { silent: true }, 'retry', 'retry_wait', 0],
    ['closes in the middle of the body', 'BODY', { close: true }, 'retry', 'retry_wait', 0],
    ['says 421 after the dot', 'DOT', { reply: '421 4.3.2 closing' }, 'retry', 'retry_wait', 0],
    ['says 451 after the dot', 'DOT', { reply: '451 4.3.0 later' }, 'retry', 'retry_wait', 0],
    ['says 554 after the dot', 'DOT', { reply: '554 5.7.1 spam' }, 'refused', 'refused', 0],
    ['takes it and closes', 'DOT', { close: true }, 'in_doubt', 'in_doubt', 1],
    [
      'takes it, says half a line and closes',
      'DOT',
      { close: true, before: '250 2.0' },
      'in_doubt',
      'in_doubt',
      1,
    ],
    [
      'takes it, says half a refusal and closes',
      'DOT',
      { close: true, before: '451 4.3' },
      'in_doubt',
      'in_doubt',
      1,
    ],
    ['takes it and never answers', 'DOT', { silent: true }, 'in_doubt', 'in_doubt', 1],
  ];

  test.each(rows)('S-9 the server %s', async (_title, point, act, outcome, state, taken) => {
    const reached = house.sink.reached(point);
    const deps = house.deps({
      commandTimeoutMs: 400,
      finalReplyTimeoutMs: 400,
      failpoint: async (passed) => {
        if (point === 'BODY' && passed === 'gate_passed') await noticed(reached);
      },
    });
    const messageId = await freeze(deps, house.mail);
    house.sink.once(point, act);
    const result = await dispatchMessage(deps, { messageId, ...sender });
    expect(result.outcome).toBe(outcome);
    expect(await stateOf(house.db, messageId)).toBe(state);
    expect(house.sink.accepted).toHaveLength(taken);
    const attempt = await house.db.outboundAttempt.findFirstOrThrow({ where: { messageId } });
    expect(attempt.endedAt).not.toBeNull();
    // The boundary itself. (A close during the body may be noticed while the gate is already being asked.)
    if (point !== 'BODY') expect(attempt.gatePassedAt !== null).toBe(point === 'DOT');
    const acknowledged = await house.db.outboundAcknowledgement.findUnique({ where: { messageId } });
    expect(acknowledged?.sent ?? null).toBe(outcome === 'sent' ? true : outcome === 'refused' ? false : null);
  });

  test('E-5 the words of the server are kept: 4xx is tried again later, 5xx is not', async () => {
    let now = monday;
    const deps = house.deps({ clock: () => now });
    const later = await freeze(deps, house.mail);
    house.sink.once('RCPT', { reply: '450 4.7.1 greylisted, come back' });
    const first = await dispatchMessage(deps, { messageId: later, ...sender });
    expect(first).toMatchObject({ outcome: 'retry', code: 450, reason: 'recipient_refused' });
    const waiting = await dispatchMessage(deps, { messageId: later, ...sender });
    expect(waiting).toMatchObject({ outcome: 'retry', reason: 'waiting', code: 450 });
    expect(house.sink.seen.filter((verb) => verb === 'DATA')).toHaveLength(0);
    now = (first as { retryAt: Date }).retryAt;
    expect(now.getTime() - monday.getTime()).toBeGreaterThanOrEqual(5 * 60_000);
    expect((await dispatchMessage(deps, { messageId: later, ...sender })).outcome).toBe('sent');

    const never = await freeze(deps, house.mail, { recipient: 'gone@customer.example' });
    house.sink.once('RCPT', { reply: '550 5.1.1 no such user here' });
    const refused = { outcome: 'refused', code: 550, text: '550 5.1.1 no such user here' };
    expect(await dispatchMessage(deps, { messageId: never, ...sender })).toMatchObject(refused);
    expect(await dispatchMessage(deps, { messageId: never, ...sender })).toMatchObject(refused);
    expect(house.sink.accepted).toHaveLength(1);
  });

  test('S-9 every attempt carries the same bytes, Message-ID and Date', async () => {
    let now = monday;
    const deps = house.deps({ clock: () => now });
    const messageId = await freeze(deps, house.mail);
    const row = await house.db.outboundMessage.findUniqueOrThrow({ where: { id: messageId } });
    house.sink.once('DOT', { reply: '451 later' });
    const first = await dispatchMessage(deps, { messageId, ...sender });
    now = (first as { retryAt: Date }).retryAt;
    await dispatchMessage(deps, { messageId, ...sender });
    expect(house.sink.accepted[0]?.raw.trimEnd()).toBe(
      Buffer.from(unpack(row.frozenBytes!)).toString('latin1').trimEnd(),
    );
    expect(house.sink.accepted[0]?.messageId).toBe(row.reference);
    expect(row.reference).toMatch(/^<[a-z2-7]{32}@acme-test\.example>$/);
  });

  test('S-9 the journal copy travels in the same transmission, and never alone', async () => {
    const deps = house.deps({ journalAddress: 'journal@acme-test.example' });
    const taken = await freeze(deps, house.mail);
    expect((await dispatchMessage(deps, { messageId: taken, ...sender })).outcome).toBe('sent');
    expect(house.sink.accepted[0]?.to).toEqual(['ap@customer.example', 'journal@acme-test.example']);
    expect(house.sink.accepted[0]?.raw).not.toContain('journal@');

    const refused = await freeze(deps, house.mail, { recipient: 'gone@customer.example' });
    house.sink.always('RCPT', (to) => (to.startsWith('gone') ? { reply: '550 5.1.1 unknown' } : undefined));
    expect(await dispatchMessage(deps, { messageId: refused, ...sender })).toMatchObject({
      outcome: 'refused',
      code: 550,
    });
    expect(house.sink.accepted).toHaveLength(1);
  });

  test('E-5 a connection is kept and used again; one that the server closed meanwhile costs nothing', async () => {
    const deps = house.deps();
    for (const name of ['a', 'b', 'c']) {
      const messageId = await freeze(deps, house.mail, { recipient: `${name}@customer.example` });
      expect((await dispatchMessage(deps, { messageId, ...sender })).outcome).toBe('sent');
    }
    expect(house.sink.connections()).toBe(1);
    const messageId = await freeze(deps, house.mail, { recipient: 'd@customer.example' });
    house.sink.once('MAIL', { close: true });
    expect((await dispatchMessage(deps, { messageId, ...sender })).outcome).toBe('sent');
    expect(house.sink.connections()).toBe(2);
    expect(house.sink.accepted).toHaveLength(4);
  });

  test('E-5 a server that cannot be reached makes messages wait without attempts', async () => {
    const deps = house.deps();
    const messageId = await freeze(deps, house.mail);
    await house.sink.close();
    expect(await dispatchMessage(deps, { messageId, ...sender })).toMatchObject({
      outcome: 'retry',
      reason: 'connection',
    });
    const other = await freeze(deps, house.mail, { recipient: 'b@customer.example' });
    expect(await dispatchMessage(deps, { messageId: other, ...sender })).toMatchObject({
      outcome: 'retry',
      reason: 'server_unreachable',
    });
    expect(await house.db.outboundAttempt.count({ where: { messageId: other } })).toBe(0);
  });
});

describe('S-9 what is known is written down', () => {
  test('S-9 N-2 a database that is away when the server says yes is waited for: sent, not unknown', async () => {
    let failures = 0;
    const prisma = new Proxy(house.db, {
      get(target, name) {
        if ((name === '$transaction' || name === '$queryRaw') && failures > 0) {
          failures -= 1;
          return () => Promise.reject(new Error('the database is away'));
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const messageId = await freeze(house.deps(), house.mail);
    const deps = house.deps({
      prisma,
      failpoint: (point) => void (failures = point === 'answer_read' ? 2 : failures),
    });
    expect(await dispatchMessage(deps, { messageId, ...sender })).toMatchObject({ outcome: 'sent' });
    expect(failures).toBe(0);
    expect(await stateOf(house.db, messageId)).toBe('accepted');
    expect(house.sink.accepted).toHaveLength(1);
  });
});
