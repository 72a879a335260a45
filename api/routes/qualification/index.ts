import type { z } from 'zod';
import { addDays } from '../../../domain/calendar/iso-date.ts';
import { checkDispute, checkHold, checkPromise } from '../../../domain/qualification/checks.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { Db } from '../../../prisma/client.ts';
import {
  cancelPromise,
  countContact,
  createDispute,
  createHolds,
  createNote,
  createPromise,
  isDisputeOf,
  isHoldOf,
  isPromiseOf,
  lockItems,
  releaseHold,
  resolveDispute,
  type QualifiableItem,
} from '../../../prisma/queries/qualification.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { accepted, writeFact, type Told } from '../../plugins/facts.ts';
import { customerParams, done, emptyBody, uuid } from '../../wire.ts';
import {
  created,
  createdMany,
  newContactMade,
  newDispute,
  newHold,
  newNote,
  newPromise,
  resolveBody,
} from './schema.ts';

const base = '/api/entities/:entityId/customers/:customerId';
const config = { access: 'act' } as const;
const tags = ['qualification'];

/** How far back a contact may be entered. */
const oldestContactDays = 90;

export function qualificationRoutes(app: App, deps: AppDeps): void {
  registerPromises(app, deps);
  registerDisputes(app, deps);
  registerHolds(app, deps);
  registerNotes(app, deps);
}

function registerPromises(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/promises`,
    config,
    schema: {
      tags,
      summary: 'A promise to pay; its items are not chased until it is kept or broken',
      operationId: 'createPromise',
      params: customerParams,
      body: newPromise,
      response: { 200: created },
    },
    handler: async (request) => {
      const { promisedOn, comment } = request.body;
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      return writeFact(deps, where, async ({ tx, customerId, userId, at, today }) => {
        const named = await partsOf(tx, customerId, request.body.items);
        const parts = accepted(checkPromise({ promisedOn, today, items: named }));
        const openById = new Map(named.map((item) => [item.id, item.openMinor]));
        const items = parts.map(({ id, amountMinor }) => ({
          itemId: id,
          openMinor: openById.get(id) ?? 0,
          amountMinor,
        }));
        const id = await createPromise(tx, {
          customerId,
          userId,
          at,
          promisedOn,
          comment: comment ?? null,
          items,
        });
        return {
          answer: { id },
          told: {
            key: `promise/${id}/made`,
            kind: 'promise_made',
            data: { promiseId: id, promisedOn, ...(comment ? { comment } : {}) },
            itemIds: items.map(({ itemId }) => itemId),
          },
        };
      });
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/promises/:promiseId/cancel`,
    config,
    schema: {
      tags,
      summary: 'Cancel a promise; its items are chased again',
      operationId: 'cancelPromise',
      params: customerParams.extend({ promiseId: uuid }),
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { customerId, promiseId } = request.params;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      return writeFact(deps, where, async ({ tx, at }) => {
        if (!(await isPromiseOf(tx, { promiseId, customerId }))) throw new RefusedError('not_found');
        const itemIds = await cancelPromise(tx, { promiseId, customerId, at });
        if (itemIds === null) throw new RefusedError('promise_not_open');
        const told = {
          key: `promise/${promiseId}/cancelled`,
          kind: 'promise_cancelled',
          data: { promiseId },
          itemIds,
        } as const;
        return { answer: { ok: true as const }, told };
      });
    },
  });
}

function registerDisputes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/disputes`,
    config,
    schema: {
      tags,
      summary: 'A dispute takes its items, or a part of their amount, out of the chase until it is resolved',
      operationId: 'createDispute',
      params: customerParams,
      body: newDispute,
      response: { 200: created },
    },
    handler: async (request) => {
      const { reason, resolver, deadlineOn, comment } = request.body;
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      return writeFact(deps, where, async ({ tx, customerId, userId, at, today }) => {
        const named = await partsOf(tx, customerId, request.body.items);
        const parts = accepted(checkDispute({ items: named, today, ...(deadlineOn ? { deadlineOn } : {}) }));
        const items = parts.map(({ id, amountMinor }) => ({ itemId: id, amountMinor }));
        const id = await createDispute(tx, {
          customerId,
          userId,
          at,
          reason,
          resolver: resolver ?? null,
          deadlineOn: deadlineOn ?? null,
          comment: comment ?? null,
          items,
        });
        return {
          answer: { id },
          told: {
            key: `dispute/${id}/opened`,
            kind: 'dispute_opened',
            data: { disputeId: id, reason, ...(comment ? { comment } : {}) },
            itemIds: items.map(({ itemId }) => itemId),
          },
        };
      });
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/disputes/:disputeId/resolve`,
    config,
    schema: {
      tags,
      summary: 'Resolve a dispute; its items come back with the rank they had',
      operationId: 'resolveDispute',
      params: customerParams.extend({ disputeId: uuid }),
      body: resolveBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { customerId, disputeId } = request.params;
      const resolution = request.body.resolution ?? null;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      return writeFact(deps, where, async ({ tx, at }) => {
        if (!(await isDisputeOf(tx, { disputeId, customerId }))) throw new RefusedError('not_found');
        const itemIds = await resolveDispute(tx, { disputeId, customerId, resolution, at });
        if (itemIds === null) throw new RefusedError('dispute_not_open');
        const data = { disputeId, ...(resolution === null ? {} : { resolution }) };
        const told = {
          key: `dispute/${disputeId}/resolved`,
          kind: 'dispute_resolved',
          data,
          itemIds,
        } as const;
        return { answer: { ok: true as const }, told };
      });
    },
  });
}

