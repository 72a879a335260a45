import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
  const { entity } = await parent();
  const list = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/templates', {
      params: { path: { entityId: entity.id } },
    }),
    url,
  );
  return { sets: list.rows };
};
