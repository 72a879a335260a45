/** Workers and replays that write and read payloads as everybody does (runtime/temporal/client.ts). */
import type { DataConverter } from '@temporalio/common';
import { Worker, type ReplayWorkerOptions, type WorkerOptions } from '@temporalio/worker';
import { payloads } from '../runtime/temporal/client.ts';

export function createWorker(
  options: WorkerOptions,
  dataConverter: DataConverter = payloads,
): Promise<Worker> {
  return Worker.create({ ...options, dataConverter });
}

type Histories = Parameters<typeof Worker.runReplayHistories>[1];

/** What becomes of each history, one after another. */
export function replayHistories(
  options: ReplayWorkerOptions,
  histories: Histories,
  dataConverter: DataConverter = payloads,
): ReturnType<typeof Worker.runReplayHistories> {
  return Worker.runReplayHistories({ ...options, dataConverter }, histories);
}
