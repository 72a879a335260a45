/**
 * The Java test server, which jumps over waiting times. It knows no lists, counts or schedules, and its clock is
 * one for the whole server: each test file starts its own.
 */
import './temporal-log-level.ts';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkerInterceptors } from '@temporalio/worker';
import type { Connection } from '@temporalio/client';
import { freePort } from '../../runtime/processes.ts';
import { findTimeSkippingServer } from '../../runtime/setup/places.mjs';
import { addSearchAttributes } from '../../runtime/temporal/namespace.ts';
import { endsWithTheRun } from './shared-server.ts';
import { processesNaming } from './processes.ts';

/** A server of the caller's own; `await env.teardown()` ends it. */
export async function timeSkippingEnv(): Promise<TestWorkflowEnvironment> {
  const path = findTimeSkippingServer();
  if (!path)
    throw new Error('There is no time-skipping server on this machine: run "npm test" once, it fetches it.');
  const env = await startServer(path);
  await addSearchAttributes(env.connection as Connection, env.namespace ?? 'default');
  return env;
}

/** The SDK waits five seconds for the server, which a busy machine may exceed: then it is started again. */
async function startServer(path: string, triesLeft = 5): Promise<TestWorkflowEnvironment> {
  const port = await freePort();
  try {
    const env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path }, port },
    });
    for (const pid of processesNaming(` ${port}`)) await endsWithTheRun(pid);
    return env;
  } catch (error) {
    if (triesLeft === 0 || !String(error).includes('did not start within')) throw error;
    return startServer(path, triesLeft - 1);
  }
}

/** Virtual time now, in milliseconds since 1970. */
export function virtualNow(env: TestWorkflowEnvironment): Promise<number> {
  return env.currentTimeMs();
}

export interface VirtualClock {
  /** For the activities of a worker with these interceptors. */
  clock: () => Date;
  interceptors: WorkerInterceptors;
}

/**
 * The clock that activities read where time is skipped. It is read from the server as each activity begins, and goes on
 * at the pace of this process: the server skips nothing while an activity is under way.
 */
export function virtualClock(env: TestWorkflowEnvironment): VirtualClock {
  let read = { at: Date.now(), when: performance.now() };
  return {
    clock: () => new Date(read.at + performance.now() - read.when),
    interceptors: {
      activity: [
        () => ({
          inbound: {
            async execute(input, next) {
              read = { at: await env.currentTimeMs(), when: performance.now() };
              return next(input);
            },
          },
        }),
      ],
    },
  };
}

/**
 * Lets `days` of virtual time pass. Never await `handle.result()` of a case instead: that unlocks the clock, and a
 * case that waits for a person jumps about ten years ahead.
 */
export async function passDays(env: TestWorkflowEnvironment, days: number): Promise<void> {
  await env.sleep(days * 86_400_000);
}
