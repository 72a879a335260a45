import type { Acted, FactScope } from '../../../application/act.ts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { eventsOf } from '../../../application/items.ts';
import { addNote } from '../../../application/notes/add.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { customerParams, done, emptyBody, uuid } from '../../wire.ts';
import { makePromise } from '../../../application/promises/make.ts';
import { holdItems } from '../../../application/holds/place.ts';
import { openDispute } from '../../../application/disputes/open.ts';
import { endPromise } from '../../../application/promises/cancel.ts';
import { logContact } from '../../../application/contacts-made/log.ts';
import { endHold } from '../../../application/holds/release.ts';
import { endDispute } from '../../../application/disputes/resolve.ts';
import { qualify, quickPromise } from '../../../application/replies/qualify.ts';
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
  undoBody,
} from './schema.ts';
import { undoQualification } from '../../../application/replies/undo.ts';

export function qualificationRoutes(app: App, deps: AppDeps): void {
  registerQualifications(app, deps);
  registerUndo(app, deps);
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
  write: (scope: FactScope, body: z.output<B>, params: z.output<P>) => Promise<Acted<z.input<A>>>;
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
      ...(key === undefined ? {} : { command: keyedCommand(request, key) }),
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

function registerUndo(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'qualifications/:qualificationId/undo',
    summary:
      'Take a qualification back while nothing is newer: what it made goes, what it replaced stands again',
    operationId: 'undoQualification',
    params: customerParams.extend({ qualificationId: uuid }),
    body: undoBody,
    answer: done,
    write: (scope, _body, { qualificationId }) => undoQualification(scope, qualificationId),
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
      const made = await makePromise(scope, { promisedOn, items, comment: comment ?? null });
      return { answer: { id: made.id }, events: eventsOf(made) };
    },
  });
  registerAct(app, deps, {
    path: 'promises/:promiseId/cancel',
    summary: 'Cancel a promise; its items are chased again',
    operationId: 'cancelPromise',
    params: customerParams.extend({ promiseId: uuid }),
    body: emptyBody,
    answer: done,
    write: (scope, _body, { promiseId }) => endPromise(scope, promiseId),
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
      const opened = await openDispute(scope, {
        reason,
        items,
        resolver: resolver ?? null,
        deadlineOn: deadlineOn ?? null,
        comment: comment ?? null,
      });
      return { answer: { id: opened.id }, events: eventsOf(opened) };
    },
  });
  registerAct(app, deps, {
    path: 'disputes/:disputeId/resolve',
    summary: 'Resolve a dispute; its items come back with the rank they had',
    operationId: 'resolveDispute',
    params: customerParams.extend({ disputeId: uuid }),
    body: resolveBody,
    answer: done,
    write: (scope, { resolution = null }, { disputeId }) => endDispute(scope, disputeId, resolution),
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
      const { holdIds, event } = await holdItems(scope, body);
      return { answer: { ids: holdIds }, events: event };
    },
  });
  registerAct(app, deps, {
    path: 'holds/:holdId/release',
    summary: 'Release a hold before its day',
    operationId: 'releaseHold',
    params: customerParams.extend({ holdId: uuid }),
    body: emptyBody,
    answer: done,
    write: (scope, _body, { holdId }) => endHold(scope, holdId),
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
    write: (scope, { text }) => addNote(scope, text),
  });
  registerAct(app, deps, {
    path: 'contacts-made',
    summary: 'Log a call, a visit, a letter made outside: it counts for gaps and caps',
    operationId: 'logContact',
    params: customerParams,
    body: newContactMade,
    answer: created,
    write: (scope, { channel, note, on = scope.today }) => logContact(scope, { channel, note, on }),
  });
}
