import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import {
  caseSignal,
  factsChanged,
  type CaseStart,
  type Evaluation,
  type MessageOutcome,
  type PerformStep,
} from '../../workflows/messages/collection-case.ts';
import { channelQueue, taskQueues } from '../../workflows/messages/task-queues.ts';
import { workflowTypes } from '../../workflows/messages/workflow-ids.ts';
import { timeSkippingEnv } from '../support/time-skipping.ts';

const day = 24 * 3600 * 1000;

/** What the activities of one test do; each test sets its own. */
interface Script {
  evaluate: (now: number) => Evaluation | Promise<Evaluation>;
  perform: (actionId: string, now: number) => PerformStep;
  dispatch: (messageId: string) => MessageOutcome | Promise<MessageOutcome>;
  settle: (wakes: number[], now: number) => Evaluation;
}

let env: TestWorkflowEnvironment;
let worker: Worker;
let mailWorker: Worker;
let running: Promise<unknown>;
let script: Script;
/** The customers of the test under way. */
let followed: Set<string>;
let evaluations: number[];
let performed: string[];

function resting(over: Partial<Evaluation> = {}): Evaluation {
  return {
    nextEvaluationAt: null,
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
  const activities: Pick<Activities, 'evaluate' | 'perform' | 'dispatch' | 'settle'> = {
    evaluate: async ({ now, customerId }) => {
      // An evaluation of the case before, ended in the middle of it, may still be under way.
      if (!followed.has(customerId)) return resting();
      evaluations.push(now);
      return script.evaluate(now);
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
  followed = new Set();
  evaluations = [];
  performed = [];
  script = {
    evaluate: () => resting(),
    perform: () => resting(),
    dispatch: () => ({ isStale: false, wakeAt: null }),
    settle: () => resting(),
  };
});

function newCustomer(): string {
  const customerId = crypto.randomUUID();
  followed.add(customerId);
  return customerId;
}

async function startCase() {
  const customerId = newCustomer();
  const start: CaseStart = { v: 1, customerId };
  return env.client.workflow.start(workflowTypes.collectionCase, {
    workflowId: `case/${customerId}`,
    taskQueue: taskQueues.scenario,
    args: [start],
  });
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  // As long as a loaded machine may take for the first task of a workflow.
  for (let tries = 0; tries < 2000; tries += 1) {
    if (await holds()) return;
    await delay(25);
  }
  throw new Error(`did not come about: ${what}; evaluations at ${evaluations.join(', ') || 'no time'}`);
}

async function skipTime(ms: number): Promise<void> {
  await env.sleep(ms);
}

describe('collection case', () => {
  test('S-4 waits until the next evaluation and performs what is due', async () => {
    const dueAt = Date.now() + 400 * day;
    script.evaluate = (now) => {
      if (performed.length > 0) return resting();
      return now < dueAt
        ? resting({ nextEvaluationAt: dueAt })
        : resting({ nextEvaluationAt: now, perform: { actionId: 'a-1', channel: 'email' } });
    };
    script.perform = () => resting();
    const handle = await startCase();
    await until('first evaluation', () => evaluations.length === 1);
    expect(performed).toEqual([]);
    await skipTime(dueAt - evaluations[0]! + 2000);
    await until('performed', () => performed.length === 1);
    expect(performed).toEqual(['a-1']);
    await handle.terminate();
  });

  test('S-9 several messages leave side by side, and what became of them is settled together', async () => {
    const dueNow = (now: number) =>
      resting({ nextEvaluationAt: now, perform: { actionId: 'a-1', channel: 'email' } });
    script.evaluate = (now) => (settled.length > 0 ? resting() : dueNow(now));
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
    script.evaluate = (now) =>
      resting({ nextEvaluationAt: now, perform: { actionId: 'a-1', channel: 'email' } });
    script.perform = () =>
      performed.length === 1 ? { messages: ['m-1', 'm-2'], leaveBefore: null } : resting();
    script.dispatch = (messageId) => ({ isStale: messageId === 'm-2', wakeAt: null });
    script.settle = () => expect.unreachable();
    const handle = await startCase();
    await until('performed again', () => performed.length === 2);
    await handle.terminate();
  });

  test('L-1 what no channel carries is refused where cases are followed, not left in a queue of nobody', async () => {
    script.evaluate = (now) =>
      performed.length > 0 ? resting() : resting({ nextEvaluationAt: now, perform: { actionId: 'a-1' } });
    const handle = await startCase();
    await until('performed', () => performed.length === 1);
    await handle.terminate();
  });

  test('S-8 a fact wakes a sleeping case at once', async () => {
    script.evaluate = (now) => resting({ nextEvaluationAt: now + 14 * day });
    const handle = await startCase();
    await until('first evaluation', () => evaluations.length === 1);
    await handle.signal(factsChanged);
    await until('second evaluation', () => evaluations.length === 2);
    expect(evaluations[1]! - evaluations[0]!).toBeLessThan(day);
    await handle.terminate();
  });

  test('S-8 a fact that arrives during an evaluation makes the case evaluate again', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    script.evaluate = async () => {
      if (evaluations.length === 1) await held;
      return resting();
    };
    const handle = await startCase();
    await until('an evaluation under way', () => evaluations.length === 1);
    await handle.signal(factsChanged);
    release();
    await until('another evaluation', () => evaluations.length === 2);
    await handle.terminate();
  });

  test('S-4 no fact is lost in a storm across many runs', async () => {
    const handle = await startCase();
    const latest = env.client.workflow.getHandle(handle.workflowId);
    let written = 0;
    let seen = 0;
    script.evaluate = () => {
      seen = written;
      return resting();
    };
    // One at a time from eight callers: as many as make the case carry on as a new run several times.
    const callers = Array.from({ length: 8 }, async () => {
      for (let n = 0; n < 25; n += 1) {
        written += 1;
        await latest.signal(factsChanged);
      }
    });
    await Promise.all(callers);
    await until('the last fact to be seen', () => seen === written);
    await until('a later run', async () => (await latest.describe()).runId !== handle.firstExecutionRunId);
    await latest.terminate();
  }, 60_000);

  test('S-4 a fact that comes with the start is evaluated at once, with full state', async () => {
    const customerId = newCustomer();
    const legalEntityId = crypto.randomUUID();
    const handle = await env.client.workflow.signalWithStart(
      workflowTypes.collectionCase,
      caseSignal({ customerId, legalEntityId }),
    );
    await until('an evaluation', () => evaluations.length >= 1);
    await handle.terminate();
  });

  test('N-2 an outage of the database delays a case and never fails it', async () => {
    let isOut = true;
    let recovered = false;
    script.evaluate = () => {
      if (isOut) throw new Error('database unreachable');
      recovered = true;
      return resting();
    };
    const handle = await startCase();
    await until('some tries', () => evaluations.length >= 2);
    isOut = false;
    await until('recovered', () => recovered);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await handle.terminate();
  });
});

describe('a case that cannot be evaluated', () => {
  test('S-8 a fact ends the pause after an outage: the database that took it is back', async () => {
    script.evaluate = () => {
      if (evaluations.length === 1) throw ApplicationFailure.nonRetryable('refused', 'internal_error');
      return resting();
    };
    const handle = await startCase();
    await until('an evaluation that failed', () => evaluations.length >= 1);
    await handle.signal(factsChanged);
    await until('another evaluation', () => evaluations.length >= 2);
    expect(evaluations[1]! - evaluations[0]!).toBeLessThan(60_000);
    await handle.terminate();
  });
});
