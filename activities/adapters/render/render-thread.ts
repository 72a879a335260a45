/** Runs on the thread of renderer.ts, which is ended when it overruns its budget. */
import { documentFromHtml } from '../../../domain/document/from-template.ts';
import type { Outcome } from '../../../domain/errors.ts';
import { parseDocument, type Document } from '../../../domain/model/document.ts';
import type { TagAudience } from '../../../domain/template/tags.ts';
import { withWrittenTags } from '../../../domain/template/tagged-text.ts';
import { checkTemplate, type CheckedTemplate } from '../../../domain/template/validate.ts';
import type { ThreadTask, UncheckedTemplate } from './job.ts';
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
      return check(task.template, task.audience);
  }
}

function check({ subject, body }: UncheckedTemplate, audience: TagAudience): Outcome<CheckedTemplate> {
  const read = readBody(body);
  return read.ok ? checkTemplate({ subject, body: read.value }, audience) : read;
}

function readBody(body: unknown): Outcome<Document> {
  if (typeof body === 'object' && body !== null && 'html' in body) return documentFromHtml(body.html);
  const parsed = parseDocument(body);
  return parsed.ok ? withWrittenTags(parsed.value) : parsed;
}
