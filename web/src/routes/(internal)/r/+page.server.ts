import { redirect } from '@sveltejs/kit';
import { integrationCookie } from '#lib/visitors/internal/internal-cookies.ts';
import { internalClosed } from '#lib/visitors/internal/internal-data.ts';
import { asked, pageApi } from '#lib/visitors/shared/page-api.ts';
import { choosePageLanguage } from '#lib/visitors/shared/page-language.ts';
import type { Actions, PageServerLoad } from './$types';

/** What one press would do. Looking changes nothing, and a session makes no difference to that. */
export const load: PageServerLoad = async ({ fetch, url, cookies, locals, request }) => {
  const token = cookies.get(integrationCookie) ?? '';
  const entry = pageApi(fetch, url).POST('/api/integration/entry', { body: { token } });
  const got = await asked(entry, 'service_unavailable');
  const integration = got.ok ? got.data : null;
  const problem = got.ok ? '' : got.code;
  locals.pageLanguage = choosePageLanguage({
    url,
    cookies,
    acceptLanguage: request.headers.get('accept-language'),
    ofLink: integration?.language,
  });
  locals.unavailable = problem === 'service_unavailable';
  const closed = internalClosed(problem);
  return {
    language: locals.pageLanguage,
    integration,
    // Pressed already: the page must not press again by itself, regardless of the outcome.
    pressed: url.searchParams.has('pressed'),
    closed: closed === 'code' ? ('broken' as const) : closed,
  };
};

export const actions: Actions = {
  integrate: async ({ fetch, url, cookies }) => {
    const token = cookies.get(integrationCookie) ?? '';
    await asked(pageApi(fetch, url).POST('/api/integration/integrate', { body: { token } }));
    // The page says how it stands now, regardless of the outcome.
    redirect(303, '/r?pressed=1');
  },
};
