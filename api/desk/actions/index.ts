import type { z } from 'zod';
import { RefusedError, accepted } from '../../../domain/errors.ts';
import { actionStates } from '../../../domain/vocabulary/actions.ts';
import { findActions, readAgendaAction } from '../../../prisma/queries/agenda/actions.ts';
import type { App, AppDeps, EntityScope, SignedIn } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { command, commandAction, type CommandOf } from '../../plugins/commands.ts';
import { entityParams } from '../../wire.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { inParallel } from '../../plugins/in-parallel.ts';
import { perUser } from '../../plugins/limits.ts';
import { readOpenSplits } from '../customers/open-splits.ts';
import { checkedEdits, type Edits } from './edits.ts';
import { presentAction } from './present.ts';
import { undoMsFor } from './undo.ts';
import {
  actionParams,
  batchAnswer,
  batchBody,
  commandAnswer,
  completeBody,
  confirmBody,
  postponeBody,
  skipBody,
  undoBody,
} from './schema.ts';
import { actionFile, actionPreview, previewBody } from './file-schema.ts';

/** Commands of one batch that wait for an answer at the same time. */
const batchWidth = 8;

export function actionRoutes(app: App, deps: AppDeps): void {
  registerRead(app, deps);
  registerPreview(app, deps);
  registerSingle(app, deps);
  registerBatch(app, deps);
}

function registerRead(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/actions/:actionId',
    config: { access: 'read' },
    schema: {
      tags: ['actions'],
      summary: 'One action with the lines it asks for, its messages and the reason',
      operationId: 'readAction',
      params: actionParams,
      response: { 200: actionFile },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const action = await readAgendaAction(db, {
        entityId: entity.id,
        today: entity.today,
        actionId: request.params.actionId,
      });
      if (action === null) throw new RefusedError('not_found');
      const { customerId } = action.row;
      const openOf = await readOpenSplits(db, { customerIds: [customerId], today: entity.today });
      return presentAction(action, openOf(customerId), entity.today);
    },
  });
}

/** One that is looked at, one that was typed over meanwhile, and the next. */
const previewsAtOnce = 3;
const previewsInAMinute = 60;

function registerPreview(app: App, deps: AppDeps): void {
  const limited = limitInFlight(previewsAtOnce);
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/actions/:actionId/preview',
    config: { access: 'read', rateLimit: perUser(previewsInAMinute) },
    schema: {
      tags: ['actions'],
      summary:
        'The message exactly as it would leave now, its recipients, its items, and what stops it; changes nothing',
      operationId: 'previewAction',
      params: actionParams,
      body: previewBody,
      response: { 200: actionPreview },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { actionId } = request.params;
      const action = await readAgendaAction(deps.db, { entityId: entity.id, today: entity.today, actionId });
      if (action === null) throw new RefusedError('not_found');
      const { customerId, gates } = action.row;
      const { edits } = withCheckedEdits(request.body);
      const input = { customerId, actionId, now: deps.now().getTime(), ...(edits ? { edits } : {}) };
      const preview = accepted(await limited(userOf(request).userId, () => deps.preview(input)));
      return { ...preview, stops: gates.filter(({ gate }) => gate !== 'awaiting_confirmation') };
    },
  });
}

function registerSingle(app: App, deps: AppDeps): void {
  const run = async (entity: EntityScope, user: SignedIn, asked: Extract<CommandOf, { actionId: string }>) =>
    presentAnswer(await commandAction(deps, user, entity.id, asked));
  const url = '/api/entities/:entityId/actions/:actionId';
  const config = { access: 'act' } as const;
  const shared = { tags: ['actions'], params: actionParams, response: { 200: commandAnswer } };
  app.route({
    method: 'POST',
    url: `${url}/confirm`,
    config,
    schema: {
      ...shared,
      summary: 'Confirm, or edit and confirm',
      operationId: 'confirmAction',
      body: confirmBody,
    },
    handler: async (request) => {
      const { actionId } = request.params;
      return run(entityOf(request), userOf(request), {
        ...withCheckedEdits(request.body),
        kind: 'confirm',
        actionId,
        undoMs: undoMsFor(deps),
      });
    },
  });
  app.route({
    method: 'POST',
    url: `${url}/undo`,
    config,
    schema: {
      ...shared,
      summary: 'Take a confirmation back, as long as nothing has left',
      operationId: 'undoConfirmation',
      body: undoBody,
    },
    handler: async (request) => {
      const { actionId } = request.params;
      return run(entityOf(request), userOf(request), { ...request.body, kind: 'undo', actionId });
    },
  });
  app.route({
    method: 'POST',
    url: `${url}/postpone`,
    config,
    schema: { ...shared, summary: 'Postpone to a day', operationId: 'postponeAction', body: postponeBody },
    handler: async (request) => {
      const { actionId } = request.params;
      return run(entityOf(request), userOf(request), {
        ...request.body,
        kind: 'postpone',
        actionId,
      });
    },
  });
  app.route({
    method: 'POST',
    url: `${url}/skip`,
    config,
    schema: {
      ...shared,
      summary: 'Skip this step, with the reason',
      operationId: 'skipAction',
      body: skipBody,
    },
    handler: async (request) => {
      const { actionId } = request.params;
      return run(entityOf(request), userOf(request), { ...request.body, kind: 'skip', actionId });
    },
  });
  app.route({
    method: 'POST',
    url: `${url}/complete`,
    config,
    schema: {
      ...shared,
      summary: 'Complete an action that was done by hand; it counts as a contact',
      operationId: 'completeAction',
      body: completeBody,
    },
    handler: async (request) => {
      const { actionId } = request.params;
      const entity = entityOf(request);
      await keepLetterOf(deps, entity, actionId);
      return run(entity, userOf(request), { ...request.body, kind: 'complete', actionId });
    },
  });
}

