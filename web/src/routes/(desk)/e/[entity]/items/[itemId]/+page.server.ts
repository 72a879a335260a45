import { apiClient, ask } from '#lib/api/client.ts';
import { customerActions } from '#lib/desk/customer/page-form.ts';
import type { Actions, RequestEvent } from './$types';

export const actions: Actions = customerActions<RequestEvent>(async ({ url, fetch, params }, entityId) => {
  const file = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/items/{itemId}', {
      params: { path: { entityId, itemId: params.itemId } },
    }),
    url,
  );
  return file.customer.id;
});
