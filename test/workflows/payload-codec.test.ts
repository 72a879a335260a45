/** A codec that is given to the common converter is used by everybody who speaks with Temporal. */
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding.js';
import type { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { createCaseSignals } from '../../api/plugins/case-signals.ts';
import { openTemporal, type TemporalAccess } from '../../api/plugins/temporal.ts';
import { openClient, payloads } from '../../runtime/temporal/client.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import { relayOnce } from '../../worker/relay.ts';
import { replayHistories } from '../../worker/with-payloads.ts';
import { createWorkers } from '../../worker/workers.ts';
import { caseWorkflowId, type Evaluation } from '../../workflows/messages/collection-case.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';
import { startTemporal, type TestTemporal } from '../support/temporal.ts';

const encoding = 'binary/turned';

/** Turns every bit: what passed it is no JSON, and nothing else reads it. */
const turning: PayloadCodec = {
  encode: async (all) =>
    all.map((payload) => ({
      metadata: { encoding: encode(encoding), was: payload.metadata!['encoding']! },
      data: turned(payload.data),
    })),
  decode: async (all) =>
    all.map((payload) =>
      encodingOf(payload) === encoding
        ? { metadata: { encoding: payload.metadata!['was']! }, data: turned(payload.data) }
        : payload,
    ),
};
const dataConverter: DataConverter = { payloadCodecs: [turning] };

function turned(data: Uint8Array | null | undefined): Uint8Array {
  return Uint8Array.from(data ?? [], (byte) => ~byte & 0xff);
}

function encodingOf({ metadata }: Payload): string {
  return decode(metadata!['encoding']!);
}

let database: TestDatabase;
let temporal: TestTemporal;
let door: TemporalAccess;
let workers: Worker[];
let running: Promise<unknown>;
let evaluated: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  temporal = await startTemporal({ namespace: 'own' });
  const { codePath } = await workflowBundle();
  evaluated = [];
  const rests: Evaluation = {
    nextEvaluationAt: null,
    stage: 'resting',
    needsPerson: false,
    nextActionAt: null,
    details: 'rests',
    openActionId: null,
  };
  const activities: Pick<Activities, 'evaluate'> = {
    evaluate: async ({ customerId }) => {
      evaluated.push(customerId);
      return rests;
    },
  };
  workers = await createWorkers(
    { workerCachedCases: 1, databasePoolSize: 5, smtpMessagesPerMinute: 60 },
    {
      connection: temporal.nativeConnection,
      namespace: temporal.namespace,
      codePath,
      activities: activities as Activities,
      channels: {},
      dataConverter,
    },
  );
  running = Promise.all(workers.map((worker) => worker.run()));
  door = openTemporal({ address: temporal.address, namespace: temporal.namespace }, dataConverter);
});
afterAll(async () => {
  for (const worker of workers ?? []) worker.shutdown();
  await running;
  await door?.close();
  await temporal?.close();
  await database?.drop();
});

async function customer(): Promise<{ customerId: string; legalEntityId: string }> {
  const entity = await createEntity(database.db);
  const customerId = await createCustomer(database.db, entity);
  await database.db.caseWake.deleteMany();
  return { customerId, legalEntityId: entity.entityId };
}

const wake = (customerId: string) =>
  database.db.caseWake.create({
    data: { customerId, reason: 'ledger_changed', key: crypto.randomUUID() },
  });

const historyOf = async (customerId: string) =>
  temporal.client.workflow.getHandle(caseWorkflowId(customerId)).fetchHistory();

/** Of the whole history, but for search attributes, which the server reads. */
function payloadsOf(value: unknown): Payload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if ('metadata' in value && 'data' in value && Object(value.metadata)['encoding'] instanceof Uint8Array)
    return [value as Payload];
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'searchAttributes' || key === 'indexedFields' ? [] : payloadsOf(one),
  );
}

describe('X-2 N-5 a codec', () => {
  test('N-5 is nobody’s today: what workflows hold is JSON, which holds ids only', () => {
    expect(payloads).toEqual({ payloadCodecs: [] });
  });

  test('N-5 X-2 of the relay, the API and the workers is one, and replay reads what they wrote', async () => {
    const { customerId, legalEntityId } = await customer();
    await wake(customerId);
    const client = openClient(
      { connection: temporal.connection, namespace: temporal.namespace },
      dataConverter,
    );
    await relayOnce({ db: database.db, temporal: client });
    await vi.waitFor(() => expect(evaluated).toContain(customerId), { timeout: 20_000 });

    const cases = createCaseSignals({ db: database.db, temporal: door.client });
    const { key } = await wake(customerId);
    cases.signal({ key, customerId, legalEntityId } as never);
    await cases.settled();
    await vi.waitFor(
      () => expect(evaluated.filter((id) => id === customerId).length).toBeGreaterThanOrEqual(2),
      { timeout: 20_000 },
    );

    // What the case was started with, and what its activities answered.
    const { history, all, written } = await vi.waitFor(
      async () => {
        const read = await historyOf(customerId);
        const payloads = payloadsOf(read);
        const coded = payloads.filter((payload) => encodingOf(payload) === encoding);
        expect(coded.length).toBeGreaterThanOrEqual(3);
        return { history: read, all: payloads, written: coded };
      },
      { timeout: 20_000 },
    );
    const clear = written.map(({ data }) => decode(turned(data))).join();
    expect(clear).toContain(customerId);
    expect(clear).toContain('"details":"rests"');
    // Beside it stands only what the SDK notes of a local activity for itself.
    const beside = all.map(({ data }) => Buffer.from(data!).toString('latin1')).join();
    expect(beside).not.toContain(customerId);
    expect(beside).not.toContain('rests');

    const { codePath } = await workflowBundle();
    const replayed = async (converter: DataConverter) => {
      const results = replayHistories(
        { workflowBundle: { codePath } },
        [{ workflowId: caseWorkflowId(customerId), history }],
        converter,
      );
      for await (const { error } of results) return error;
      throw new Error('nothing was replayed');
    };
    expect(await replayed(dataConverter)).toBeUndefined();
    expect(String(await replayed(payloads))).toMatch(/encoding/i);
  }, 60_000);
});
