/** Entry of the thread in which messages are rendered; it is killed when it overruns its budget. */
import { parentPort } from 'node:worker_threads';
import type { RenderJob } from './job.ts';
import { renderMessage } from './render-message.ts';
import { warmSkeletons } from './skeletons.ts';

const port = parentPort;
if (!port) throw new Error('this file runs as a worker thread');

port.on('message', ({ id, job }: { id: number; job: RenderJob }) => {
  try {
    port.postMessage({ id, outcome: renderMessage(job) });
  } catch (error) {
    port.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  }
});
warmSkeletons();
port.postMessage({ ready: true });
