import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params, parent, depends }) => {
  depends(`relance:reply/${params.commentId}`);
  const { entity } = await parent();
  const path = { entityId: entity.id, replyId: params.commentId };
  const api = apiClient(fetch, url.origin);
  return {
    reply: await ask(api.GET('/api/entities/{entityId}/replies/{replyId}', { params: { path } }), url),
  };
};