/** History holds the letter that is completed, printed here or not. */
async function keepLetterOf(
  { db, letters, now }: AppDeps,
  { id }: Pick<EntityScope, 'id'>,
  actionId: string,
) {
  const [action] = await findActions(db, { entityId: id, actionIds: [actionId] });
  if (action === undefined) throw new RefusedError('not_found');
  accepted(await letters.keepUnprinted({ customerId: action.customerId, actionId, now: now().getTime() }));
}

function withCheckedEdits<B extends { edits?: Edits | undefined }>({ edits, ...rest }: B) {
  return { ...rest, ...(edits === undefined ? {} : { edits: checkedEdits(edits) }) };
}

type BatchResult = z.output<typeof batchAnswer>['results'][number];

function registerBatch(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/actions/batch',
    config: { access: 'act' },
    schema: {
      tags: ['actions'],
      summary: 'The same command for many actions, each with its own result; one that fails stops no other',
      operationId: 'commandActions',
      params: entityParams,
      body: batchBody,
      response: { 200: batchAnswer },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const user = userOf(request);
      const { body } = request;
      const undoMs = undoMsFor(deps, body.command === 'confirm' ? body.of : undefined);
      const commands = commandsOf(body, undoMs);
      const actionIds = commands.map(({ actionId }) => actionId);
      const found = await findActions(deps.db, { entityId: entity.id, actionIds });
      const customers = new Map(found.map(({ id, customerId }) => [id, customerId]));
      const one = async ({ actionId, asked }: (typeof commands)[number]): Promise<BatchResult> => {
        const customerId = customers.get(actionId);
        try {
          if (customerId === undefined) throw new RefusedError('not_found');
          if (asked.kind === 'complete') await keepLetterOf(deps, entity, actionId);
          const answer = await command(deps, user, customerId, asked);
          return { ...presentAnswer(answer), actionId, ok: true, code: null, params: {} };
        } catch (error) {
          if (!(error instanceof RefusedError))
            request.log.error({ code: 'internal_error' }, 'batch command failed');
          const { code, params } = error instanceof RefusedError ? error : new RefusedError('internal_error');
          return { actionId, ok: false, state: null, sendAt: null, undoUntil: null, code, params };
        }
      };
      return { results: await inParallel(commands, batchWidth, one) };
    },
  });
}

/** Each action has a key of its own, so that a batch sent again repeats nothing. */
function commandsOf(
  body: z.output<typeof batchBody>,
  undoMs: number,
): { actionId: string; asked: CommandOf }[] {
  const unique = [...new Map(body.actions.map((action) => [action.id, action])).keys()];
  return unique.map((actionId) => {
    const key = `${body.key}/${actionId}`;
    switch (body.command) {
      case 'confirm': {
        const { positionHash } = body.actions.find(({ id }) => id === actionId)!;
        return { actionId, asked: { kind: 'confirm', key, actionId, positionHash, undoMs } };
      }
      case 'undo':
        return { actionId, asked: { kind: 'undo', key, actionId } };
      case 'postpone':
        return {
          actionId,
          asked: { kind: 'postpone', key, actionId, until: body.until, reason: body.reason },
        };
      case 'skip':
        return { actionId, asked: { kind: 'skip', key, actionId, reason: body.reason } };
      case 'complete':
        return { actionId, asked: { kind: 'complete', key, actionId, note: body.note } };
    }
  });
}

export function presentAnswer({
  actionId,
  state,
  sendAt,
  undoUntil,
}: {
  actionId?: string;
  state?: string;
  sendAt?: string;
  undoUntil?: string;
}) {
  return {
    actionId: actionId ?? null,
    state: actionStates.find((known) => known === state) ?? null,
    sendAt: sendAt ?? null,
    undoUntil: undoUntil ?? null,
  };
}
