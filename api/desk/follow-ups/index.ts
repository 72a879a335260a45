import { listFollowUps } from '../../../prisma/queries/follow-ups/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { entityParams } from '../../wire.ts';
import { collectorIdsOf } from '../replies/index.ts';
import { presentFollowUp } from './present.ts';
import { followUpPage, followUpQuery } from './schema.ts';
import { registerFollowUpWrites } from './writes.ts';

/** Tasks of a collector outside the scenario; they belong to the collector of their customer. */
export function followUpRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/follow-ups',
    config: { access: 'read' },
    schema: {
      tags: ['follow-ups'],
      summary: 'Tasks of the agenda, open ones unless asked otherwise, by page',
      operationId: 'listFollowUps',
      params: entityParams,
      querystring: followUpQuery,
      response: { 200: followUpPage },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { collector, channel, order, page, pageSize, ...filter } = request.query;
      const { rows, total } = await listFollowUps(deps.db, {
        ...filter,
        entityId: entity.id,
        today: entity.today,
        collectorIds: collectorIdsOf(collector, userOf(request)),
        channels: channel,
        descending: order === 'desc',
        page,
        pageSize,
      });
      return { rows: rows.map((row) => presentFollowUp(row, entity.today)), total, page, pageSize };
    },
  });
  registerFollowUpWrites(app, deps);
}
