/**
 * The words of one reply are read by the rules, and then by a model where the company has switched one on. The rules are
 * repeated until they succeed; the model is asked once: without its answer the rules stand.
 */
import { isCancellation, proxyActivities, setHandler } from '@temporalio/workflow';
import type { ReplyActivities } from '../activities/replies/index.ts';
import { readingAsked, type ReadingStart } from './messages/reply-reading.ts';
import { taskQueues } from './messages/task-queues.ts';

const { readReplyWords } = proxyActivities<Pick<ReplyActivities, 'readReplyWords'>>({
  taskQueue: taskQueues.readings,
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});
const { askModelAbout } = proxyActivities<Pick<ReplyActivities, 'askModelAbout'>>({
  taskQueue: taskQueues.readings,
  startToCloseTimeout: '3 minutes',
  retry: { maximumAttempts: 1 },
});

export async function replyReading({ replyId }: ReadingStart): Promise<void> {
  let asked = false;
  setHandler(readingAsked, () => {
    asked = true;
  });
  do {
    asked = false;
    const { isModelOn } = await readReplyWords(replyId);
    if (isModelOn) await byModel(replyId);
  } while (asked);
}

async function byModel(replyId: string): Promise<void> {
  try {
    await askModelAbout(replyId);
  } catch (error) {
    if (isCancellation(error)) throw error;
  }
}
