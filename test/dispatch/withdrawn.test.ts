import { describe, expect, test } from 'vitest';
import { renderer } from '../support/threads.ts';
import { dispatchMessage, type DispatchPoint } from '../../activities/outbound/dispatch.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { cancelMessage } from '../../prisma/queries/outbound/attempt.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';
import { performWholly } from '../support/perform.ts';
import { freeze, sender, stateOf } from './mail-case.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();

const at = (clock: string) => new Date(`2026-11-23T${clock}:00Z`);

/** A reminder that one of two recipients has, and whose other message waits for a busy server. */
async function halfSent() {
  const entity = await createEntity(house.db);
  const customerId = await createCustomer(house.db, entity, {
    items: [{ number: 'F-1', dueOn: '2026-11-01', openMinor: 120_000 }],
    email: null,
  });
  await house.db.contact.createMany({
    data: ['ap', 'cfo'].map((name) => ({
      customerId,
      name,
      email: `${name}@withdrawn.example`,
      roles: ['collection' as const],
    })),
  });
  house.sink.always('RCPT', (to) => (to.startsWith('cfo') ? { reply: '451 4.3.0 later' } : undefined));
  const evaluation = await house.db.$transaction((tx) => evaluateCase(tx, customerId, at('09:00').getTime()));
  const action = { customerId, actionId: evaluation.openActionId! };
  await perform(action, at('09:00'));
  house.sink.always('RCPT', undefined);
  return action;
}

function perform(action: { customerId: string; actionId: string }, now: Date) {
  const deps = { ...house.deps({ clock: () => now }), renderer, worker: 'test' };
  return performWholly(deps, { ...action, now: now.getTime() });
}

async function statesOf(actionId: string) {
  const rows = await house.db.outboundMessage.findMany({
    where: { actionId },
    orderBy: { recipientAddress: 'asc' },
  });
  return rows.map(({ state }) => state);
}

test('S-9 who is no recipient any more is spared the message that waits, and the step is done', async () => {
  const action = await halfSent();
  expect(await statesOf(action.actionId)).toEqual(['accepted', 'retry_wait']);
  await house.db.contact.deleteMany({ where: { customerId: action.customerId, name: 'cfo' } });
  await perform(action, at('10:00'));
  expect(await statesOf(action.actionId)).toEqual(['accepted', 'cancelled']);
  expect(house.sink.accepted.flatMap(({ to }) => to)).toEqual(['ap@withdrawn.example']);
  const { state } = await house.db.agendaAction.findUniqueOrThrow({ where: { id: action.actionId } });
  expect(state).toBe('done');
});

test('S-9 who has it keeps it, and the one that waits is made anew and leaves', async () => {
  const action = await halfSent();
  expect(await statesOf(action.actionId)).toEqual(['accepted', 'retry_wait']);
  await perform(action, at('10:00'));
  expect(await statesOf(action.actionId)).toEqual(['accepted', 'accepted']);
  expect(house.sink.accepted).toHaveLength(2);
});

describe('S-9 a message is withdrawn while it is on its way to the server', () => {
  const beforeTheGate: DispatchPoint[] = ['before_claim', 'claimed', 'ready', 'begun'];

  test.each(beforeTheGate)('S-9 at %s: it does not leave, the person who was faster', async (point) => {
    const withdrawn: boolean[] = [];
    const deps = house.deps({
      failpoint: async (passed) => {
        if (passed === point) withdrawn.push(await cancelMessage(house.db, messageId));
      },
    });
    const messageId = await freeze(deps, house.mail);
    const result = await dispatchMessage(deps, { messageId, ...sender });
    expect(withdrawn).toEqual([true]);
    expect(result).toEqual({ outcome: 'cancelled' });
    expect(house.sink.accepted).toEqual([]);
    expect(await stateOf(house.db, messageId)).toBe('cancelled');
    // Nothing of it is kept that could be sent, and another attempt finds it over.
    expect(await house.db.outboundMessage.findUnique({ where: { id: messageId } })).toMatchObject({
      sealedBytes: null,
      retryAt: null,
    });
    expect(await dispatchMessage(house.deps(), { messageId, ...sender })).toEqual({ outcome: 'cancelled' });
    expect(house.sink.accepted).toEqual([]);
  });

  test('S-9 behind the gate it is too late: who withdraws is told, and the message has left once', async () => {
    const withdrawn: boolean[] = [];
    const deps = house.deps({
      failpoint: async (passed) => {
        if (passed === 'gate_passed') withdrawn.push(await cancelMessage(house.db, messageId));
      },
    });
    const messageId = await freeze(deps, house.mail);
    expect(await dispatchMessage(deps, { messageId, ...sender })).toMatchObject({ outcome: 'sent' });
    expect(withdrawn).toEqual([false]);
    expect(house.sink.accepted).toHaveLength(1);
    expect(await stateOf(house.db, messageId)).toBe('accepted');
  });
});
