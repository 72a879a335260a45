import { redirect } from '@sveltejs/kit';
import { integrationCookie, shortLived } from '#lib/visitors/internal/internal-cookies.ts';
import { isPreview } from '#lib/visitors/shared/preview-bots.ts';
import { choosePageLanguage } from '#lib/visitors/shared/page-language.ts';
import type { PageServerLoad } from './$types';

/** The one-click address in the mail to the collector. A GET changes nothing: it only leads to the page (D1). */
export const load: PageServerLoad = async ({ params, url, cookies, locals, request }) => {
  const acceptLanguage = request.headers.get('accept-language');
  locals.pageLanguage = choosePageLanguage({ url, cookies, acceptLanguage });
  const isFetchedAhead = isPreview(request) && !url.searchParams.has('open');
  if (isFetchedAhead || request.method === 'HEAD' || params.token.length > 100) {
    return { language: locals.pageLanguage };
  }
  cookies.set(integrationCookie, params.token, shortLived(url, '/r'));
  redirect(303, '/r');
};
