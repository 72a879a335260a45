import { apiClient, ask } from '#lib/api/client.ts';
import { readReplyQuery } from '#lib/desk/replies/reply-query.ts';
import type { LayoutLoad } from './$types';

/** The list of replies, which stays while one after the other is opened beside it. */
export const load: LayoutLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:replies');
  const query = readReplyQuery(url.searchParams);
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const path = { entityId: entity.id };
  const {
    page: _page,
    pageSize: _size,
    sort: _sort,
    order: _order,
    state: _state,
    status: _status,
    ...filter
  } = query;
  const [list, counters, collectors] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/replies', { params: { path, query } }), url),
    ask(api.GET('/api/entities/{entityId}/replies/counters', { params: { path, query: filter } }), url),
    ask(api.GET('/api/entities/{entityId}/collectors', { params: { path } }), url),
  ]);
  return { query, list, counters, collectors: collectors.rows };
};
