import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRenderer, type Renderer } from '../../activities/adapters/render/renderer.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';
import { performWholly } from '../support/perform.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();
let renderer: Renderer;
beforeAll(() => void (renderer = createRenderer()));
afterAll(() => renderer.close());

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
  const look = await house.db.$transaction((tx) => evaluateCase(tx, customerId, at('09:00').getTime()));
  const action = { customerId, actionId: look.openActionId! };
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
