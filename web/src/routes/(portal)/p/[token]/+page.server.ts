import { redirect } from '@sveltejs/kit';
import { forwardCookies } from '#lib/api/forward-cookies.ts';
import { asked, pageApi } from '#lib/visitors/shared/page-api.ts';
import { isPreview } from '#lib/visitors/shared/preview-bots.ts';
import { choosePageLanguage } from '#lib/visitors/shared/page-language.ts';
import { closedKind } from '#lib/visitors/portal/closed-kind.ts';
import { closedLinkCookie } from '#lib/visitors/portal/page-cookies.ts';
import type { PageServerLoad } from './$types';

/**
 * The address in the mail. The token goes to the API, which answers with a cookie; the browser goes on to an
 * address without it (B4). HEAD, prefetching and known previews change nothing and learn nothing (B7, B15).
 */
export const load: PageServerLoad = async ({ params, fetch, url, cookies, locals, request }) => {
  const acceptLanguage = request.headers.get('accept-language');
  locals.pageLanguage = choosePageLanguage({ url, cookies, acceptLanguage });
  const language = locals.pageLanguage;
  if (isPreview(request) && !url.searchParams.has('open')) return { language, closed: 'neutral' as const };
  if (request.method === 'HEAD') return { language, closed: 'neutral' as const };
  const { token } = params;
  const entry = pageApi(fetch, url).POST('/api/portal/entry', { body: { token } });
  const got = await asked(entry, 'service_unavailable');
  if (got.ok) {
    forwardCookies(got.response, cookies);
    cookies.delete(closedLinkCookie, { path: '/' });
    redirect(303, `/p${onward(url)}`);
  }
  const { code } = got;
  if (code === 'link_expired') {
    cookies.set(closedLinkCookie, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
      maxAge: 3600,
    });
    redirect(303, '/p?closed=expired');
  }
  locals.unavailable = code === 'service_unavailable';
  return { language, closed: closedKind(code) };
};

/** The item and the language that the mail named go along, nothing else. */
function onward(url: URL): string {
  const search = new URLSearchParams();
  for (const name of ['item', 'lang']) {
    const value = url.searchParams.get(name);
    if (value !== null && value.length <= 36) search.set(name, value);
  }
  return search.size === 0 ? '' : `?${search}`;
}
