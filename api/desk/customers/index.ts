import { decisionNow } from '../../../application/case/reasons.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { listAgenda } from '../../../prisma/queries/agenda/read.ts';
import {
  listItems,
  readCustomerFile,
  readUserNames,
  type CustomerFile,
} from '../../../prisma/queries/customers/read.ts';
import { lettersOfActions } from '../../../prisma/queries/letters/read.ts';
import { listTimeline, type TimelineEvent } from '../../../prisma/queries/timeline/read.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { dayIn } from '../../day.ts';
import { entityOf } from '../../plugins/access.ts';
import { customerParams } from '../../wire.ts';
import { readOpenSplits } from './open-splits.ts';
import { presentCustomer, presentEvent } from './present.ts';
import { presentItem, readBesideItems } from './present-item.ts';
import { presentCase } from './present-case.ts';
import { caseAnswer, customer, itemListQuery, itemPage, timelinePage, timelineQuery } from './schema.ts';

export function customerRoutes(app: App, deps: AppDeps): void {
  registerCustomer(app, deps);
  registerItems(app, deps);
  registerTimeline(app, deps);
}

function registerCustomer(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers/:customerId',
    config: { access: 'read' },
    schema: {
      tags: ['customers'],
      summary: 'The customer page: items, ageing, case, contacts, promises, disputes, holds, notes',
      operationId: 'readCustomer',
      params: customerParams,
      response: { 200: customer },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const file = await fileOf(deps, entity, request.params.customerId);
      const names = await readUserNames(deps.db, [
        ...[file.promises, file.disputes, file.holds, file.notes].flat().map((row) => row.createdBy),
      ]);
      const today = dayIn(file.timeZone, deps.now());
      const [beside, openOf] = await Promise.all([
        readBesideItems(deps.db, file, today),
        readOpenSplits(deps.db, { customerIds: [file.id], today }),
      ]);
      const shown = presentCustomer(file, { ...beside, open: openOf(file.id) }, today, names);
      return { ...shown, case: await caseOf(deps, entity, file) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers/:customerId/case',
    config: { access: 'read' },
    schema: {
      tags: ['cases'],
      summary:
        'Why nothing is planned: the closed gates in their order, what comes next, the scenario so far',
      operationId: 'readCase',
      params: customerParams,
      response: { 200: caseAnswer },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const file = await fileOf(deps, entity, request.params.customerId);
      return {
        today: dayIn(file.timeZone, deps.now()),
        excluded: file.excludedAt !== null,
        case: await caseOf(deps, entity, file),
      };
    },
  });
}

function registerItems(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers/:customerId/items',
    config: { access: 'read' },
    schema: {
      tags: ['customers'],
      summary: 'Items of a customer, cleared ones included, by page',
      operationId: 'listItems',
      params: customerParams,
      querystring: itemListQuery,
      response: { 200: itemPage },
    },
    handler: async (request) => {
      const file = await fileOf(deps, entityOf(request), request.params.customerId);
      const { state, page, pageSize } = request.query;
      const { rows, total, openTotals } = await listItems(deps.db, {
        customerId: file.id,
        state,
        page,
        pageSize,
      });
      const today = dayIn(file.timeZone, deps.now());
      const beside = await readBesideItems(deps.db, file, today);
      return { rows: rows.map((row) => presentItem(row, beside, today)), total, page, pageSize, openTotals };
    },
  });
}

function registerTimeline(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers/:customerId/history',
    config: { access: 'read' },
    schema: {
      tags: ['customers'],
      summary: 'Everything that happened, newest first',
      operationId: 'listHistory',
      params: customerParams,
      querystring: timelineQuery,
      response: { 200: timelinePage },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { kind, itemId, before, limit } = request.query;
      const events = await listTimeline(deps.db, {
        entityId: entity.id,
        customerId: (await fileOf(deps, entity, request.params.customerId)).id,
        kinds: kind,
        itemId,
        beforeId: before === undefined ? undefined : BigInt(before),
        limit,
      });
      const shown = events.slice(0, limit);
      const [names, letters] = await Promise.all([
        readUserNames(
          deps.db,
          shown.map((event) => event.actorId),
        ),
        lettersOfActions(deps.db, { entityId: entity.id, actionIds: shown.flatMap(sentActionOf) }),
      ]);
      const now = new Map(letters.map((letter) => [letter.actionId as unknown, letter]));
      return {
        rows: shown.map((event) => presentEvent(event, names, now)),
        nextBefore: events.length > limit ? String(shown.at(-1)?.id) : null,
      };
    },
  });
}

function sentActionOf({ kind, data }: TimelineEvent): string[] {
  const { actionId } = data as { actionId?: unknown };
  return kind === 'message_sent' && typeof actionId === 'string' ? [actionId] : [];
}

async function fileOf({ db }: AppDeps, entity: EntityScope, customerId: string): Promise<CustomerFile> {
  const file = await readCustomerFile(db, { entityId: entity.id, customerId });
  if (file === null) throw new RefusedError('not_found');
  return file;
}

async function caseOf({ db, now }: AppDeps, entity: EntityScope, file: CustomerFile) {
  if (file.case === null) return null;
  const [open, names, decision] = await Promise.all([
    listAgenda(db, {
      entityId: entity.id,
      customerId: file.id,
      today: entity.today,
      view: 'open',
      sort: 'updated',
      descending: true,
      page: 1,
      pageSize: 1,
      sortCurrency: entity.currency,
    }),
    readUserNames(db, [file.case.pausedBy]),
    decisionNow(db, file.id, now().getTime()),
  ]);
  return presentCase(file.case, {
    open: open.rows[0] ?? null,
    pausedByName: names.get(file.case.pausedBy ?? '') ?? null,
    gates: decision?.gates ?? [],
    next: decision?.next ?? null,
    reachedRank: Math.max(0, ...file.items.map(({ rank }) => rank)),
  });
}
