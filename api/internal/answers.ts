import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { submissionLimits } from '../../domain/qualification/submission.ts';
import type { App, PageDeps } from '../context.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { wantsPage, wayBackTo } from '../uploads/back-to-page.ts';
import { keepingDraft } from '../uploads/draft.ts';
import { emptyForm, withForm, type Form } from '../uploads/form.ts';
import { checkLength, withUploads } from '../uploads/multipart.ts';
import { answer } from './answer.ts';
import { answerBody, answerGiven } from './schema.ts';

const tags = ['internal page'];
const config = { access: 'internal_page' } as const;
const { backToPage, explainOnPage } = wayBackTo('/i');

export function internalAnswerRoutes(app: App, page: PageDeps): void {
  app.route({
    method: 'POST',
    url: '/api/internal/answers',
    config,
    schema: {
      tags,
      summary: 'A colleague’s answer to the collector, with files uploaded before; once for each key',
      operationId: 'internalAnswer',
      body: answerBody,
      response: { 201: answerGiven },
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      return reply.code(201).send(await answer(page.as(visitor), visitor, request.body));
    },
  });
  withUploads(app, (scope) => registerForm(scope, page));
}

/** For browsers that run no script: regardless of the outcome, they are sent back to the page, which says it. */
function registerForm(app: App, page: PageDeps): void {
  app.route({
    method: 'POST',
    url: '/api/internal/answers/form',
    config,
    errorHandler: explainOnPage,
    schema: {
      tags,
      summary:
        'The same from a plain form with files in it (multipart/form-data); a browser is sent back to the page: /i?sent=<comment> or /i?problem=<code>',
      operationId: 'internalAnswerForm',
      consumes: ['multipart/form-data'],
      response: {
        201: answerGiven,
        303: { description: 'Back to the page', content: { 'text/html': { schema: z.unknown() } } },
      },
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      checkLength(request, submissionLimits.maxFiles);
      const form = emptyForm();
      const given = await keepingDraft(deps, { request, reply, kind: 'internal', form }, () =>
        withForm(deps, visitor, { request, form }, async () => {
          const body = answerBody.safeParse(bodyOf(form));
          if (!body.success)
            throw new RefusedError('validation_failed', { field: String(body.error.issues[0]?.path[0]) });
          return answer(deps, visitor, body.data);
        }),
      );
      return wantsPage(request)
        ? backToPage(request, reply, [['sent', given.commentId]])
        : reply.code(201).send(given);
    },
  });
}

function bodyOf({ fields, fileIds }: Form): z.input<typeof answerBody> {
  const one = (name: string) => fields.get(name)?.[0] ?? '';
  return {
    key: one('key').trim(),
    text: one('text'),
    itemIds: fields.get('itemIds') ?? [],
    fileIds,
    authorName: one('authorName').trim(),
  };
}
