import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params, parent, depends }) => {
  depends(`relance:reply/${params.commentId}`);
  const { entity } = await parent();
  const path = { entityId: entity.id, replyId: params.commentId };
  const api = apiClient(fetch, url.origin);
  const [reply, proposals] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/replies/{replyId}', { params: { path } }), url),
    ask(api.GET('/api/entities/{entityId}/replies/{replyId}/proposals', { params: { path } }), url),
  ]);
  const inboundMailId = reply.mail?.id;
  const mail =
    inboundMailId === undefined
      ? null
      : await ask(
          api.GET('/api/entities/{entityId}/inbound-mails/{inboundMailId}', {
            params: { path: { entityId: entity.id, inboundMailId } },
          }),
          url,
        );
  return { reply, proposals, mail };
};
