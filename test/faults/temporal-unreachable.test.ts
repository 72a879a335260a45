import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandCase } from '../../application/case/command.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { startFaultApi, type FaultApi } from '../support/fault-api.ts';
import { createEntity, threeSteps, type TestEntity } from '../support/ledger.ts';
import { alwaysOpen, dueCustomers, startFaultRig, until, type FaultRig } from '../support/fault-rig.ts';

let rig: FaultRig;
let entity: TestEntity;
let apis: FaultApi[] = [];
beforeEach(async () => {
  rig = await startFaultRig();
  const scenario = {
    ...threeSteps,
    steps: threeSteps.steps.map((step) => ({ ...step, mode: 'to_confirm' as const })),
  };
  entity = await createEntity(rig.db, { scenario, entity: alwaysOpen });
});
afterEach(async () => {
  for (const api of apis) await api.close();
  apis = [];
  await rig?.close();
});

async function apiAt(temporal: { address: string; namespace: string }): Promise<FaultApi> {
  const api = await startFaultApi({ db: rig.db, temporal, entity });
  apis.push(api);
  return api;
}

const actionNow = () => rig.db.agendaAction.findFirstOrThrow();
const confirmations = () => rig.db.historyEvent.count({ where: { kind: 'action_confirmed' } });

async function proposed() {
  const [customerId] = await dueCustomers(rig, entity, 1);
  await rig.db.$transaction((tx) => evaluateCase(tx, customerId!, Date.now()));
  const action = await actionNow();
  expect(action.state).toBe('proposed');
  await rig.db.caseWake.deleteMany();
  return action;
}

test('S-8 S-9 N-2 a confirmation without Temporal, then without a worker: answered as usual, and sent once', async () => {
  const { id, positionHash } = await proposed();
  const click = { key: crypto.randomUUID(), positionHash };

  // Nobody listens at the address.
  const away = await apiAt({ ...rig, address: '127.0.0.1:1' });
  const answer = await away.post(`/actions/${id}/confirm`, click);
  expect(answer).toMatchObject({ status: 200, body: { actionId: id, state: 'confirmed' } });
  await until(
    'the row to be left to the relay',
    async () => {
      const [wake] = await rig.db.caseWake.findMany({ where: { relayedAt: null, takenUntil: null } });
      return wake?.reason === 'person_acted';
    },
    15_000,
  );
  // The same click again, by a server that reaches Temporal: the same answer, and nothing is written.
  const api = await apiAt(rig);
  expect(await api.post(`/actions/${id}/confirm`, click)).toEqual(answer);
  expect(await confirmations()).toBe(1);
  expect(await rig.db.caseWake.count()).toBe(1);

  // A worker comes, and with it the relay.
  await rig.startWorker();
  await until('the reminder', async () => (await actionNow()).state === 'done', 60_000);
  expect(rig.sink.accepted).toHaveLength(1);
  expect(await confirmations()).toBe(1);
}, 180_000);

test('S-8 N-2 the process ends between commit and signal: the relay tells the case when the row is free', async () => {
  const { id, positionHash, customerId } = await proposed();
  const command = {
    kind: 'confirm',
    key: crypto.randomUUID(),
    by: { userId: entity.collectorId },
    actionId: id,
    positionHash,
  } as const;
  const { answer, wake } = await commandCase(rig.db, { customerId, now: Date.now(), command });
  expect(answer).toMatchObject({ ok: true, state: 'confirmed' });
  // What would have relayed it is gone; as long as it might be at it, no relay takes the row.
  const { takenUntil } = await rig.db.caseWake.findUniqueOrThrow({ where: { key: wake!.key } });
  expect(takenUntil!.getTime()).toBeGreaterThan(Date.now());
  expect(takenUntil!.getTime()).toBeLessThan(Date.now() + 15_000);
  await rig.startWorker();
  await until('the reminder', async () => (await actionNow()).state === 'done', 60_000);
  expect(rig.sink.accepted).toHaveLength(1);
}, 180_000);
