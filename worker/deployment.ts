/**
 * Worker deployment versioning: the build id is the hash of the workflow bundle, so that a case is followed by workers
 * of one version at a time, also while a new one is rolled out. Cases move to the current version with their next task
 * (ADR 16); what such a move needs in the code is a patch marker.
 */
import type { Connection } from '@temporalio/client';
import type { WorkerDeploymentOptions } from '@temporalio/worker';
import { answered } from '../runtime/temporal/deadline.ts';
import { taskQueues } from '../workflows/messages/task-queues.ts';

export const deploymentName = 'relance';

export function versionedBy(buildId: string): WorkerDeploymentOptions {
  return {
    version: { deploymentName, buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  };
}

/** gRPC: NOT_FOUND: no worker has come yet, but the server knows what was asked. */
const notFound = 5;

/** Whether the server keeps versions of workers and lets this account ask for them. */
export async function supportsVersions(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await describe(connection, namespace);
    return true;
  } catch (error) {
    return codeOf(error) === notFound;
  }
}

/** What is known of the versions that follow cases. */
export interface Versions {
  /** The build id that cases are given to; absent: to workers without a version. */
  current: string | undefined;
  /** Of each version that the server knows, when its first worker came (ms since epoch). */
  firstSeenAt: ReadonlyMap<string, number>;
  /** Build ids whose workers ask for cases now. */
  polling: ReadonlySet<string>;
}

/**
 * Whether a version makes itself the current one: nobody is, it is the newer, or the current one has no worker left (a
 * rollback, a deployment that does not start). An old worker that restarts in the middle of a roll-out does not.
 */
export function takesOver(own: string, { current, firstSeenAt, polling }: Versions): boolean {
  if (current === own || !firstSeenAt.has(own)) return false;
  if (current === undefined || !polling.has(current)) return true;
  return firstSeenAt.get(own)! > (firstSeenAt.get(current) ?? Infinity);
}

/** Polls are renewed each minute; what has been silent for longer is gone. */
const pollingMs = 150_000;

export async function readVersions(
  connection: Connection,
  namespace: string,
  now: number,
): Promise<Versions> {
  const workflowQueue = 1;
  const [{ workerDeploymentInfo: deployment }, { pollers }] = await Promise.all([
    describe(connection, namespace),
    answered(connection, () =>
      connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: taskQueues.scenario },
        taskQueueType: workflowQueue,
      }),
    ),
  ]);
  const known = (deployment?.versionSummaries ?? []).map(
    ({ deploymentVersion, createTime }): [string, number] => [
      deploymentVersion?.buildId ?? '',
      milliseconds(createTime),
    ],
  );
  const alive = pollers.filter(({ lastAccessTime }) => now - milliseconds(lastAccessTime) < pollingMs);
  return {
    current: deployment?.routingConfig?.currentDeploymentVersion?.buildId ?? undefined,
    firstSeenAt: new Map(known),
    polling: new Set(alive.map(({ deploymentOptions }) => deploymentOptions?.buildId ?? '')),
  };
}

export interface CurrentOptions {
  connection: Connection;
  namespace: string;
  buildId: string;
  /** Called when this version has become the current one. */
  onCurrent: () => void;
  /** Called when the server cannot be asked; it is asked again. */
  onTrouble: (error: unknown) => void;
}

const beforeFirstMs = 300;
const betweenMs = 20_000;

/**
 * Looks now and then whether this version is to be the current one, and makes it so; begin when the workers run. `settled`
 * is fulfilled when cases have somebody to follow them: this version or another one.
 *
 * `settled` rejects when the account may not name the current version: then somebody else must, or versions are off.
 */
export function keepCurrent(options: CurrentOptions): { settled: Promise<void>; stop: () => void } {
  const stopping = new AbortController();
  const settled = Promise.withResolvers<void>();
  void (async () => {
    let isSettled = false;
    while (!stopping.signal.aborted) {
      try {
        if (await becomeCurrent(options)) {
          isSettled = true;
          settled.resolve();
        }
      } catch (error) {
        if (forbidden.has(codeOf(error))) settled.reject(error as Error);
        else options.onTrouble(error);
      }
      await pause(isSettled ? betweenMs : beforeFirstMs, stopping.signal);
    }
    settled.resolve();
  })();
  return { settled: settled.promise, stop: () => stopping.abort() };
}

/** gRPC: PERMISSION_DENIED, UNIMPLEMENTED. */
const forbidden = new Set<number | undefined>([7, 12]);

async function becomeCurrent({
  connection,
  namespace,
  buildId,
  onCurrent,
}: CurrentOptions): Promise<boolean> {
  const versions = await readVersions(connection, namespace, Date.now()).catch((error: unknown) => {
    // The first poll of the first worker is on its way.
    if (codeOf(error) === notFound) return undefined;
    throw error;
  });
  if (versions === undefined || !versions.firstSeenAt.has(buildId)) return false;
  if (!takesOver(buildId, versions)) return true;
  await answered(connection, () =>
    connection.workflowService.setWorkerDeploymentCurrentVersion({
      namespace,
      deploymentName,
      buildId,
      // Queues of an earlier version that nobody needs any more.
      ignoreMissingTaskQueues: true,
    }),
  );
  onCurrent();
  return true;
}

function describe(connection: Connection, namespace: string) {
  return answered(connection, () =>
    connection.workflowService.describeWorkerDeployment({ namespace, deploymentName }),
  );
}

function codeOf(error: unknown): number | undefined {
  return (error as { code?: number }).code;
}

function milliseconds(time: { seconds?: unknown; nanos?: number | null } | null | undefined): number {
  return Number(time?.seconds ?? 0) * 1_000 + Math.floor((time?.nanos ?? 0) / 1_000_000);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
