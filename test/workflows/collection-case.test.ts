import { setTimeout as delay } from 'node:timers/promises';
import {
  ApplicationFailure,
  WithStartWorkflowOperation,
  type WorkflowHandleWithSignaledRunId,
} from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import {
  caseCommand,
  channelQueue,
  factsChanged,
  taskQueues,
  workflowTypes,
  type CaseCommand,
  type CaseStart,
  type LookResult,
  type MessageOutcome,
  type PerformStep,
} from '../../workflows/messages.ts';
import { timeSkippingEnv } from '../support/time-skipping.ts';

const day = 24 * 3600 * 1000;
const by = { userId: 'u-1', name: 'Ada' };

/** What the activities of one test do; each test sets its own. */
interface Script {
  look: (now: number) => LookResult;
  command: (command: CaseCommand, now: number) => LookResult;
  perform: (actionId: string, now: number) => PerformStep;
  dispatch: (messageId: string) => MessageOutcome | Promise<MessageOutcome>;
  settle: (wakes: number[], now: number) => LookResult;
}

let env: TestWorkflowEnvironment;
let worker: Worker;
let mailWorker: Worker;
let running: Promise<unknown>;
let script: Script;
let looks: number[];
let commands: string[];
let performed: string[];

function resting(over: Partial<LookResult> = {}): LookResult {
  return {
    nextLookAt: null,
    stage: 'resting',
    needsPerson: false,
    nextActionAt: null,
    details: 'rests',
    openActionId: null,
    ...over,
  };
}

beforeAll(async () => {
  env = await timeSkippingEnv();
  const { codePath } = await workflowBundle();
  const activities: Pick<Activities, 'look' | 'command' | 'perform' | 'dispatch' | 'settle'> = {
    look: async ({ now }) => {
      looks.push(now);
      return script.look(now);
    },
    command: async ({ command, now }) => {
      commands.push(command.key);
      return { answer: { ok: true, state: command.kind }, look: script.command(command, now) };
    },
    perform: async ({ actionId, now }) => {
      performed.push(actionId);
      return script.perform(actionId, now);
    },
    dispatch: async ({ messageId }) => script.dispatch(messageId),
    settle: async ({ now, wakes }) => script.settle(wakes, now),
  };
  const common = { connection: env.nativeConnection, namespace: env.namespace ?? 'default', activities };
  worker = await Worker.create({ ...common, taskQueue: taskQueues.scenario, workflowBundle: { codePath } });
  mailWorker = await Worker.create({ ...common, taskQueue: channelQueue('email') });
  running = Promise.all([worker.run(), mailWorker.run()]);
});

afterAll(async () => {
  worker?.shutdown();
  mailWorker?.shutdown();
  await running;
  await env?.teardown();
});

beforeEach(() => {
  looks = [];
  commands = [];
  performed = [];
  script = {
    look: () => resting(),
    command: () => resting(),
    perform: () => resting(),
    dispatch: () => ({ isStale: false, wakeAt: null }),
    settle: () => resting(),
  };
});

async function startCase(over: Partial<CaseStart> = {}) {
  const customerId = crypto.randomUUID();
  const start: CaseStart = { v: 1, customerId, ...over };
  return env.client.workflow.start(workflowTypes.collectionCase, {
    workflowId: `case/${customerId}`,
    taskQueue: taskQueues.scenario,
    args: [start],
  });
}

function command(key: string): CaseCommand {
  return { key, by, kind: 'complete', actionId: 'a-1' };
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await delay(25);
  }
  throw new Error(`did not come about: ${what}`);
}

async function skipTime(ms: number): Promise<void> {
  await env.sleep(ms);
}

