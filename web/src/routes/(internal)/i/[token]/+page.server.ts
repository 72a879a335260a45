import { redirect } from '@sveltejs/kit';
import { forwardCookies } from '#lib/api/forward-cookies.ts';
import { closedInternalCookie, shortLived } from '#lib/visitors/internal/internal-cookies.ts';
import { internalClosed } from '#lib/visitors/internal/internal-data.ts';
import { asked, pageApi } from '#lib/visitors/shared/page-api.ts';
import { isPreview } from '#lib/visitors/shared/preview-bots.ts';
import { choosePageLanguage } from '#lib/visitors/shared/page-language.ts';
import type { PageServerLoad } from './$types';

/**
 * The address in the mail to a colleague. The token goes to the API, which answers with a cookie; the browser goes
 * on to an address without it (B4). HEAD, prefetching and known previews change nothing and learn nothing (C6).
 */
export const load: PageServerLoad = async ({ params, fetch, url, cookies, locals, request }) => {
  const acceptLanguage = request.headers.get('accept-language');
  locals.pageLanguage = choosePageLanguage({ url, cookies, acceptLanguage });
  const language = locals.pageLanguage;
  const isFetchedAhead = isPreview(request) && !url.searchParams.has('open');
  if (isFetchedAhead || request.method === 'HEAD') return { language, closed: 'neutral' as const };
  const { token } = params;
  const entry = pageApi(fetch, url).POST('/api/internal/entry', { body: { token } });
  const got = await asked(entry, 'service_unavailable');
  if (got.ok) {
    forwardCookies(got.response, cookies);
    cookies.delete(closedInternalCookie, { path: '/i' });
    redirect(303, `/i${onward(url, got.data.language)}`);
  }
  if (got.code === 'link_expired') {
    cookies.set(closedInternalCookie, token, shortLived(url, '/i'));
    redirect(303, '/i?closed=expired');
  }
  locals.unavailable = got.code === 'service_unavailable';
  const closed = internalClosed(got.code);
  return { language, closed: closed === 'code' ? ('broken' as const) : closed };
};

/** The item and the language that the mail named go along; without a choice, the language of the link. */
function onward(url: URL, ofLink: string): string {
  const search = new URLSearchParams();
  for (const name of ['item', 'lang']) {
    const value = url.searchParams.get(name);
    if (value !== null && value.length <= 36) search.set(name, value);
  }
  if (!search.has('lang')) search.set('of', ofLink.slice(0, 2));
  return search.size === 0 ? '' : `?${search}`;
}
