import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:set-up');
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const params = { path: { entityId: entity.id } };
  const [setUp, settings] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/set-up', { params }), url),
    ask(api.GET('/api/entities/{entityId}/settings', { params }), url),
  ]);
  return { setUp, settings };
};
