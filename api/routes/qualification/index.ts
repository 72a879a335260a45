import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { addDays } from '../../../domain/calendar/iso-date.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { isDisputeOf, resolveDispute } from '../../../prisma/queries/disputes.ts';
import { cancelPromise, isPromiseOf } from '../../../prisma/queries/promises.ts';
import { countContact, createNote, isHoldOf, releaseHold } from '../../../prisma/queries/qualification.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact, type FactScope, type Told } from '../../plugins/facts.ts';
import { customerParams, done, emptyBody, uuid } from '../../wire.ts';
import { holdItems, makePromise, openDispute } from './effects.ts';
import { qualify, quickPromise } from './qualify.ts';
import {
  created,
  createdMany,
  newContactMade,
  newDispute,
  newHold,
  newNote,
  newPromise,
  newQualification,
  newQuickPromise,
  qualificationAnswer,
  resolveBody,
} from './schema.ts';

/** How far back a contact may be entered. */
const oldestContactDays = 90;

export function qualificationRoutes(app: App, deps: AppDeps): void {
  registerQualifications(app, deps);
  registerPromises(app, deps);
  registerDisputes(app, deps);
  registerHolds(app, deps);
  registerNotes(app, deps);
}

interface Act<P extends typeof customerParams, B extends z.ZodType, A extends z.ZodType> {
  /** Below the customer. */
  path: string;
  summary: string;
  operationId: string;
  params: P;
  body: B;
  answer: A;
  write: (
    scope: FactScope,
    body: z.output<B>,
    params: z.output<P>,
  ) => Promise<{ answer: z.input<A>; told: Told | Told[] | null }>;
}

/** What a person does to one customer: a route around `writeFact`. A key in the body makes it safe to repeat. */
function registerAct<P extends typeof customerParams, B extends z.ZodType, A extends z.ZodType>(
  app: App,
  deps: AppDeps,
  { path, summary, operationId, params, body, answer, write }: Act<P, B, A>,
): void {
  const handler = async (request: FastifyRequest) => {
    const asked = request.body as z.output<B>;
    const named = request.params as z.output<P>;
    const { key } = asked as { key?: string };
    const where = {
      entity: entityOf(request),
      user: userOf(request),
      customerId: named.customerId,
      ...(key === undefined ? {} : { commandKey: key }),
    };
    return writeFact(deps, where, (scope) => write(scope, asked, named));
  };
  app.route({
    method: 'POST',
    url: `/api/entities/:entityId/customers/:customerId/${path}`,
    config: { access: 'act' },
    schema: { tags: ['qualification'], summary, operationId, params, body, response: { 200: answer } },
    // The compiler does not follow a schema that is a parameter; the serializer holds the answer to it.
    handler: handler as never,
  });
}

function registerQualifications(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'qualifications',
    summary:
      'Give items a status of the catalogue, with what follows from it; `completes` ends the reply or task it came from',
    operationId: 'qualifyItems',
    params: customerParams,
    body: newQualification,
    answer: qualificationAnswer,
    write: (scope, body) => qualify(scope, body),
  });
  registerAct(app, deps, {
    path: 'quick-promise',
    summary: 'All items whose day has come are promised for one day',
    operationId: 'quickPromise',
    params: customerParams,
    body: newQuickPromise,
    answer: qualificationAnswer,
    write: (scope, body) => quickPromise(scope, body),
  });
}

function registerPromises(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'promises',
    summary: 'A promise to pay; its items are not chased until it is kept or broken',
    operationId: 'createPromise',
    params: customerParams,
    body: newPromise,
    answer: created,
    write: async (scope, { promisedOn, items, comment }) => {
      const { id, told, ended } = await makePromise(scope, { promisedOn, items, comment: comment ?? null });
      return { answer: { id }, told: [...ended, told] };
    },
  });
  registerAct(app, deps, {
    path: 'promises/:promiseId/cancel',
    summary: 'Cancel a promise; its items are chased again',
    operationId: 'cancelPromise',
    params: customerParams.extend({ promiseId: uuid }),
    body: emptyBody,
    answer: done,
    write: async ({ tx, customerId, at }, _body, { promiseId }) => {
      if (!(await isPromiseOf(tx, { promiseId, customerId }))) throw new RefusedError('not_found');
      const itemIds = await cancelPromise(tx, { promiseId, customerId, at });
      if (itemIds === null) throw new RefusedError('promise_not_open');
      const told = { key: `promise/${promiseId}/cancelled`, data: { promiseId }, itemIds };
      return { answer: { ok: true as const }, told: { ...told, kind: 'promise_cancelled' } };
    },
  });
}

