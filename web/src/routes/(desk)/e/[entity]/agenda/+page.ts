import { apiClient, ask } from '#lib/api/client.ts';
import { readAgendaQuery } from '#lib/desk/agenda/agenda-query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:agenda');
  const { entity, preferences } = await parent();
  const api = apiClient(fetch, url.origin);
  const query = readAgendaQuery(url.searchParams);
  const { page: _page, pageSize: _size, sort: _sort, order: _order, ...filter } = query;
  const path = { entityId: entity.id };
  const mineFirst = preferences.customerOrder === 'mine_first' ? ('true' as const) : undefined;
  const [list, counters, notices, collectors, held, leaving] = await Promise.all([
    ask(
      api.GET('/api/entities/{entityId}/agenda', { params: { path, query: { ...query, mineFirst } } }),
      url,
    ),
    ask(api.GET('/api/entities/{entityId}/agenda/counters', { params: { path, query: filter } }), url),
    query.view === 'problems'
      ? ask(api.GET('/api/entities/{entityId}/agenda/notices', { params: { path, query: filter } }), url)
      : { rows: [] },
    ask(api.GET('/api/entities/{entityId}/collectors', { params: { path } }), url),
    ask(api.GET('/api/entities/{entityId}/import-holds', { params: { path, query: { pageSize: 1 } } }), url),
    ask(
      api.GET('/api/entities/{entityId}/agenda/upcoming', {
        params: { path, query: { until: entity.today, mode: 'automatic', pageSize: 1 } },
      }),
      url,
    ),
  ]);
  return {
    query,
    list,
    counters,
    notices: notices.rows,
    collectors: collectors.rows,
    held: held.total,
    leaving: leaving.total,
  };
};