describe('collection case', () => {
  test('S-4 waits until the next look and performs what it is told', async () => {
    const dueAt = Date.now() + 400 * day;
    script.look = (now) => {
      if (performed.length > 0) return resting();
      return now < dueAt
        ? resting({ nextLookAt: dueAt })
        : resting({ nextLookAt: now, perform: { actionId: 'a-1', channel: 'email' } });
    };
    script.perform = () => resting();
    const handle = await startCase();
    await until('first look', () => looks.length === 1);
    expect(performed).toEqual([]);
    await skipTime(dueAt - looks[0]! + 2000);
    await until('performed', () => performed.length === 1);
    expect(performed).toEqual(['a-1']);
    await handle.terminate();
  });

  test('S-9 several messages leave side by side, and what became of them is settled together', async () => {
    const dueNow = (now: number) =>
      resting({ nextLookAt: now, perform: { actionId: 'a-1', channel: 'email' } });
    script.look = (now) => (settled.length > 0 ? resting() : dueNow(now));
    script.perform = () => ({ messages: ['m-1', 'm-2', 'm-3'], leaveBefore: null });
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const begun: string[] = [];
    script.dispatch = async (messageId) => {
      begun.push(messageId);
      if (messageId === 'm-1') await held;
      return { isStale: false, wakeAt: messageId === 'm-3' ? 4_102_444_800_000 : null };
    };
    const settled: number[][] = [];
    script.settle = (wakes) => {
      settled.push(wakes);
      return resting();
    };
    const handle = await startCase();
    await until('all to be tried while one is held', () => begun.length === 3);
    expect(settled).toEqual([]);
    release();
    await until('settled', () => settled.length === 1);
    expect(settled).toEqual([[4_102_444_800_000]]);
    expect(performed).toEqual(['a-1']);
    await handle.terminate();
  });

  test('S-9 one of several was made on facts that changed: the action is performed again', async () => {
    script.look = (now) => resting({ nextLookAt: now, perform: { actionId: 'a-1', channel: 'email' } });
    script.perform = () =>
      performed.length === 1 ? { messages: ['m-1', 'm-2'], leaveBefore: null } : resting();
    script.dispatch = (messageId) => ({ isStale: messageId === 'm-2', wakeAt: null });
    script.settle = () => expect.unreachable();
    const handle = await startCase();
    await until('performed again', () => performed.length === 2);
    await handle.terminate();
  });

  test('L-1 what no channel carries is refused where cases are followed, not left in a queue of nobody', async () => {
    script.look = (now) =>
      performed.length > 0 ? resting() : resting({ nextLookAt: now, perform: { actionId: 'a-1' } });
    const handle = await startCase();
    await until('performed', () => performed.length === 1);
    await handle.terminate();
  });

  test('S-8 a fact wakes a sleeping case at once', async () => {
    script.look = (now) => resting({ nextLookAt: now + 14 * day });
    const handle = await startCase();
    await until('first look', () => looks.length === 1);
    await handle.signal(factsChanged);
    await until('second look', () => looks.length === 2);
    expect(looks[1]! - looks[0]!).toBeLessThan(day);
    await handle.terminate();
  });

  test('A-2 a person gets the answer of the case, and the same click twice is one', async () => {
    const handle = await startCase();
    const first = await handle.executeUpdate(caseCommand, { args: [command('k-1')], updateId: 'k-1' });
    const again = await handle.executeUpdate(caseCommand, { args: [command('k-1')], updateId: 'k-1-retry' });
    expect(first).toEqual({ ok: true, state: 'complete' });
    expect(again).toEqual(first);
    expect(commands).toEqual(['k-1']);
    await handle.terminate();
  });

  test('S-4 answers given before continue-as-new are remembered after it', async () => {
    const handle = await startCase();
    await handle.executeUpdate(caseCommand, { args: [command('k-1')] });
    // A case that sleeps for long carries on as a new run after some sixty events.
    for (let n = 2; n < 22; n += 1) {
      await handle.executeUpdate(caseCommand, { args: [command(`k-${n}`)] });
    }
    const latest = env.client.workflow.getHandle(handle.workflowId);
    await until('a later run', async () => (await latest.describe()).runId !== handle.firstExecutionRunId);
    const again = await latest.executeUpdate(caseCommand, { args: [command('k-1')] });
    expect(again).toEqual({ ok: true, state: 'complete' });
    expect(commands.filter((key) => key === 'k-1')).toHaveLength(1);
    await latest.terminate();
  });

  test('S-4 no command and no fact is lost in a storm across many runs', async () => {
    const handle = await startCase();
    const latest = env.client.workflow.getHandle(handle.workflowId);
    const keys = Array.from({ length: 60 }, (_, n) => `storm-${n}`);
    const signals = Array.from({ length: 100 }, () => latest.signal(factsChanged));
    // One at a time from three callers; a refused attempt is repeated with the same key, as the API does.
    const callers = [0, 1, 2].map(async (caller) => {
      for (const key of keys.filter((_, n) => n % 3 === caller)) await insist(latest, key);
    });
    await Promise.all([...signals, ...callers]);
    expect([...new Set(commands)].sort()).toEqual([...keys].sort());
    const before = looks.length;
    await latest.signal(factsChanged);
    await until('a look after the storm', () => looks.length > before);
    await latest.terminate();
  }, 60_000);

  test('S-4 a message that comes with the start is handled with full state', async () => {
    const customerId = crypto.randomUUID();
    const start: CaseStart = { v: 1, customerId };
    const startOperation = new WithStartWorkflowOperation(workflowTypes.collectionCase, {
      workflowId: `case/${customerId}`,
      taskQueue: taskQueues.scenario,
      args: [start],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    const answer = await env.client.workflow.executeUpdateWithStart(caseCommand, {
      startWorkflowOperation: startOperation,
      args: [command('first')],
    });
    expect(answer).toEqual({ ok: true, state: 'complete' });
    await (await startOperation.workflowHandle()).terminate();
  });

  test('N-2 an outage of the database delays a case and never fails it', async () => {
    let isOut = true;
    let recovered = false;
    script.look = () => {
      if (isOut) throw new Error('database unreachable');
      recovered = true;
      return resting();
    };
    const handle = await startCase();
    await until('some tries', () => looks.length >= 2);
    isOut = false;
    await until('recovered', () => recovered);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await handle.terminate();
  });
});

describe('commands that cannot be carried out', () => {
  const ask = (handle: Awaited<ReturnType<typeof startCase>>, key: string) =>
    handle.executeUpdate(caseCommand, { args: [command(key)], updateId: crypto.randomUUID() });

  test('S-8 tries have an end, the person is told, and the same key sent again is carried out', async () => {
    script.command = () => {
      throw new Error('database unreachable');
    };
    const handle = await startCase();
    expect(await ask(handle, 'k-1')).toEqual({ ok: false, code: 'service_unavailable', params: {} });
    expect(commands).toEqual(Array.from({ length: 5 }, () => 'k-1'));
    script.command = () => resting();
    expect(await ask(handle, 'k-2')).toMatchObject({ ok: true });
    expect(await ask(handle, 'k-1')).toMatchObject({ ok: true });
    expect(await ask(handle, 'k-1')).toMatchObject({ ok: true });
    expect(commands.slice(5)).toEqual(['k-2', 'k-1']);
    await handle.terminate();
  });

  test('S-8 what can never be carried out is refused at once, and the case goes on', async () => {
    script.command = () => {
      throw ApplicationFailure.nonRetryable('text that no database takes', 'validation_failed');
    };
    const handle = await startCase();
    expect(await ask(handle, 'k-1')).toEqual({ ok: false, code: 'validation_failed', params: {} });
    expect(commands).toEqual(['k-1']);
    script.command = () => resting();
    expect(await ask(handle, 'k-2')).toMatchObject({ ok: true });
    await handle.terminate();
  });

  test('S-8 a case that cannot look answers commands while it waits to look again', async () => {
    script.look = () => {
      throw ApplicationFailure.nonRetryable('refused', 'internal_error');
    };
    const handle = await startCase();
    await until('a look that failed', () => looks.length === 1);
    expect(await ask(handle, 'k-1')).toMatchObject({ ok: true });
    await handle.terminate();
  });

  test('S-8 a failure remembered by an earlier run is forgotten', async () => {
    const remembered = { ok: false, code: 'service_unavailable', params: {} } as const;
    const handle = await startCase({ answered: [{ key: 'k-1', answer: remembered }] });
    expect(await ask(handle, 'k-1')).toMatchObject({ ok: true });
    await handle.terminate();
  });
});

async function insist(
  handle: Pick<WorkflowHandleWithSignaledRunId, 'executeUpdate'>,
  key: string,
): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      await handle.executeUpdate(caseCommand, { args: [command(key)], updateId: `${key}-${tries}` });
      return;
    } catch {
      await delay(20);
    }
  }
  throw new Error(`${key} was refused twenty times`);
}
