/** Signs of life of long work, from its progress: work that hangs gives none, though its process lives. */
import { Context } from '@temporalio/activity';

const heartbeatEveryMs = 5_000;
/** Longer than any step that says nothing of its length: a piece of a file, a batch of rows, a customer. */
const usualStepMs = 60_000;

/** One message, the ten minutes included that a server may take for its last answer. */
export const longestSendMs = 10 * 60_000;

/** Says that a step is done; the next one may take so long. */
export type Progress = (nextStepMs?: number) => void;

/**
 * Runs `work` and tells the server that it goes on: when the signs stop, the activity is handed to another worker after
 * its heartbeat timeout. Signs are given as long as the step that is under way is not longer than was said of it, so
 * that the timeout may be short although some steps are long. Call it in an activity.
 *
 * @throws Error at the next step when the worker is to stop: another one goes on
 */
export async function withHeartbeat<T>(
  work: (progress: Progress) => Promise<T>,
  firstStepMs: number = usualStepMs,
): Promise<T> {
  const context = Context.current();
  let overdueAt = Date.now() + firstStepMs;
  const timer = setInterval(() => {
    if (Date.now() < overdueAt) context.heartbeat();
  }, heartbeatEveryMs);
  try {
    return await work((nextStepMs = usualStepMs) => {
      // Not as a cancellation: the work is to be tried again elsewhere.
      if (context.cancellationSignal.aborted) throw new Error('the worker stops between two steps');
      overdueAt = Date.now() + nextStepMs;
    });
  } finally {
    clearInterval(timer);
  }
}
