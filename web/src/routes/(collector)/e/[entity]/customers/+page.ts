import { apiClient, ask } from '#lib/api/client.ts';
import { oneOf, pageNumber, textOf, uuidOf } from '#lib/features/query.ts';
import { caseStates } from '#lib/vocabulary.ts';
import { customerSorts } from '#lib/features/customer/customer-sorts.ts';
import type { PageLoad } from './$types';

const pageSize = 100;

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:customers');
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const path = { entityId: entity.id };
  const search = url.searchParams;
  const collector = search.get('collector') === 'none' ? 'none' : uuidOf(search, 'collector');
  const scenario = uuidOf(search, 'scenario');
  const caseState = oneOf(search, 'state', caseStates);
  const sort = oneOf(search, 'sort', customerSorts) ?? 'name';
  const order: 'asc' | 'desc' = search.get('order') === 'desc' ? 'desc' : 'asc';
  const query = {
    sort,
    order,
    page: pageNumber(search),
    pageSize,
    search: textOf(search, 'search'),
    ...(collector === undefined ? {} : { collector: [collector] }),
    ...(scenario === undefined ? {} : { scenario: [scenario] }),
    ...(caseState === undefined ? {} : { caseState: [caseState] }),
    ...(search.get('overdue') === 'true' ? { overdueOnly: 'true' as const } : {}),
  };
  const [list, collectors, scenarios] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/customers', { params: { path, query } }), url),
    ask(api.GET('/api/entities/{entityId}/collectors', { params: { path } }), url),
    ask(api.GET('/api/entities/{entityId}/scenarios', { params: { path } }), url),
  ]);
  return {
    list,
    sort,
    order,
    collectors: collectors.rows,
    scenarios: scenarios.rows.map(({ id, name }) => ({ id, name })),
  };
};
