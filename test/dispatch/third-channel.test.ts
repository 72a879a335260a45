/**
 * A printing house that loses, delays and doubts, as a channel of its own: the whole matrix of the protocol of sending,
 * with nothing changed in it. What holds for letters here holds for every channel that implements the interface.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handOverPoints } from '../../activities/outbound/channel.ts';
import { dispatchMessage, resolveInDoubt, type DispatchPoint } from '../../activities/outbound/dispatch.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { changeFacts } from '../support/facts.ts';
import {
  startPrintingHouse,
  type PrintingAct,
  type PrintingHouse,
  type PrintingPoint,
} from '../support/printing-house.ts';
import { killPoints, startSender } from './kill-points.ts';
import { freezeLetter, letterDeps, type LetterSetup } from './letter-case.ts';
import { createMailCase, monday, sender, stateOf, type MailCase } from './mail-case.ts';

let database: TestDatabase;
let house: PrintingHouse;
let letter: MailCase;
beforeAll(async () => void (database = await createTestDatabase()));
afterAll(() => database.drop());
beforeEach(async () => {
  house = await startPrintingHouse();
  letter = await createMailCase(database.db, { channel: 'letter' });
});
afterEach(() => house.close());

const deps = (setup: LetterSetup = {}) => letterDeps(database.db, house.port, setup);
const long = 'x'.repeat(200_000);
const later = () => new Date(monday.getTime() + 3_600_000);

/** Runs `work` when the dispatch passes the point for the first time. */
function at(point: DispatchPoint, work: () => Promise<unknown>): LetterSetup {
  let done = false;
  return {
    failpoint: async (passed) => {
      if (passed !== point || done) return;
      done = true;
      await work();
    },
  };
}

