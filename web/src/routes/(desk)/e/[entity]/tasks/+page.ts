import { apiClient, ask } from '#lib/api/client.ts';
import { readTaskQuery } from '#lib/desk/tasks/task-query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:tasks');
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const path = { entityId: entity.id };
  const query = readTaskQuery(url.searchParams);
  const { collector } = query;
  const [list, counters] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/follow-ups', { params: { path, query } }), url),
    ask(
      api.GET('/api/entities/{entityId}/replies/counters', { params: { path, query: { collector } } }),
      url,
    ),
  ]);
  return { query, list, counters };
};
