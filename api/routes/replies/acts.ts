/** Validate only, answer, delete, restore (P-11). Giving a status is in routes/qualification. */
import type { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { waitUntilOf } from '../../../prisma/queries/cases.ts';
import {
  customerOfReply,
  markDeleted,
  markRestored,
  qualifiedItemsOf,
} from '../../../prisma/queries/reply-writes.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact, type FactScope, type Told } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { answerCustomer, endReply, itemIdsOf, lockSeen, saidIn, type Answered } from './handling.ts';
import { undoValidation } from '../qualification/undo.ts';
import {
  answerReply,
  deleteReply,
  replyAnswer,
  replyParams,
  restoreReply,
  undoValidationBody,
  validateReply,
} from './schema.ts';

type Answer = z.output<typeof replyAnswer>;

interface Act<B extends z.ZodType> {
  path: string;
  summary: string;
  operationId: string;
  body: B;
  write: (
    scope: FactScope,
    replyId: string,
    body: z.output<B>,
  ) => Promise<{ answer: Answer; told: Told | Told[] }>;
}

export function registerReplyActs(app: App, deps: AppDeps): void {
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
    body: validateReply,
    write: validate,
  });
  registerAct(app, deps, {
    path: 'undo-validation',
    summary: 'Take a validation back: the reply is unread again, an answer that has not left is not sent',
    operationId: 'undoValidation',
    body: undoValidationBody,
    write: async (scope, replyId, { answerId }) => {
      const { told } = await undoValidation(scope, replyId, answerId);
      return { answer: answerOf('pending', null), told };
    },
  });
  registerAct(app, deps, {
    path: 'answer',
    summary: 'Answer the customer, on the page and by mail; it handles nothing by itself',
    operationId: 'answerReply',
    body: answerReply,
    write: async (scope, replyId, { answer }) => {
      const reply = await lockSeen(scope, { replyId, states: ['pending', 'validated', 'qualified'] });
      const answered = await answerCustomer(scope, reply, answer);
      return { answer: answerOf(reply.state, answered, scope.undoUntil), told: answered.told };
    },
  });
}

function registerDeleting(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'delete',
    summary:
      'Delete: it holds nothing and is shown nowhere any more, and can be restored; what came of it stays',
    operationId: 'deleteReply',
    body: deleteReply,
    write: remove,
  });
  registerAct(app, deps, {
    path: 'restore',
    summary: 'Bring a deleted reply back as it was; a pending one holds the chase again',
    operationId: 'restoreReply',
    body: restoreReply,
    write: restore,
  });
}

/** @throws RefusedError `comment_not_pending` to the later one of two people */
export async function validate(
  scope: FactScope,
  replyId: string,
  { text, answer }: Pick<z.output<typeof validateReply>, 'text' | 'answer'>,
): Promise<{ answer: Answer; told: Told[] }> {
  // Before anything else is locked: the case locks itself first, too.
  if (scope.undoUntil !== null) await waitUntilOf(scope.tx, scope.customerId, scope.undoUntil);
  const reply = await lockSeen(scope, { replyId, states: ['pending'] });
  const qualified = await qualifiedItemsOf(scope.tx, replyId);
  const state = qualified.size > 0 ? 'qualified' : 'validated';
  const told = [await endReply(scope, reply, { state, text: text ?? null, itemIds: itemIdsOf(reply) })];
  const answered = answer === undefined ? null : await answerCustomer(scope, reply, answer);
  if (answered !== null) told.push(answered.told);
  return { answer: answerOf(state, answered, scope.undoUntil), told };
}

/** @throws RefusedError `comment_not_pending` where it is no longer in the state that was on the screen */
export async function remove(
  scope: FactScope,
  replyId: string,
  { state, reason }: Pick<z.output<typeof deleteReply>, 'state' | 'reason'>,
): Promise<{ answer: Answer; told: Told }> {
  const { tx, userId, at } = scope;
  const reply = await lockSeen(scope, { replyId, states: [state] });
  await markDeleted(tx, { reply, userId, at });
  const told: Told = {
    key: `comment/${replyId}/deleted/${at.getTime()}`,
    kind: 'comment_deleted',
    data: { ...saidIn(reply), ...(reason ? { reason } : {}) },
    itemIds: itemIdsOf(reply),
    reason: 'comment_received',
  };
  return { answer: answerOf('deleted', null), told };
}

/** @throws RefusedError `comment_not_deleted` */
export async function restore(scope: FactScope, replyId: string): Promise<{ answer: Answer; told: Told }> {
  const reply = await lockSeen(scope, { replyId, states: ['deleted'] });
  const state = await markRestored(scope.tx, reply);
  const told: Told = {
    key: `comment/${replyId}/restored/${scope.at.getTime()}`,
    kind: 'comment_restored',
    data: saidIn(reply),
    itemIds: itemIdsOf(reply),
    reason: 'comment_received',
  };
  return { answer: answerOf(state, null), told };
}

function answerOf(state: Answer['state'], answered: Answered | null, undoUntil: Date | null = null): Answer {
  return {
    state,
    answerId: answered?.answerId ?? null,
    mailedTo: answered?.mailedTo ?? null,
    undoUntil: undoUntil?.toISOString() ?? null,
  };
}
