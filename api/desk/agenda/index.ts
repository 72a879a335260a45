import type { z } from 'zod';
import { addDays } from '../../../domain/calendar/iso-date.ts';
import {
  countAgenda,
  listAgenda,
  listAgendaSteps,
  listUpcoming,
  type AgendaFilter,
} from '../../../prisma/queries/agenda/read.ts';
import { countDoubtfulNotices, listDoubtfulNotices } from '../../../prisma/queries/agenda/notices.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { firstOfMine } from '../../plugins/own-customers.ts';
import { entityParams } from '../../wire.ts';
import { readPromisedParts } from '../customers/open-splits.ts';
import { presentAgendaNotice, presentAgendaRow, presentUpcoming } from './present.ts';
import {
  agendaCounters,
  agendaCountersQuery,
  agendaNotices,
  agendaPage,
  agendaQuery,
  upcomingPage,
  upcomingQuery,
} from './schema.ts';

const daysAhead = 14;

export function agendaRoutes(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/agenda',
    config: { access: 'read' },
    schema: {
      tags: ['agenda'],
      summary: 'Actions of the agenda, filtered, sorted, by page',
      operationId: 'listAgenda',
      params: entityParams,
      querystring: agendaQuery,
      response: { 200: agendaPage },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { sort, order, page, pageSize, mineFirst: mine, ...filter } = request.query;
      const { rows, total, totals } = await listAgenda(db, {
        ...filterOf(entity, filter),
        sort,
        descending: order === 'desc',
        page,
        pageSize,
        sortCurrency: filter.currency ?? entity.currency,
        firstOf: await firstOfMine(db, userOf(request), mine),
      });
      const promisedOf = await readPromisedParts(db, {
        customerIds: [...new Set(rows.map(({ customerId }) => customerId))],
        today: entity.today,
      });
      const listed = rows.map((row) => ({
        ...presentAgendaRow(row),
        promised: promisedOf(row.customerId),
      }));
      return { rows: listed, total, page, pageSize, totals };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/agenda/counters',
    config: { access: 'read' },
    schema: {
      tags: ['agenda'],
      summary: 'How many actions stand under each tab, and the steps that occur',
      operationId: 'countAgenda',
      params: entityParams,
      querystring: agendaCountersQuery,
      response: { 200: agendaCounters },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const filter = filterOf(entity, request.query);
      const [counted, notices, steps] = await Promise.all([
        countAgenda(db, filter),
        countDoubtfulNotices(db, filter),
        listAgendaSteps(db, filter),
      ]);
      return {
        open: counted.open,
        toConfirm: counted.to_confirm,
        toPerform: counted.to_perform,
        late: counted.late,
        automaticToday: counted.automatic_today,
        problems: counted.problems + notices,
        steps: steps.map(({ stepKey, stepName }) => ({ key: stepKey, name: stepName })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/agenda/notices',
    config: { access: 'read' },
    schema: {
      tags: ['agenda'],
      summary: 'Messages outside a scenario whose outcome is unknown, with the filter of the agenda',
      operationId: 'listAgendaNotices',
      params: entityParams,
      querystring: agendaCountersQuery,
      response: { 200: agendaNotices },
    },
    handler: async (request) => {
      const rows = await listDoubtfulNotices(db, filterOf(entityOf(request), request.query));
      return { rows: rows.map(presentAgendaNotice) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/agenda/upcoming',
    config: { access: 'read' },
    schema: {
      tags: ['agenda'],
      summary: 'What the cases will do or propose in the coming days, as far as known today',
      operationId: 'listUpcoming',
      params: entityParams,
      querystring: upcomingQuery,
      response: { 200: upcomingPage },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { mode, page, pageSize } = request.query;
      const from = request.query.from ?? entity.today;
      const until = request.query.until ?? addDays(from, daysAhead);
      const { rows, total } = await listUpcoming(db, {
        entityId: entity.id,
        from,
        until,
        mode,
        page,
        pageSize,
      });
      return { rows: rows.map(presentUpcoming), total, page, pageSize };
    },
  });
}

function filterOf(entity: EntityScope, query: z.infer<typeof agendaCountersQuery>): AgendaFilter {
  const { channel, mode, state, collector, step, ...rest } = query;
  return {
    ...rest,
    entityId: entity.id,
    today: entity.today,
    channels: channel,
    modes: mode,
    states: state,
    collectorIds: collector,
    stepKeys: step,
  };
}
