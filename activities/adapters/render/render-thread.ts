/** Runs on the thread of renderer.ts, which is ended when it overruns its budget. */
import { checkTemplate } from '../../../domain/template/validate.ts';
import type { ThreadTask } from './job.ts';
import { letterText } from './letter-text.ts';
import { renderMessage } from './render-message.ts';
import { warmSkeletons } from './skeletons.ts';

warmSkeletons();

export function run(task: ThreadTask) {
  switch (task.kind) {
    case 'render':
      return renderMessage(task.job);
    case 'letter':
      return letterText(task.job);
    case 'check':
      return checkTemplate(task.template, task.audience);
  }
}
