import { apiClient, ask } from '#lib/api/client.ts';
import { pageNumber } from '#lib/desk/shared/query.ts';
import type { PageLoad } from './$types';

const pageSize = 50;

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:unassigned');
  const { entity } = await parent();
  const view =
    url.searchParams.get('view') === 'dismissed' ? ('dismissed' as const) : ('unassigned' as const);
  const list = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/inbound-mails', {
      params: {
        path: { entityId: entity.id },
        query: { state: [view], page: pageNumber(url.searchParams), pageSize },
      },
    }),
    url,
  );
  return { list, view };
};