/** The house has closed and this process has seen it: some turns of the event loop carry the news. */
async function noticed(reached: Promise<void>): Promise<void> {
  await reached;
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('S-9 what the house did, and what is made of it', () => {
  const rows: [string, PrintingPoint, PrintingAct, string, string, number][] = [
    ['takes it', 'END', { until: Promise.resolve() }, 'sent', 'accepted', 1],
    ['is closed', 'JOB', { close: true }, 'retry', 'retry_wait', 0],
    ['is busy', 'JOB', { status: 503 }, 'retry', 'retry_wait', 0],
    ['does not know the address', 'JOB', { status: 422 }, 'refused', 'refused', 0],
    ['is silent', 'JOB', { silent: true }, 'retry', 'retry_wait', 0],
    ['closes among the pages', 'PAGES', { close: true }, 'retry', 'retry_wait', 0],
    ['is busy once it has everything', 'END', { status: 503 }, 'retry', 'retry_wait', 0],
    ['refuses once it has everything', 'END', { status: 422 }, 'refused', 'refused', 0],
    ['prints it and says nothing', 'END', { close: true }, 'in_doubt', 'in_doubt', 1],
    ['prints it and never answers', 'END', { silent: true }, 'in_doubt', 'in_doubt', 1],
    ['loses it', 'END', { lose: true }, 'in_doubt', 'in_doubt', 0],
  ];

  test.each(rows)('S-9 the house %s', async (_title, point, act, outcome, state, printed) => {
    const reached = house.reached(point);
    const own = deps({
      blind: true,
      answerTimeoutMs: 1_000,
      // Both ends run here: the news that the house has closed takes some turns of the event loop.
      failpoint: async (passed) => {
        if (point === 'PAGES' && passed === 'gate_passed') await noticed(reached);
      },
    });
    const messageId = await freezeLetter(own, letter);
    house.once(point, act);
    expect((await dispatchMessage(own, { messageId, ...sender })).outcome).toBe(outcome);
    expect(await stateOf(database.db, messageId)).toBe(state);
    expect(house.printed).toHaveLength(printed);
    const attempt = await database.db.outboundAttempt.findFirstOrThrow({ where: { messageId } });
    expect(attempt.endedAt).not.toBeNull();
    if (point !== 'PAGES') expect(attempt.gatePassedAt !== null).toBe(point === 'END');
  });
});

describe('S-9 a sender killed at any point (K-1)', () => {
  test.each(killPoints)(
    'S-9 killed at %s: nothing lost, nothing twice, in doubt only where it must be',
    async (point, printed, doubtful) => {
      const messageId = await freezeLetter(deps(), letter, { text: long });
      if (point === 'taken') await killWhenTaken(messageId);
      else expect(await startPrinter(messageId, point).ended).toBe('SIGKILL');
      expect(house.printed).toHaveLength(printed);

      // Another worker takes over, first without any way to look.
      const first = await dispatchMessage(deps({ blind: true }), { messageId, ...sender });
      expect(first.outcome).toBe(doubtful ? 'in_doubt' : 'sent');
      expect(house.printed).toHaveLength(doubtful ? printed : 1);

      // Then with the register, after the quiet time.
      const looking = deps({ quietMs: 0, clock: later });
      const second = await dispatchMessage(looking, { messageId, ...sender });
      if (second.outcome === 'retry') await dispatchMessage(looking, { messageId, ...sender });
      expect(house.printed).toHaveLength(1);
      expect(['accepted', 'resolved_sent']).toContain(await stateOf(database.db, messageId));
      const proof = await database.db.outboundAcknowledgement.findUniqueOrThrow({ where: { messageId } });
      expect(proof.sent).toBe(true);
    },
  );
});

const before: DispatchPoint[] = [
  'before_claim',
  'claimed',
  ...handOverPoints.filter((point) => point !== 'gate_passed'),
];

describe('S-8 what reaches the system first stops the letter', () => {
  const pay = () =>
    database.db.$transaction((tx) =>
      changeFacts(tx, [
        { customerId: letter.customerId, reason: 'payment_received', key: `payment/${letter.itemId}` },
      ]),
    );

  test.each(before)('S-8 a payment committed at %s stops it', async (point) => {
    const own = deps(at(point, pay));
    const messageId = await freezeLetter(own, letter, { text: long });
    expect(await dispatchMessage(own, { messageId, ...sender })).toEqual({
      outcome: 'stale',
      reason: 'position_changed',
    });
    expect(house.printed).toEqual([]);
    expect(await stateOf(database.db, messageId)).toBe('frozen');
  });

  test('S-8 frozen behind the gate while a payment is answered: it asks again, and nothing is printed', async () => {
    const own = deps({
      ...at('gate_passed', async () => {
        await pay();
      }),
      // Old as soon as it is heard.
      greatestGateAgeMs: 0,
    });
    const messageId = await freezeLetter(own, letter);
    expect(await dispatchMessage(own, { messageId, ...sender })).toMatchObject({ outcome: 'stale' });
    expect(house.printed).toEqual([]);
    expect(await stateOf(database.db, messageId)).toBe('frozen');
  });

  test.each([
    ['channel_paused', { pausedChannels: ['letter' as const] }],
    ['entity_paused', { pausedForGood: true }],
  ])('S-10 the send step itself checks the switch: %s', async (reason, data) => {
    const own = deps(
      at('begun', () => database.db.legalEntity.update({ where: { id: letter.entity.entityId }, data })),
    );
    const messageId = await freezeLetter(own, letter);
    expect(await dispatchMessage(own, { messageId, ...sender })).toEqual({ outcome: 'stale', reason });
    expect(house.printed).toEqual([]);
  });
});

describe('S-9 one letter for one dispatch key', () => {
  test.each(['claimed', 'ready', 'begun'] as const)(
    'S-9 a worker that slept at %s while another took over finds its attempt number gone (K-2)',
    async (point) => {
      const sleeper = deps(
        at(point, async () => {
          expect((await dispatchMessage(deps(), { messageId, ...sender })).outcome).toBe('sent');
        }),
      );
      const messageId = await freezeLetter(sleeper, letter, { text: long });
      expect((await dispatchMessage(sleeper, { messageId, ...sender })).outcome).toBe('sent');
      expect(house.printed).toHaveLength(1);
    },
  );

  test('S-9 dispatched many times at once it is printed once', async () => {
    const messageId = await freezeLetter(deps(), letter);
    const own = [deps(), deps(), deps()];
    await Promise.all(
      Array.from({ length: 9 }, (_, n) => dispatchMessage(own[n % 3]!, { messageId, ...sender })),
    );
    expect(house.printed).toHaveLength(1);
    expect(await stateOf(database.db, messageId)).toBe('accepted');
  });
});

describe('S-9 a letter in doubt', () => {
  async function doubtful(act: PrintingAct, setup: LetterSetup): Promise<string> {
    const messageId = await freezeLetter(deps(), letter);
    house.once('END', act);
    expect((await dispatchMessage(deps(setup), { messageId, ...sender })).outcome).toBe('in_doubt');
    return messageId;
  }

  test('S-9 printed without a word, it is found in the register', async () => {
    house.hideRegister(true);
    const messageId = await doubtful({ close: true }, { quietMs: 60_000 });
    house.hideRegister(false);
    expect(await resolveInDoubt(deps({ quietMs: 60_000 }), messageId)).toMatchObject({ outcome: 'sent' });
    const proof = await database.db.outboundAcknowledgement.findUniqueOrThrow({ where: { messageId } });
    expect(proof).toMatchObject({ sent: true, source: 'register' });
    expect(house.printed).toHaveLength(1);
  });

  test('S-9 lost, it is missing after the quiet time, and printed then', async () => {
    const messageId = await doubtful({ lose: true }, { quietMs: 60_000 });
    const looking = deps({ quietMs: 60_000, clock: later });
    expect(await resolveInDoubt(looking, messageId)).toMatchObject({ outcome: 'retry', reason: 'not_sent' });
    expect((await dispatchMessage(looking, { messageId, ...sender })).outcome).toBe('sent');
    expect(house.printed).toHaveLength(1);
  });

  test('S-9 listed after it was called missing, it is looked for once more and not printed again', async () => {
    house.hideRegister(true);
    const messageId = await doubtful({ close: true }, { quietMs: 60_000 });
    const looking = deps({ quietMs: 60_000, clock: later });
    expect(await resolveInDoubt(looking, messageId)).toMatchObject({ outcome: 'retry', reason: 'not_sent' });
    house.hideRegister(false);
    expect((await dispatchMessage(looking, { messageId, ...sender })).outcome).toBe('sent');
    expect(house.printed).toHaveLength(1);
    expect(await stateOf(database.db, messageId)).toBe('resolved_sent');
  });

  test('S-9 a house that cannot be asked proves nothing', async () => {
    const messageId = await doubtful({ close: true }, { quietMs: 60_000, blind: true });
    for (let again = 0; again < 3; again += 1)
      expect(
        await dispatchMessage(deps({ blind: true, clock: later }), { messageId, ...sender }),
      ).toMatchObject({
        outcome: 'in_doubt',
        resolveAt: null,
      });
    expect(house.printed).toHaveLength(1);
  });
});

test('S-9 many letters, three senders, a house that fails anywhere: each is printed once', async () => {
  let count = 0;
  const every = (n: number, acts: PrintingAct[]) => () =>
    ++count % n === 0 ? acts[count % acts.length] : undefined;
  house.always('JOB', every(7, [{ close: true }, { status: 503 }]));
  house.always('PAGES', every(11, [{ close: true }]));
  house.always('END', every(5, [{ close: true }, { lose: true }, { status: 503 }]));
  const ids: string[] = [];
  for (let n = 0; n < 30; n += 1) ids.push(await freezeLetter(deps(), letter, { name: `r${n}` }));
  const open = async () => {
    const waiting = await database.db.outboundMessage.findMany({
      where: { id: { in: ids }, state: { notIn: ['accepted', 'resolved_sent'] } },
    });
    return waiting.map(({ id }) => id);
  };
  for (let hours = 2; hours < 80 && (await open()).length > 0; hours += 2) {
    const clock = () => new Date(monday.getTime() + hours * 3_600_000);
    const waiting = await open();
    await Promise.all(
      [1, 2, 3].map(async () => {
        for (const messageId of waiting)
          await dispatchMessage(deps({ quietMs: 0, clock }), { messageId, ...sender });
      }),
    );
  }
  expect(await open()).toEqual([]);
  expect(house.printed.map(({ to }) => to[0]).sort()).toEqual(
    [...new Set(house.printed.map(({ to }) => to[0]))].sort(),
  );
  expect(house.printed).toHaveLength(30);
}, 120_000);

function startPrinter(messageId: string, dieAt: string) {
  const given = { url: database.url, port: String(house.port), messageId, dieAt };
  return startSender(new URL('./killed-printer.ts', import.meta.url), given);
}

/** The house has the whole job and is about to say so when the sender dies. */
async function killWhenTaken(messageId: string): Promise<void> {
  let killed: () => void = () => undefined;
  house.once('END', { until: new Promise<void>((resolve) => (killed = resolve)) });
  const taken = house.reached('END');
  const { child, ended } = startPrinter(messageId, 'never');
  await taken;
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  killed();
}
