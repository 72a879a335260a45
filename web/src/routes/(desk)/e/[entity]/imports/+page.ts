import { apiClient, ask } from '#lib/api/client.ts';
import { pageNumber } from '#lib/desk/shared/query.ts';
import type { PageLoad } from './$types';

const pageSize = 50;

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:imports');
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const path = { entityId: entity.id };
  const query = { page: pageNumber(url.searchParams), pageSize };
  const open = { params: { path, query: { pageSize } } };
  const [list, holds, proposals] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/imports', { params: { path, query } }), url),
    ask(api.GET('/api/entities/{entityId}/import-holds', open), url),
    ask(api.GET('/api/entities/{entityId}/contact-proposals', open), url),
  ]);
  return { list, holds, proposals };
};
