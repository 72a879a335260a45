import { apiClient, ask } from '#lib/api/client.ts';
import { criteriaQuery, readCriteria } from '#lib/desk/customers/criteria.ts';
import { oneOf, pageNumber, uuidOf } from '#lib/desk/shared/query.ts';
import { customerSorts } from '#lib/vocabulary.ts';
import type { PageLoad } from './$types';

const pageSize = 100;

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:customers');
  const { entity, preferences } = await parent();
  const api = apiClient(fetch, url.origin);
  const path = { entityId: entity.id };
  const search = url.searchParams;
  const criteria = readCriteria(search);
  const sort = oneOf(search, 'sort', customerSorts) ?? 'name';
  const order: 'asc' | 'desc' = search.get('order') === 'desc' ? 'desc' : 'asc';
  const mineFirst = preferences.customerOrder === 'mine_first' ? ('true' as const) : undefined;
  const query = { ...criteriaQuery(criteria), sort, order, mineFirst, page: pageNumber(search), pageSize };
  const [list, collectors, scenarios] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/customers', { params: { path, query } }), url),
    ask(api.GET('/api/entities/{entityId}/collectors', { params: { path } }), url),
    ask(api.GET('/api/entities/{entityId}/scenarios', { params: { path } }), url),
  ]);
  return {
    list,
    criteria,
    runId: uuidOf(search, 'run') ?? null,
    sort,
    order,
    collectors: collectors.rows,
    scenarios: scenarios.rows.map(({ id, name, versions }) => ({
      id,
      name,
      isPublished: versions.some(({ state }) => state === 'published'),
    })),
  };
};
