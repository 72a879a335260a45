import { error } from '@sveltejs/kit';
import { apiClient, ask } from '#lib/api/client.ts';
import type { LayoutLoad } from './$types';

/** Who is signed in, the legal entity that the address names, and what waits there. */
export const load: LayoutLoad = async ({ fetch, url, params, untrack }) => {
  const me = await untrack(() => ask(apiClient(fetch, url.origin).GET('/api/me'), url));
  const entity = me.entities.find((one) => one.code === params.entity);
  if (entity === undefined) error(404, { message: 'not_found', code: 'not_found' });
  const where = { params: { path: { entityId: entity.id } } };
  const [counters, { unassigned }] = await untrack(() => {
    const api = apiClient(fetch, url.origin);
    return Promise.all([
      ask(api.GET('/api/entities/{entityId}/replies/counters', where), url),
      ask(api.GET('/api/entities/{entityId}/inbound-mails/counters', where), url),
    ]);
  });
  return { me, entity, waiting: { replies: counters.total, tasks: counters.tasks, unassigned } };
};
