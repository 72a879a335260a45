import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params, parent }) => {
  const { entity } = await parent();
  const set = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/templates/{key}', {
      params: { path: { entityId: entity.id, key: params.key } },
    }),
    url,
  );
  return { set };
};
