import { answer, apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params, parent }) => {
  const { entity } = await parent();
  const set = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/templates/{key}', {
      params: { path: { entityId: entity.id, key: params.key } },
    }),
    url,
  );
  // Of a letter: what the company's settings say where the text says nothing.
  const settings =
    set.form === 'letter'
      ? await answer(
          apiClient(fetch, url.origin).GET('/api/entities/{entityId}/settings', {
            params: { path: { entityId: entity.id } },
          }),
        )
      : undefined;
  return { set, company: settings?.ok ? settings.data.letterSettings : undefined };
};
