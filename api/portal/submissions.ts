import { z } from 'zod';
import { submissionLimits } from '../../domain/qualification/submission.ts';
import type { App, PageDeps } from '../context.ts';
import { logSender } from '../pages/visits.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { wantsPage } from '../uploads/back-to-page.ts';
import { keepingDraft } from '../uploads/draft.ts';
import { emptyForm } from '../uploads/form.ts';
import { checkLength, withUploads } from '../uploads/multipart.ts';
import { backToPage, explainOnPage } from './back-to-page.ts';
import { submitForm } from './form.ts';
import { submissionAnswer, submissionBody } from './schema.ts';
import { requireCode, submit } from './submit.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;
/** Paid items that an address names; it must not grow without end. */
const mostNamed = 20;

export function portalSubmissionRoutes(app: App, page: PageDeps): void {
  app.route({
    method: 'POST',
    url: '/api/portal/submissions',
    config,
    schema: {
      tags,
      summary:
        'Answer for chosen items: a promise, being worked on, a dispute, or a comment; once for each key',
      operationId: 'portalSubmit',
      body: submissionBody,
      response: { 201: submissionAnswer },
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      const answer = await submit(deps, visitor, request.body);
      await logSender(deps, request, visitor.linkId);
      return reply.code(201).send(answer);
    },
  });
  withUploads(app, (scope) => registerForm(scope, page));
}

/** For browsers that run no script: regardless of the outcome, they are sent back to the page, which says it. */
function registerForm(app: App, page: PageDeps): void {
  app.route({
    method: 'POST',
    url: '/api/portal/submissions/form',
    config,
    errorHandler: explainOnPage,
    schema: {
      tags,
      summary:
        'The same from a plain form with files in it (multipart/form-data); a browser is sent back to the page: /p?sent=<comment>&closed=<number> or /p?problem=<code>',
      operationId: 'portalSubmitForm',
      consumes: ['multipart/form-data'],
      response: {
        201: submissionAnswer,
        303: { description: 'Back to the page', content: { 'text/html': { schema: z.unknown() } } },
      },
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      checkLength(request, submissionLimits.maxFiles);
      await requireCode(deps.db, visitor);
      const form = emptyForm();
      const answer = await keepingDraft(deps, { request, reply, kind: 'customer', form }, () =>
        submitForm(deps, visitor, { request, form }),
      );
      // Scanners load pages; who fills in a form is a person, also where no script could report it.
      await logSender(deps, request, visitor.linkId);
      if (!wantsPage(request)) return reply.code(201).send(answer);
      const closed = answer.closedItems.slice(0, mostNamed).map(({ number }) => ['closed', number]);
      return backToPage(request, reply, [['sent', answer.commentId], ...closed]);
    },
  });
}
