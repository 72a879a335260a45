import { apiClient, ask } from '#lib/api/client.ts';
import { oneOf } from '#lib/features/query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:settings');
  const { entity, me } = await parent();
  const api = apiClient(fetch, url.origin);
  const params = { path: { entityId: entity.id } };
  const tab =
    oneOf(url.searchParams, 'tab', ['company', 'sending', 'statuses', 'users', 'health']) ?? 'company';
  const [settings, statuses, users, health] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/settings', { params }), url),
    tab === 'statuses'
      ? ask(
          api.GET('/api/entities/{entityId}/item-statuses', {
            params: { ...params, query: { archived: 'true' } },
          }),
          url,
        )
      : null,
    tab === 'users' && me.may.administer
      ? ask(api.GET('/api/entities/{entityId}/users', { params }), url)
      : null,
    tab === 'health' ? ask(api.GET('/api/entities/{entityId}/health', { params }), url) : null,
  ]);
  return { tab, settings, statuses: statuses?.rows ?? null, users: users?.rows ?? null, health };
};