function registerHolds(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/holds`,
    config,
    schema: {
      tags,
      summary: 'Hold items: they are not chased until the day given, or until released',
      operationId: 'createHolds',
      params: customerParams,
      body: newHold,
      response: { 200: createdMany },
    },
    handler: async (request) => {
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      return writeFact(deps, where, async ({ tx, customerId, userId, at, today }) => {
        const items = await itemsOf(tx, customerId, request.body.itemIds);
        const { until, reason } = accepted(checkHold({ ...request.body, items, today }));
        const itemIds = items.map(({ id }) => id);
        const ids = await createHolds(tx, { customerId, userId, at, itemIds, until, reason });
        const told = {
          key: `hold/${ids[0]}/made`,
          kind: 'item_held',
          data: { holdIds: ids, until, reason },
          itemIds,
        } as const;
        return { answer: { ids }, told };
      });
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/holds/:holdId/release`,
    config,
    schema: {
      tags,
      summary: 'Release a hold before its day',
      operationId: 'releaseHold',
      params: customerParams.extend({ holdId: uuid }),
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { customerId, holdId } = request.params;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      return writeFact(deps, where, async ({ tx, at }) => {
        if (!(await isHoldOf(tx, { holdId, customerId }))) throw new RefusedError('not_found');
        const itemId = await releaseHold(tx, { holdId, customerId, at });
        if (itemId === null) throw new RefusedError('hold_not_open');
        const told = {
          key: `hold/${holdId}/released`,
          kind: 'item_released',
          data: { holdId },
          itemIds: [itemId],
        } satisfies Told;
        return { answer: { ok: true as const }, told };
      });
    },
  });
}

function registerNotes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/notes`,
    config,
    schema: {
      tags,
      summary: 'A note for colleagues; it changes nothing',
      operationId: 'createNote',
      params: customerParams,
      body: newNote,
      response: { 200: created },
    },
    handler: async (request) => {
      const { text } = request.body;
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      return writeFact(deps, where, async ({ tx, customerId, userId, at }) => {
        const id = await createNote(tx, { customerId, userId, at, text });
        const told = {
          key: `note/${id}`,
          kind: 'note_added',
          data: { noteId: id, text },
          changesFacts: false,
        } as const;
        return { answer: { id }, told };
      });
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/contacts-made`,
    config,
    schema: {
      tags,
      summary: 'Log a call, a visit, a letter made outside: it counts for gaps and caps',
      operationId: 'logContact',
      params: customerParams,
      body: newContactMade,
      response: { 200: created },
    },
    handler: async (request) => {
      const { channel, note } = request.body;
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      return writeFact(deps, where, async ({ tx, customerId, today }) => {
        const on = request.body.on ?? today;
        if (on > today) throw new RefusedError('date_too_far', { maxDays: 0 });
        const earliest = addDays(today, -oldestContactDays);
        if (on < earliest) throw new RefusedError('date_in_past', { earliest });
        const id = await countContact(tx, { customerId, on, channel });
        const told = { key: `contact/${id}`, kind: 'contact_logged', data: { channel, on, note } } as const;
        return { answer: { id }, told };
      });
    },
  });
}

/** @throws RefusedError `not_found` when one of them is not this customer's */
async function itemsOf(tx: Db, customerId: string, itemIds: string[]): Promise<QualifiableItem[]> {
  const wanted = [...new Set(itemIds)];
  const items = await lockItems(tx, customerId, wanted);
  if (items.length !== wanted.length) throw new RefusedError('not_found');
  return items;
}

async function partsOf(tx: Db, customerId: string, named: z.output<typeof newPromise>['items']) {
  const items = await itemsOf(
    tx,
    customerId,
    named.map(({ itemId }) => itemId),
  );
  const amounts = new Map(named.map(({ itemId, amountMinor }) => [itemId, amountMinor ?? null]));
  return items.map((item) => ({ ...item, amountMinor: amounts.get(item.id) ?? null }));
}
