import type { z } from 'zod';
import type { FactEvent, FactScope } from '../../../application/act.ts';
import { cancelTask, finishTask, postponeTask } from '../../../application/follow-ups/close.ts';
import { createTask } from '../../../application/follow-ups/create.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { readFollowUp, readFollowUpRef } from '../../../prisma/queries/follow-ups/read.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { customerParams } from '../../wire.ts';
import { presentFollowUp } from './present.ts';
import {
  cancelFollowUp,
  finishFollowUp,
  followUp,
  followUpParams,
  newFollowUp,
  postponeFollowUp as postponeBody,
} from './schema.ts';

const tags = ['follow-ups'];
const config = { access: 'act' } as const;

type FollowUp = z.output<typeof followUp>;

export function registerFollowUpWrites(app: App, deps: AppDeps): void {
  registerCreate(app, deps);
  registerAct(app, deps, {
    path: 'postpone',
    summary: 'Put a task off to another day',
    operationId: 'postponeFollowUp',
    body: postponeBody,
    write: postponeTask,
  });
  registerAct(app, deps, {
    path: 'done',
    summary: 'A task is done; where the customer was spoken to, that counts as a contact',
    operationId: 'finishFollowUp',
    body: finishFollowUp,
    write: finishTask,
  });
  registerAct(app, deps, {
    path: 'cancel',
    summary: 'Cancel a task that is not needed any more',
    operationId: 'cancelFollowUp',
    body: cancelFollowUp,
    write: cancelTask,
  });
}

function registerCreate(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/customers/:customerId/follow-ups',
    config,
    schema: {
      tags,
      summary: 'A new task for the collector of a customer',
      operationId: 'createFollowUp',
      params: customerParams,
      body: newFollowUp,
      response: { 200: followUp },
    },
    handler: async (request) => {
      const { key, on, text, channel, itemIds } = request.body;
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
        command: keyedCommand(request, key),
      };
      return writeFact(deps, where, async (scope) => {
        const { followUpId, event } = await createTask(scope, { on, text, channel, itemIds });
        return { answer: await presented(scope, where.entity, followUpId), events: event };
      });
    },
  });
}

interface Act<B extends z.ZodType> {
  path: string;
  summary: string;
  operationId: string;
  body: B;
  write: (scope: FactScope, followUpId: string, body: z.output<B>) => Promise<FactEvent[]>;
}

function registerAct<B extends z.ZodType>(app: App, deps: AppDeps, act: Act<B>): void {
  const { path, summary, operationId, body, write } = act;
  app.route({
    method: 'POST',
    url: `/api/entities/:entityId/follow-ups/:followUpId/${path}`,
    config,
    schema: { tags, summary, operationId, params: followUpParams, body, response: { 200: followUp } },
    handler: async (request) => {
      const entity = entityOf(request);
      const { followUpId } = request.params;
      const asked = request.body as z.output<B> & { key: string };
      const task = await readFollowUpRef(deps.db, { entityId: entity.id, followUpId });
      if (task === null) throw new RefusedError('not_found');
      const where = {
        entity,
        user: userOf(request),
        customerId: task.customerId,
        command: keyedCommand(request, asked.key),
      };
      return writeFact(deps, where, async (scope) => {
        const events = await write(scope, followUpId, asked);
        return { answer: await presented(scope, entity, followUpId), events };
      });
    },
  });
}

async function presented({ tx }: FactScope, entity: EntityScope, followUpId: string): Promise<FollowUp> {
  const row = await readFollowUp(tx, { entityId: entity.id, followUpId, today: entity.today });
  if (row === null) throw new RefusedError('not_found');
  return presentFollowUp(row, entity.today);
}
