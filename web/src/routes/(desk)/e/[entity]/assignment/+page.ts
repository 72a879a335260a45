import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:assignment');
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const params = { path: { entityId: entity.id } };
  const [rules, collectors, scenarios] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/assignment-rules', { params }), url),
    ask(api.GET('/api/entities/{entityId}/collectors', { params }), url),
    ask(api.GET('/api/entities/{entityId}/scenarios', { params }), url),
  ]);
  return {
    rules: rules.rows,
    collectors: collectors.rows,
    scenarios: scenarios.rows.map(({ id, name, versions }) => ({
      id,
      name,
      isPublished: versions.some(({ state }) => state === 'published'),
    })),
  };
};
