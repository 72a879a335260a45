import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params, parent, depends }) => {
  depends('relance:letter');
  const { entity } = await parent();
  const letter = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/letters/{letterId}', {
      params: { path: { entityId: entity.id, letterId: params.letterId } },
    }),
    url,
  );
  return { letter };
};
