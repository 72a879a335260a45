import { redirect } from '@sveltejs/kit';
import { forwardCookies } from '#lib/api/forward-cookies.ts';
import { letterClosed } from '#lib/visitors/letter/letter-data.ts';
import { asked, pageApi } from '#lib/visitors/shared/page-api.ts';
import { isPreview } from '#lib/visitors/shared/preview-bots.ts';
import { choosePageLanguage } from '#lib/visitors/shared/page-language.ts';
import type { PageServerLoad } from './$types';

/**
 * The address in the mail to the reader of a letter. The token goes to the API, which answers with a cookie; the browser
 * goes on to an address without it (B4). HEAD, prefetching and known previews change nothing and learn nothing.
 */
export const load: PageServerLoad = async ({ params, fetch, url, cookies, locals, request }) => {
  const acceptLanguage = request.headers.get('accept-language');
  locals.pageLanguage = choosePageLanguage({ url, cookies, acceptLanguage });
  const language = locals.pageLanguage;
  const isFetchedAhead = isPreview(request) && !url.searchParams.has('open');
  if (isFetchedAhead || request.method === 'HEAD') return { language, closed: 'neutral' as const };
  const entry = pageApi(fetch, url).POST('/api/letter/entry', { body: { token: params.token } });
  const got = await asked(entry, 'service_unavailable');
  if (got.ok) {
    forwardCookies(got.response, cookies);
    const lang = url.searchParams.get('lang');
    const search: Record<string, string> =
      lang === null ? { of: got.data.language.slice(0, 2) } : { lang: lang.slice(0, 5) };
    redirect(303, `/l?${new URLSearchParams(search)}`);
  }
  locals.unavailable = got.code === 'service_unavailable';
  const closed = letterClosed(got.code);
  return { language, closed: closed === 'code' ? ('broken' as const) : closed };
};
