import { apiClient, ask } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => ({
  account: await ask(apiClient(fetch, url.origin).GET('/api/me/account'), url),
});
