import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params }) => {
  const mail = await ask(
    apiClient(fetch, url.origin).GET('/api/mailbox/{mailId}', {
      params: { path: { mailId: params.mailId } },
    }),
    url,
  );
  return { mail };
};
