import type { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { checkDate } from '../../../domain/qualification/checks.ts';
import { readUserNames } from '../../../prisma/queries/customers.ts';
import {
  closeFollowUp,
  createFollowUp,
  postponeFollowUp,
  readFollowUp,
  readFollowUpRef,
} from '../../../prisma/queries/follow-ups.ts';
import { countContact } from '../../../prisma/queries/qualification.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { accepted, writeFact, type FactScope, type Told } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { customerParams } from '../../wire.ts';
import { lockOwn } from '../qualification/effects.ts';
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
    write: async (scope, followUpId, { on }) => {
      accepted(checkDate(on, scope.today));
      const before = await openTask(scope, followUpId);
      await postponeFollowUp(scope.tx, { followUpId, dueOn: on });
      return {
        key: `follow-up/${followUpId}/on/${on}/${scope.at.getTime()}`,
        kind: 'follow_up_set',
        data: { followUpId, text: before.text, on, before: before.dueOn },
        itemIds: before.itemIds,
        changesFacts: false,
      };
    },
  });
  registerAct(app, deps, {
    path: 'done',
    summary: 'A task is done; where the customer was spoken to, that counts as a contact',
    operationId: 'finishFollowUp',
    body: finishFollowUp,
    write: async (scope, followUpId, { outcome, contactMade }) => {
      const { told, channel } = await endTask(scope, {
        followUpId,
        state: 'done',
        outcome: outcome ? outcome : null,
      });
      return contactMade ? [told, await logContact(scope, channel, outcome ?? '')] : told;
    },
  });
  registerAct(app, deps, {
    path: 'cancel',
    summary: 'Cancel a task that is not needed any more',
    operationId: 'cancelFollowUp',
    body: cancelFollowUp,
    write: async (scope, followUpId, { reason }) => {
      const { told } = await endTask(scope, {
        followUpId,
        state: 'cancelled',
        outcome: reason ? reason : null,
      });
      return told;
    },
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
        const { tx, entity, customerId, userId, at, today } = scope;
        accepted(checkDate(on, today));
        const items = await lockOwn(scope, itemIds);
        const task = { text, channel, dueOn: on, itemIds: items.map(({ id }) => id) };
        const followUpId = await createFollowUp(tx, {
          ...task,
          legalEntityId: entity.id,
          customerId,
          userId,
          at,
        });
        const told: Told = {
          key: `follow-up/${followUpId}/set`,
          kind: 'follow_up_set',
          data: { followUpId, text, channel, on },
          itemIds: task.itemIds,
          changesFacts: false,
        };
        return { answer: await presented(scope, followUpId), told };
      });
    },
  });
}

interface Act<B extends z.ZodType> {
  path: string;
  summary: string;
  operationId: string;
  body: B;
  write: (scope: FactScope, followUpId: string, body: z.output<B>) => Promise<Told | Told[]>;
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
        const told = await write(scope, followUpId, asked);
        return { answer: await presented(scope, followUpId), told };
      });
    },
  });
}

async function presented({ tx, entity }: FactScope, followUpId: string): Promise<FollowUp> {
  const row = await readFollowUp(tx, { entityId: entity.id, followUpId, today: entity.today });
  if (row === null) throw new RefusedError('not_found');
  return presentFollowUp(row, entity.today);
}

/** @throws RefusedError `follow_up_not_open` with who closed it and when */
async function openTask({ tx, entity, customerId }: FactScope, followUpId: string) {
  const task = await readFollowUpRef(tx, { entityId: entity.id, followUpId, lock: true });
  if (task === null || task.customerId !== customerId) throw new RefusedError('not_found');
  if (task.state === 'open') return task;
  const by = (await readUserNames(tx, [task.closedBy])).get(task.closedBy ?? '');
  throw new RefusedError('follow_up_not_open', {
    state: task.state,
    ...(by === undefined ? {} : { by }),
    ...(task.closedAt === null ? {} : { at: task.closedAt.toISOString() }),
  });
}

/**
 * Closes a task that is open.
 *
 * @throws RefusedError `follow_up_not_open` to the later one of two people
 */
export async function endTask(
  scope: FactScope,
  { followUpId, state, outcome }: { followUpId: string; state: 'done' | 'cancelled'; outcome: string | null },
): Promise<{ told: Told; channel: FollowUp['channel'] }> {
  const { tx, customerId, userId, at } = scope;
  const task = await openTask(scope, followUpId);
  await closeFollowUp(tx, { followUpId, customerId, state, outcome, userId, at });
  const told: Told = {
    key: `follow-up/${followUpId}/closed`,
    kind: 'follow_up_closed',
    data: { followUpId, text: task.text, state, ...(outcome === null ? {} : { outcome }) },
    itemIds: task.itemIds,
    changesFacts: false,
  };
  return { told, channel: task.channel };
}

/** Only what reached the customer counts for gaps and caps; a task by itself does not. */
async function logContact(
  { tx, customerId, today }: FactScope,
  channel: FollowUp['channel'],
  note: string,
): Promise<Told> {
  const id = await countContact(tx, { customerId, on: today, channel });
  return { key: `contact/${id}`, kind: 'contact_logged', data: { channel, on: today, note } };
}
