import { apiClient, ask } from '#lib/api/client.ts';
import { oneOf, pageNumber } from '#lib/desk/shared/query.ts';
import { outboundStates } from '#lib/vocabulary.ts';
import type { PageLoad } from './$types';

const pageSize = 100;

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:messages');
  const { entity } = await parent();
  const search = url.searchParams.get('search') ?? undefined;
  const state = oneOf(url.searchParams, 'state', outboundStates);
  const messages = await ask(
    apiClient(fetch, url.origin).GET('/api/entities/{entityId}/messages', {
      params: {
        path: { entityId: entity.id },
        query: {
          page: pageNumber(url.searchParams),
          pageSize,
          ...(search === undefined ? {} : { search }),
          ...(state === undefined ? {} : { state: [state] }),
        },
      },
    }),
    url,
  );
  return { messages, search, state };
};
