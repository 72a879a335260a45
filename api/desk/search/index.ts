import {
  overdueOf,
  searchCustomers,
  searchItems,
  searchMessages,
} from '../../../prisma/queries/search/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { perUser } from '../../plugins/limits.ts';
import { entityParams } from '../../wire.ts';
import { presentCustomer, presentItem, presentMessage } from './present.ts';
import { searchAnswer, searchQuery } from './schema.ts';

/** Faster than anybody types. */
const searchesInAMinute = 240;
/** Of one person; anyone who types on has the earlier answers awaited no longer. */
const searchesAtOnce = 6;

/** Everything that has a page of its own, by what people know of it. */
export function searchRoutes(app: App, { db }: AppDeps): void {
  const limited = limitInFlight(searchesAtOnce);
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/search',
    config: { access: 'read', rateLimit: perUser(searchesInAMinute) },
    schema: {
      tags: ['search'],
      summary: 'Customers, items and messages by what was typed, with what matched',
      operationId: 'search',
      params: entityParams,
      querystring: searchQuery,
      response: { 200: searchAnswer },
    },
    handler: async (request) => {
      const { id: entityId, today } = entityOf(request);
      const { q: typed, limit } = request.query;
      const asked = { entityId, typed, limit };
      const [customers, items, messages] = await limited(userOf(request).userId, () =>
        Promise.all([searchCustomers(db, asked), searchItems(db, asked), searchMessages(db, asked)]),
      );
      const customerIds = customers.rows.map(({ id }) => id);
      const overdue = await overdueOf(db, { customerIds, today });
      return {
        customers: {
          more: customers.more,
          rows: customers.rows.map((row) => presentCustomer(row, typed, overdue.get(row.id) ?? {})),
        },
        items: { more: items.more, rows: items.rows.map((row) => presentItem(row, typed)) },
        messages: { more: messages.more, rows: messages.rows.map((row) => presentMessage(row, typed)) },
      };
    },
  });
}
