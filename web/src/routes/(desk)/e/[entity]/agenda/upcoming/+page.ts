import { apiClient, ask } from '#lib/api/client.ts';
import { pageNumber } from '#lib/desk/shared/query.ts';
import type { PageLoad } from './$types';

const pageSize = 100;

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:agenda');
  const { entity } = await parent();
  const list = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/agenda/upcoming', {
      params: { path: { entityId: entity.id }, query: { page: pageNumber(url.searchParams), pageSize } },
    }),
    url,
  );
  return { list };
};
