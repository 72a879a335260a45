import { afterEach, beforeEach, expect, test } from 'vitest';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { startFaultApi, type FaultApi } from '../support/fault-api.ts';
import { createEntity, threeSteps, type TestEntity } from '../support/ledger.ts';
import { alwaysOpen, dueCustomers, startFaultRig, until, type FaultRig } from '../support/fault-rig.ts';

const deadlineMs = 3_000;

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
  const api = await startFaultApi({ db: rig.db, temporal, entity, deadlineMs });
  apis.push(api);
  return api;
}

/** Everything that a confirmation changes. */
async function traces() {
  const [action, messages, history, wakes] = await Promise.all([
    rig.db.agendaAction.findFirstOrThrow({ omit: { updatedAt: true } }),
    rig.db.outboundMessage.count(),
    rig.db.historyEvent.count(),
    rig.db.caseWake.count(),
  ]);
  return { action, messages, history, wakes };
}

test('S-8 S-9 N-2 a confirmation without Temporal or worker: 503 in time, nothing half done, then once', async () => {
  const [customerId] = await dueCustomers(rig, entity, 1);
  await rig.db.$transaction((tx) => evaluateCase(tx, customerId!, Date.now()));
  const before = await traces();
  expect(before.action.state).toBe('proposed');
  const { id, positionHash } = before.action;
  const click = { key: crypto.randomUUID(), positionHash };

  // Nobody listens at the address; then a server that answers, but no worker.
  for (const temporal of [{ ...rig, address: '127.0.0.1:1' }, rig]) {
    const api = await apiAt(temporal);
    const askedAt = performance.now();
    expect(await api.post(`/actions/${id}/confirm`, click)).toMatchObject({
      status: 503,
      body: { code: 'service_unavailable' },
    });
    expect(performance.now() - askedAt).toBeLessThan(deadlineMs + 3_000);
    expect(await traces()).toEqual(before);
  }

  // A worker comes; the same click again is answered, and was carried out once, whichever of the two arrived.
  await rig.startWorker();
  const api = await apiAt(rig);
  const answer = await until(
    'the repeated click to be answered',
    async () => {
      const tried = await api.post(`/actions/${id}/confirm`, click);
      return tried.status !== 503 && tried;
    },
    60_000,
  );
  expect(answer).toMatchObject({ status: 200, body: { actionId: id } });
  await until('the reminder', async () => (await traces()).action.state === 'done', 60_000);
  expect(rig.sink.accepted).toHaveLength(1);
  expect(await rig.db.historyEvent.count({ where: { kind: 'action_confirmed' } })).toBe(1);
}, 180_000);
