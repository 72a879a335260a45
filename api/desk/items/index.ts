import type { z } from 'zod';
import { stepNameOf } from '../../../domain/dunning/steps.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { scenarioDefinition } from '../../../domain/model/scenario.ts';
import { toIsoDate, toMinor } from '../../../prisma/convert.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { readItemFile, type ItemFile } from '../../../prisma/queries/items/read.ts';
import { listMessagesOfItem } from '../../../prisma/queries/outbound/list.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { dayIn } from '../../day.ts';
import { entityOf } from '../../plugins/access.ts';
import { presentItem, readBesideItems } from '../customers/present-item.ts';
import { presentDispute, presentHold, presentPromise } from '../customers/present.ts';
import { presentMessageRow } from '../messages/present.ts';
import { messagePage } from '../messages/schema.ts';
import { itemFile, itemMessagesQuery, itemParams } from './schema.ts';

const tags = ['items'];

/** One item as its page shows it; its history is that of its customer, asked for by `itemId`. */
export function itemRoutes(app: App, deps: AppDeps): void {
  registerItem(app, deps);
  registerMessages(app, deps);
}

function registerItem(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/items/:itemId',
    config: { access: 'read' },
    schema: {
      tags,
      summary:
        'An item with its status, promises, disputes, holds, tasks, payments and all that was said about it',
      operationId: 'readItem',
      params: itemParams,
      response: { 200: itemFile },
    },
    handler: async (request) => {
      const file = await itemOf(deps, entityOf(request), request.params.itemId);
      const { item, promises, disputes, holds } = file;
      const today = dayIn(item.customer.timeZone, deps.now());
      const [beside, names] = await Promise.all([
        readBesideItems(deps.db, { id: item.customerId, promises, disputes, holds }, today, item.id),
        readUserNames(
          deps.db,
          [promises, disputes, holds].flat().map(({ createdBy }) => createdBy),
        ),
      ]);
      const { id, number, name } = item.customer;
      return {
        item: presentItem(item, beside, today),
        customer: { id, number, name },
        today,
        stepName: stepReached(item),
        promises: promises.map((row) => presentPromise(row, names)),
        disputes: disputes.map((row) => presentDispute(row, names)),
        holds: holds.map((row) => presentHold(row, names, today)),
        ...presentBeside(file),
      };
    },
  });
}

function registerMessages(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/items/:itemId/messages',
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Messages that listed an item, newest first',
      operationId: 'listItemMessages',
      params: itemParams,
      querystring: itemMessagesQuery,
      response: { 200: messagePage },
    },
    handler: async (request) => {
      const { item } = await itemOf(deps, entityOf(request), request.params.itemId);
      const { page, pageSize } = request.query;
      const asked = { customerId: item.customerId, itemId: item.id, page, pageSize };
      const { rows, total } = await listMessagesOfItem(deps.db, asked);
      const names = await readUserNames(
        deps.db,
        rows.map(({ acknowledgement }) => acknowledgement?.userId ?? null),
      );
      return { rows: rows.map((row) => presentMessageRow(row, names)), total, page, pageSize };
    },
  });
}

async function itemOf({ db }: AppDeps, entity: EntityScope, itemId: string): Promise<ItemFile> {
  const file = await readItemFile(db, { entityId: entity.id, itemId });
  if (file === null) throw new RefusedError('not_found');
  return file;
}

/** Of a scenario that was changed since, the step that stands there today: the rank is all that an item keeps. */
function stepReached({ rank, customer }: ItemFile['item']): string | null {
  if (rank === 0 || customer.case === null) return null;
  const read = scenarioDefinition.safeParse(customer.case.scenarioVersion.definition);
  const step = read.success ? read.data.steps[rank - 1] : undefined;
  return step === undefined ? null : stepNameOf(step);
}

function presentBeside({
  item,
  tasks,
  related,
}: ItemFile): Pick<z.output<typeof itemFile>, 'tasks' | 'payments' | 'related'> {
  return {
    tasks: tasks.map(({ id, text, dueOn, promiseId }) => ({
      id,
      text,
      dueOn: toIsoDate(dueOn),
      ofBrokenPromise: promiseId !== null,
    })),
    payments: item.allocations.map(({ paymentId, amountMinor, payment }) => ({
      id: paymentId,
      kind: payment.kind,
      reference: payment.reference,
      receivedOn: toIsoDate(payment.receivedOn),
      amountMinor: toMinor(amountMinor),
      currency: payment.currency,
    })),
    related: related.map(({ dueOn, openMinor, ...one }) => ({
      ...one,
      dueOn: toIsoDate(dueOn),
      openMinor: toMinor(openMinor),
    })),
  };
}
