import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import type { App, AppDeps } from '../context.ts';
import { submissionAnswer, submissionBody } from './schema.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;

export function portalSubmissionRoutes(app: App, _deps: AppDeps): void {
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
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
  app.route({
    method: 'POST',
    url: '/api/portal/submissions/form',
    config,
    schema: {
      tags,
      summary:
        'The same from a plain form with files in it (multipart/form-data); a browser is sent back to the page: /p?sent=<comment> or /p?problem=<code>',
      operationId: 'portalSubmitForm',
      consumes: ['multipart/form-data'],
      response: {
        201: submissionAnswer,
        303: { description: 'Back to the page', content: { 'text/html': { schema: z.unknown() } } },
      },
    },
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
}
