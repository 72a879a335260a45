import type { App, AppDeps } from '../context.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { answer } from './answer.ts';
import { answerBody, answerGiven } from './schema.ts';

const tags = ['internal page'];
const config = { access: 'internal_page' } as const;

export function internalAnswerRoutes(app: App, deps: AppDeps): void {
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
      reply.code(201);
      return answer(deps, visitorOf(request), request.body);
    },
  });
}
