import { apiClient, ask } from '#lib/api/client.ts';
import { submitPageForm } from '#lib/features/customer/page-form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  submit: async (event) =>
    submitPageForm(event, event.params.entity, async (entityId) => {
      const { url, fetch, params } = event;
      const file = await ask(
        apiClient(fetch, url.origin).GET('/api/entities/{entityId}/items/{itemId}', {
          params: { path: { entityId, itemId: params.itemId } },
        }),
        url,
      );
      return file.customer.id;
    }),
};
