import type { z } from 'zod';
import type { ActResult, FactScope } from '../../../application/act.ts';
import {
  acceptProposals,
  dropProposals,
  restoreProposals,
  undoAccepted,
} from '../../../application/proposals/decide.ts';
import { askReadAgain } from '../../../application/proposals/read-again.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { customerOfReply } from '../../../prisma/queries/replies/handling.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { done } from '../../wire.ts';
import { replyParams } from '../replies/schema.ts';
import { registerProposalFigures } from './figures.ts';
import { readProposals } from './reading.ts';
import { acceptBody, idsBody, keyBody, proposalsDecided, replyProposals, undoBody } from './schema.ts';

const url = '/api/entities/:entityId/replies/:replyId/proposals';
const tags = ['replies'];

/** What the words of a reply propose, and what people make of it. */
export function proposalRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url,
    config: { access: 'read' },
    schema: {
      tags,
      summary:
        'What the words of a reply propose, item by item, with where the items stand and what to do next',
      operationId: 'readProposals',
      params: replyParams,
      response: { 200: replyProposals },
    },
    handler: async (request) =>
      readProposals(deps, entityOf(request), userOf(request), request.params.replyId),
  });
  registerDecisions(app, deps);
  registerTakingBack(app, deps);
  registerProposalFigures(app, deps);
}

interface Act<B extends z.ZodType, A extends z.ZodType> {
  path: string;
  summary: string;
  operationId: string;
  body: B;
  answer: A;
  write: (scope: FactScope, replyId: string, body: z.output<B>) => Promise<ActResult<z.input<A>>>;
}

function registerAct<B extends z.ZodType, A extends z.ZodType>(
  app: App,
  deps: AppDeps,
  { path, summary, operationId, body, answer, write }: Act<B, A>,
): void {
  app.route({
    method: 'POST',
    url: `${url}/${path}`,
    config: { access: 'act' },
    schema: { tags, summary, operationId, params: replyParams, body, response: { 200: answer } },
    handler: (async (request: never) => {
      const { params, body: asked } = request as { params: { replyId: string }; body: z.output<B> };
      const entity = entityOf(request);
      const customerId = await customerOfReply(deps.db, { entityId: entity.id, replyId: params.replyId });
      if (customerId === null) throw new RefusedError('not_found');
      const command = keyedCommand(request, (asked as { key: string }).key);
      const where = { entity, user: userOf(request), customerId, command };
      return writeFact(deps, where, (scope) => write(scope, params.replyId, asked));
      // The compiler does not follow a schema that is a parameter; the serializer holds the answer to it.
    }) as never,
  });
}

function registerDecisions(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'accept',
    summary:
      'Accept proposals, as they stand or changed: each gives its items a status; `completes` ends the reply with the last',
    operationId: 'acceptProposals',
    body: acceptBody,
    answer: proposalsDecided,
    write: acceptProposals,
  });
  registerAct(app, deps, {
    path: 'drop',
    summary: 'Drop proposals that are wrong; nothing else changes, and they can be restored',
    operationId: 'dropProposals',
    body: idsBody,
    answer: proposalsDecided,
    write: (scope, replyId, { ids }) => dropProposals(scope, replyId, ids),
  });
  registerAct(app, deps, {
    path: 'restore',
    summary: 'Open proposals again that were dropped, or noted without a status',
    operationId: 'restoreProposals',
    body: idsBody,
    answer: proposalsDecided,
    write: (scope, replyId, { ids }) => restoreProposals(scope, replyId, ids),
  });
}

function registerTakingBack(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'undo',
    summary: 'Take back what was accepted with one click while nothing is newer: all of it, or nothing',
    operationId: 'undoProposals',
    body: undoBody,
    answer: done,
    write: undoAccepted,
  });
  registerAct(app, deps, {
    path: 'read-again',
    summary: 'Have the words read again, by the rules of today; what was decided stays',
    operationId: 'readReplyAgain',
    body: keyBody,
    answer: done,
    write: (scope, replyId) => askReadAgain(scope, replyId),
  });
}
