import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { workflowBundle } from '../../worker/bundle.ts';
import {
  keepCurrent,
  readVersions,
  supportsVersions,
  takesOver,
  versionedBy,
  type Versions,
} from '../../worker/deployment.ts';
import {
  caseStatus,
  caseWorkflowId,
  factsChanged,
  type Evaluation,
} from '../../workflows/messages/collection-case.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';
import { workflowTypes } from '../../workflows/messages/workflow-ids.ts';
import { startTemporal, type TestTemporal } from '../support/temporal.ts';
import '../support/temporal-log-level.ts';

describe('N-5 which version follows the cases', () => {
  const versions = (over: Partial<Versions>): Versions => ({
    current: 'old',
    firstSeenAt: new Map([
      ['old', 1],
      ['new', 2],
    ]),
    polling: new Set(['old', 'new']),
    ...over,
  });

  test.each<[string, string, Partial<Versions>, boolean]>([
    ['the first of all', 'old', { current: undefined }, true],
    ['a newer one', 'new', {}, true],
    ['not the current one again', 'old', {}, false],
    ['not an old one that restarts during a roll-out', 'old', { current: 'new' }, false],
    [
      'an old one when the new one has no worker left',
      'old',
      { current: 'new', polling: new Set(['old']) },
      true,
    ],
    ['not one that the server has not seen yet', 'newest', {}, false],
    ['one when the current one is unknown by now', 'new', { current: 'gone' }, true],
  ])('N-5 %s', (_what, own, over, expected) => {
    expect(takesOver(own, versions(over))).toBe(expected);
  });
});

describe('N-5 workers with versions', () => {
  let temporal: TestTemporal;
  let codePath: string;
  const ending: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    temporal = await startTemporal({ namespace: 'own' });
    ({ codePath } = await workflowBundle());
  });
  afterAll(async () => {
    await Promise.all(ending.map((end) => end()));
    await temporal?.close();
  });

  /** A worker whose cases say by which version they were evaluated. */
  async function workerOf(buildId: string) {
    const evaluation: Evaluation = {
      nextEvaluationAt: null,
      stage: 'resting',
      needsPerson: false,
      nextActionAt: null,
      details: buildId,
      openActionId: null,
    };
    const worker = await Worker.create({
      connection: temporal.nativeConnection,
      namespace: temporal.namespace,
      taskQueue: taskQueues.scenario,
      workflowBundle: { codePath },
      activities: { evaluate: () => Promise.resolve(evaluation) },
      workerDeploymentOptions: versionedBy(buildId),
    });
    const running = worker.run();
    const onCurrent = vi.fn();
    const { connection, namespace } = temporal;
    const current = keepCurrent({ connection, namespace, buildId, onCurrent, onTrouble: () => undefined });
    const end = async () => {
      current.stop();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
    };
    ending.push(end);
    await current.settled;
    return { onCurrent, end };
  }

  test('N-5 a case goes on with the newer version at its next task, and an old worker does not take it back', async () => {
    expect(await supportsVersions(temporal.connection, temporal.namespace)).toBe(true);
    const first = await workerOf('one');
    const customerId = crypto.randomUUID();
    const handle = await temporal.client.workflow.start(workflowTypes.collectionCase, {
      workflowId: caseWorkflowId(customerId),
      taskQueue: taskQueues.scenario,
      args: [{ v: 1, customerId }],
    });
    const evaluatedBy = (version: string) =>
      vi.waitFor(async () => expect((await handle.query(caseStatus)).waitingFor).toBe(version), {
        timeout: 20_000,
        interval: 100,
      });
    await evaluatedBy('one');
    expect((await workerOf('two')).onCurrent).toHaveBeenCalledOnce();
    // The server tells its queues of the new version a little later: a task of before may still go to the old one.
    await vi.waitFor(
      async () => {
        await handle.signal(factsChanged);
        await vi.waitFor(async () => expect((await handle.query(caseStatus)).waitingFor).toBe('two'));
      },
      { timeout: 20_000, interval: 100 },
    );
    await first.end();
    expect((await workerOf('one')).onCurrent).not.toHaveBeenCalled();
    expect((await readVersions(temporal.connection, temporal.namespace, Date.now())).current).toBe('two');
    await handle.terminate();
  }, 60_000);
});
