/**
 * One mail from the moment it is stored: it is read, and filed to its customers. Both are repeated until they succeed,
 * because nothing that came in may be lost; what cannot be read is filed as it came. A copy to another address of ours
 * asks for it again.
 */
import { proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { mailAsked, type InboundMailStart } from './messages/inbound-mail.ts';
import { taskQueues } from './messages/task-queues.ts';

const { readInboundMail, fileInboundMail } = proxyActivities<
  Pick<Activities, 'readInboundMail' | 'fileInboundMail'>
>({
  taskQueue: taskQueues.inbound,
  startToCloseTimeout: '5 minutes',
  // How long the mail of a worker that died waits for another one.
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

export async function inboundMail({ mailId }: InboundMailStart): Promise<void> {
  let isAsked = true;
  setHandler(mailAsked, () => {
    isAsked = true;
  });
  while (isAsked) {
    isAsked = false;
    await readInboundMail(mailId);
    await fileInboundMail(mailId);
  }
}
