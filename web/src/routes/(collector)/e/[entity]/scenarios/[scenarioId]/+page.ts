import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params, parent, depends }) => {
  depends('relance:scenarios');
  const { entity } = await parent();
  const scenario = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/scenarios/{scenarioId}', {
      params: { path: { entityId: entity.id, scenarioId: params.scenarioId } },
    }),
    url,
  );
  return { scenario };
};
