import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params, parent, depends }) => {
  depends('relance:message');
  const { entity } = await parent();
  const message = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/messages/{messageId}', {
      params: { path: { entityId: entity.id, messageId: params.messageId } },
    }),
    url,
  );
  return { message };
};
