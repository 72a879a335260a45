import { error } from '@sveltejs/kit';
import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params, parent, depends }) => {
  depends('relance:scenarios');
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const path = { entityId: entity.id, scenarioId: params.scenarioId };
  const [scenario, { rows: templateSets }, { rows: openActions }] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/scenarios/{scenarioId}', { params: { path } }), url),
    ask(api.GET('/api/entities/{entityId}/templates', { params: { path } }), url),
    ask(api.GET('/api/entities/{entityId}/scenarios/{scenarioId}/open-actions', { params: { path } }), url),
  ]);
  const wanted = scenario.versions.find(({ version }) => String(version) === url.searchParams.get('version'));
  const newest = scenario.versions.find(({ state }) => state === 'published') ?? scenario.versions[0];
  const start = (wanted ?? newest)?.definition;
  if (start === undefined) error(404);
  return { scenario, start, templateSets, openActions };
};
