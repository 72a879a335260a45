/** Entry of the thread in which messages are rendered; it is killed when it overruns its budget. */
import { parentPort } from 'node:worker_threads';
import { checkTemplate } from '../../../domain/template/validate.ts';
import type { ThreadTask } from './job.ts';
import { renderMessage } from './render-message.ts';
import { warmSkeletons } from './skeletons.ts';

const port = parentPort;
if (!port) throw new Error('this file runs as a worker thread');

port.on('message', (task: ThreadTask) => {
  try {
    port.postMessage({ outcome: answerTo(task) });
  } catch (error) {
    port.postMessage({ failure: error instanceof Error ? error.message : String(error) });
  }
});

function answerTo(task: ThreadTask) {
  return task.kind === 'render' ? renderMessage(task.job) : checkTemplate(task.template, task.audience);
}

warmSkeletons();
port.postMessage({ ready: true });
