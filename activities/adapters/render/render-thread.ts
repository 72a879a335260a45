/** Runs on the thread of renderer.ts, which is ended when it overruns its budget. */
import { checkTemplate } from '../../../domain/template/validate.ts';
import type { ThreadTask } from './job.ts';
import { renderMessage } from './render-message.ts';
import { warmSkeletons } from './skeletons.ts';

warmSkeletons();

export function run(task: ThreadTask) {
  return task.kind === 'render' ? renderMessage(task.job) : checkTemplate(task.template, task.audience);
}
