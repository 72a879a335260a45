/** A sign of life for work that reports nothing by itself. */
import { Context } from '@temporalio/activity';

const heartbeatEveryMs = 5_000;

/**
 * Runs `work` and tells the server that this worker is alive: when the signs stop, the activity is handed to
 * another worker after its heartbeat timeout instead of after its longest time. Call it in an activity.
 */
export async function beating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), heartbeatEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
