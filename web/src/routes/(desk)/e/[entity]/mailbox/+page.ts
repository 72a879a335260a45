import { apiClient, ask } from '#lib/api/client.ts';
import { pageNumber, textOf } from '#lib/desk/shared/query.ts';
import type { PageLoad } from './$types';

const pageSize = 100;

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('relance:mailbox');
  const list = await ask(
    apiClient(fetch, url.origin).GET('/api/mailbox', {
      params: {
        query: { page: pageNumber(url.searchParams), pageSize, search: textOf(url.searchParams, 'search') },
      },
    }),
    url,
  );
  return { list };
};
