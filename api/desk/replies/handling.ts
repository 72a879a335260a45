import type { ActResult, FactScope } from '../../../application/act.ts';
import {
  answerReply,
  deleteReply,
  restoreReply,
  validateReply,
} from '../../../application/replies/handle.ts';
import { stopSelfAnswer } from '../../../application/replies/stop-answer.ts';
import { undoValidation } from '../../../application/replies/undo.ts';
/** Validate only, answer, delete, restore (P-11). Giving a status is in routes/qualification. */
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import {
  answerReply as answerBody,
  deleteReply as deleteBody,
  replyAnswer,
  replyParams,
  restoreReply as restoreBody,
  stopAnswerBody,
  undoValidationBody,
  validateReply as validateBody,
} from './schema.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { customerOfReply } from '../../../prisma/queries/replies/handling.ts';
import type { z } from 'zod';

export type Answer = z.output<typeof replyAnswer>;

interface Act<B extends z.ZodType> {
  path: string;
  summary: string;
  operationId: string;
  body: B;
  write: (scope: FactScope, replyId: string, body: z.output<B>) => Promise<ActResult<Answer>>;
}

export function registerReplyHandling(app: App, deps: AppDeps): void {
  registerHandling(app, deps);
  registerDeleting(app, deps);
}

function registerAct<B extends z.ZodType>(app: App, deps: AppDeps, act: Act<B>): void {
  const { path, summary, operationId, body, write } = act;
  app.route({
    method: 'POST',
    url: `/api/entities/:entityId/replies/:replyId/${path}`,
    config: { access: 'act' },
    schema: {
      tags: ['replies'],
      summary,
      operationId,
      params: replyParams,
      body,
      response: { 200: replyAnswer },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { replyId } = request.params;
      const asked = request.body as z.output<B> & { key: string };
      const customerId = await customerOfReply(deps.db, { entityId: entity.id, replyId });
      if (customerId === null) throw new RefusedError('not_found');
      const command = keyedCommand(request, asked.key);
      const where = { entity, user: userOf(request), customerId, command };
      return writeFact(deps, where, (scope) => write(scope, replyId, asked));
    },
  });
}

function registerHandling(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'validate',
    summary: 'Validate only: it holds nothing any more and stands beside its items, without a status',
    operationId: 'validateReply',
    body: validateBody,
    write: validateReply,
  });
  registerAct(app, deps, {
    path: 'undo-validation',
    summary: 'Take a validation back: the reply is unread again, an answer that has not left is not sent',
    operationId: 'undoValidation',
    body: undoValidationBody,
    write: async (scope, replyId, { answerId }) => {
      const { events } = await undoValidation(scope, replyId, answerId);
      return { answer: { state: 'pending', answerId: null, mailedTo: null, undoUntil: null }, events };
    },
  });
  registerAct(app, deps, {
    path: 'stop-answer',
    summary: 'Stop what would be answered without a person, before it leaves',
    operationId: 'stopSelfAnswer',
    body: stopAnswerBody,
    write: stopSelfAnswer,
  });
  registerAct(app, deps, {
    path: 'answer',
    summary: 'Answer the customer, on the page and by mail; it handles nothing by itself',
    operationId: 'answerReply',
    body: answerBody,
    write: answerReply,
  });
}

function registerDeleting(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'delete',
    summary:
      'Delete: it holds nothing and is shown nowhere any more, and can be restored; what came of it stays',
    operationId: 'deleteReply',
    body: deleteBody,
    write: deleteReply,
  });
  registerAct(app, deps, {
    path: 'restore',
    summary: 'Bring a deleted reply back as it was; a pending one holds the chase again',
    operationId: 'restoreReply',
    body: restoreBody,
    write: restoreReply,
  });
}
