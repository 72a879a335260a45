import { apiClient, ask } from '#lib/api/client.ts';
import { startOfNew } from '#lib/desk/scenarios/start.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const params = { path: { entityId: entity.id } };
  const [{ rows: readyMade }, { rows: scenarios }, { rows: templateSets }] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/scenarios/ready-made', { params }), url),
    ask(api.GET('/api/entities/{entityId}/scenarios', { params }), url),
    ask(api.GET('/api/entities/{entityId}/templates', { params }), url),
  ]);
  const start = startOfNew(url.searchParams.get('copy'), { readyMade, scenarios });
  return { start, takenNames: scenarios.map(({ name }) => name), templateSets };
};
