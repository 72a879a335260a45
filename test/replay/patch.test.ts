/**
 * The example of a change to running workflows, from its marker to its proof: a case that began its pause by the code
 * of before goes on by the code of today; without the marker it could not.
 */
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { workflowBundle } from '../../worker/bundle.ts';
import { factsChanged, type Evaluation } from '../../workflows/messages/collection-case.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';
import { workflowId, workflowTypes } from '../../workflows/messages/workflow-ids.ts';
import '../support/temporal-log-level.ts';
import { timeSkippingEnv } from '../support/time-skipping.ts';

const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Today's workflows with another pause in place of theirs. */
async function bundleWithPause(replacement: string): Promise<WorkflowBundleOption> {
  return bundleWorkflowCode({
    workflowsPath: file('../../workflows/index.ts'),
    logger: silent,
    webpackConfigHook: (config) => ({
      ...config,
      resolve: {
        ...config.resolve,
        alias: { ...config.resolve?.alias, [file('../../workflows/lib/outage-pause.ts')]: file(replacement) },
      },
    }),
  });
}

const resting: Evaluation = {
  nextEvaluationAt: null,
  stage: 'resting',
  needsPerson: false,
  nextActionAt: null,
  details: 'rests',
  openActionId: null,
};

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await timeSkippingEnv();
});
afterAll(() => env?.teardown());

/** The history of a case whose first evaluation fails, and which hears of a fact while it waits. */
async function historyOfAnOutage(workflowBundle: WorkflowBundleOption) {
  let evaluations = 0;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    taskQueue: taskQueues.scenario,
    workflowBundle,
    activities: {
      evaluate: async () => {
        evaluations += 1;
        if (evaluations === 1) throw ApplicationFailure.nonRetryable('the database is away', 'away');
        return resting;
      },
    },
  });
  const running = worker.run();
  const customerId = crypto.randomUUID();
  const handle = await env.client.workflow.start(workflowTypes.collectionCase, {
    workflowId: workflowId('collectionCase', customerId),
    taskQueue: taskQueues.scenario,
    args: [{ v: 1, customerId }],
  });
  const hasTimer = async () => {
    const { events } = await handle.fetchHistory();
    return events?.some(({ timerStartedEventAttributes }) => timerStartedEventAttributes) ?? false;
  };
  await vi.waitFor(async () => expect(await hasTimer()).toBe(true), { timeout: 20_000 });
  await handle.signal(factsChanged);
  await env.sleep('2 minutes');
  await vi.waitFor(() => expect(evaluations).toBe(2), { timeout: 20_000 });
  const history = await handle.fetchHistory();
  await handle.terminate();
  worker.shutdown();
  await running;
  return history;
}

describe('N-5 a change behind a marker', () => {
  test('N-5 a case from before the change replays on the code of today; without the marker it would not', async () => {
    const before = await historyOfAnOutage(await bundleWithPause('before-marker/outage-pause.ts'));
    const { codePath } = await workflowBundle();
    await Worker.runReplayHistory({ workflowBundle: { codePath } }, before);
    const forgotten = await bundleWithPause('before-marker/forgotten-marker.ts');
    const replayed = Worker.runReplayHistory({ workflowBundle: forgotten }, before);
    await expect(replayed).rejects.toThrow(/TimerMachine/);
  }, 120_000);

  test('N-5 a case of today replays too, and carries the marker', async () => {
    const { codePath } = await workflowBundle();
    const today = await historyOfAnOutage({ codePath });
    await Worker.runReplayHistory({ workflowBundle: { codePath } }, today);
    const markers = today.events?.filter(
      ({ markerRecordedEventAttributes: marker }) => marker?.markerName === 'core_patch',
    );
    expect(markers).toHaveLength(1);
  }, 120_000);
});
