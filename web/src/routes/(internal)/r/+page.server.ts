import { redirect } from '@sveltejs/kit';
import { integrationCookie } from '#lib/features/internal-page/internal-cookies.ts';
import { internalClosed, type Integration } from '#lib/features/internal-page/internal-data.ts';
import { act } from '#lib/features/internal-page/read-internal.ts';
import { choosePageLanguage } from '#lib/features/pages/page-language.ts';
import type { Actions, PageServerLoad } from './$types';

/** What one press would do. Looking changes nothing, and a session makes no difference to that. */
export const load: PageServerLoad = async ({ fetch, url, cookies, locals, request }) => {
  const token = cookies.get(integrationCookie) ?? '';
  const { data, problem } = await act(fetch, { url, path: '/api/integration/look', body: { token } });
  const integration = problem === null ? (data as Integration) : null;
  locals.pageLanguage = choosePageLanguage({
    url,
    cookies,
    acceptLanguage: request.headers.get('accept-language'),
    ofLink: integration?.language,
  });
  locals.unavailable = problem === 'service_unavailable';
  const closed = internalClosed(problem ?? '');
  return {
    language: locals.pageLanguage,
    integration,
    // Pressed already: the page must not press again by itself, whatever came of it.
    pressed: url.searchParams.has('pressed'),
    closed: closed === 'code' ? ('broken' as const) : closed,
  };
};

export const actions: Actions = {
  integrate: async ({ fetch, url, cookies }) => {
    const token = cookies.get(integrationCookie) ?? '';
    await act(fetch, { url, path: '/api/integration/integrate', body: { token } });
    // The page says how it stands now, whatever came of it.
    redirect(303, '/r?pressed=1');
  },
};
