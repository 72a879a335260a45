/** The same acts for signed-in people: integrate an internal answer, and take an integration back. */
import { RefusedError } from '../../../domain/errors.ts';
import { integrableAnswer, type IntegrableAnswer } from '../../../prisma/queries/replies/internal-answers.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { integrate, undoIntegrating } from '../../../application/replies/integrate.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { done, emptyBody, entityParams, uuid } from '../../wire.ts';

const params = entityParams.extend({ commentId: uuid });
const tags = ['internal questions'];
const config = { access: 'act' } as const;

export function registerIntegration(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/internal-answers/:commentId/integrate',
    config,
    schema: {
      tags,
      summary: 'Integrate a colleague’s answer into the history of its items',
      operationId: 'integrateInternalAnswer',
      params,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const answer = await answerOf(deps, entityOf(request), request.params.commentId);
      if (answer.state === 'deleted') throw new RefusedError('comment_not_pending');
      await integrate(deps.db, {
        answer,
        userId: userOf(request).userId,
        how: { signedIn: true },
        at: deps.now(),
      });
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/internal-answers/:commentId/undo',
    config,
    schema: {
      tags,
      summary: 'Take an integration back: the answer is pending again and its one-click links end',
      operationId: 'undoIntegration',
      params,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const answer = await answerOf(deps, entityOf(request), request.params.commentId);
      await undoIntegrating(deps.db, { answer, userId: userOf(request).userId, at: deps.now() });
      return { ok: true as const };
    },
  });
}

async function answerOf({ db }: AppDeps, entity: EntityScope, commentId: string): Promise<IntegrableAnswer> {
  const answer = await integrableAnswer(db, commentId);
  if (answer === null || answer.legalEntityId !== entity.id) throw new RefusedError('not_found');
  return answer;
}