function registerDisputes(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'disputes',
    summary: 'A dispute takes its items, or a part of their amount, out of the chase until it is resolved',
    operationId: 'createDispute',
    params: customerParams,
    body: newDispute,
    answer: created,
    write: async (scope, { reason, items, resolver, deadlineOn, comment }) => {
      const { id, told, ended } = await openDispute(scope, {
        reason,
        items,
        resolver: resolver ?? null,
        deadlineOn: deadlineOn ?? null,
        comment: comment ?? null,
      });
      return { answer: { id }, told: [...ended, told] };
    },
  });
  registerAct(app, deps, {
    path: 'disputes/:disputeId/resolve',
    summary: 'Resolve a dispute; its items come back with the rank they had',
    operationId: 'resolveDispute',
    params: customerParams.extend({ disputeId: uuid }),
    body: resolveBody,
    answer: done,
    write: async ({ tx, customerId, at }, { resolution = null }, { disputeId }) => {
      if (!(await isDisputeOf(tx, { disputeId, customerId }))) throw new RefusedError('not_found');
      const itemIds = await resolveDispute(tx, { disputeId, customerId, resolution, at });
      if (itemIds === null) throw new RefusedError('dispute_not_open');
      const data = { disputeId, ...(resolution === null ? {} : { resolution }) };
      const told = { key: `dispute/${disputeId}/resolved`, data, itemIds };
      return { answer: { ok: true as const }, told: { ...told, kind: 'dispute_resolved' } };
    },
  });
}

function registerHolds(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'holds',
    summary: 'Hold items: they are not chased until the day given, or until released',
    operationId: 'createHolds',
    params: customerParams,
    body: newHold,
    answer: createdMany,
    write: async (scope, body) => {
      const { holdIds, told } = await holdItems(scope, body);
      return { answer: { ids: holdIds }, told };
    },
  });
  registerAct(app, deps, {
    path: 'holds/:holdId/release',
    summary: 'Release a hold before its day',
    operationId: 'releaseHold',
    params: customerParams.extend({ holdId: uuid }),
    body: emptyBody,
    answer: done,
    write: async ({ tx, customerId, at }, _body, { holdId }) => {
      if (!(await isHoldOf(tx, { holdId, customerId }))) throw new RefusedError('not_found');
      const itemId = await releaseHold(tx, { holdId, customerId, at });
      if (itemId === null) throw new RefusedError('hold_not_open');
      const told = { key: `hold/${holdId}/released`, data: { holdId }, itemIds: [itemId] };
      return { answer: { ok: true as const }, told: { ...told, kind: 'item_released' } };
    },
  });
}

function registerNotes(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'notes',
    summary: 'A note for colleagues; it changes nothing',
    operationId: 'createNote',
    params: customerParams,
    body: newNote,
    answer: created,
    write: async ({ tx, customerId, userId, at }, { text }) => {
      const id = await createNote(tx, { customerId, userId, at, text });
      const told = { key: `note/${id}`, data: { noteId: id, text }, changesFacts: false };
      return { answer: { id }, told: { ...told, kind: 'note_added' } };
    },
  });
  registerAct(app, deps, {
    path: 'contacts-made',
    summary: 'Log a call, a visit, a letter made outside: it counts for gaps and caps',
    operationId: 'logContact',
    params: customerParams,
    body: newContactMade,
    answer: created,
    write: async ({ tx, customerId, today }, { channel, note, on = today }) => {
      if (on > today) throw new RefusedError('date_too_far', { maxDays: 0 });
      const earliest = addDays(today, -oldestContactDays);
      if (on < earliest) throw new RefusedError('date_in_past', { earliest });
      const id = await countContact(tx, { customerId, on, channel });
      const told = { key: `contact/${id}`, data: { channel, on, note } };
      return { answer: { id }, told: { ...told, kind: 'contact_logged' } };
    },
  });
}
