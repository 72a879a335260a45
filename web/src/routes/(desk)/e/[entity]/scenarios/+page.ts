import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:scenarios');
  const { entity } = await parent();
  const list = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/scenarios', {
      params: { path: { entityId: entity.id } },
    }),
    url,
  );
  return { scenarios: list.rows };
};
