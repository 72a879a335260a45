import { redirect } from '@sveltejs/kit';
import { forwardCookies } from '#lib/api/forward-cookies.ts';
import { closedInternalCookie, heldInternalToken } from '#lib/visitors/internal/internal-cookies.ts';
import { internalClosed, type InternalClosed } from '#lib/visitors/internal/internal-data.ts';
import { readInternal } from '#lib/visitors/internal/read-internal.ts';
import { takeDraft } from '#lib/visitors/shared/draft.server.ts';
import { asked, pageApi } from '#lib/visitors/shared/page-api.ts';
import { choosePageLanguage } from '#lib/visitors/shared/page-language.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, cookies, locals, request }) => {
  const shown = closedBy(url) ?? (await readInternal(fetch, url, takeDraft(cookies, '/i')));
  const view = typeof shown === 'string' ? null : shown;
  locals.unavailable = shown === 'service_unavailable';
  locals.pageLanguage = choosePageLanguage({
    url,
    cookies,
    acceptLanguage: request.headers.get('accept-language'),
    ofLink: view?.page.language ?? url.searchParams.get('of') ?? undefined,
  });
  return {
    language: locals.pageLanguage,
    view,
    closed: (typeof shown === 'string' ? internalClosed(shown) : null) satisfies InternalClosed | null,
    renewed: url.searchParams.has('renewed'),
    renewable: heldInternalToken(cookies) !== undefined,
    code: {
      sentTo: (url.searchParams.get('codeSent') ?? '').slice(0, 100),
      problem: url.searchParams.get('codeProblem'),
    },
  };
};

/** Pages that only say something: the address names them, nothing is asked. */
function closedBy(url: URL): string | null {
  if (url.searchParams.has('renewed')) return 'link_expired';
  return url.searchParams.get('closed') === 'expired' ? 'link_expired' : null;
}

export const actions: Actions = {
  /** A code goes to the address of the link, whoever asks. */
  sendCode: async ({ fetch, url }) => {
    const sent = pageApi(fetch, url).POST('/api/internal/code', { body: {} });
    const got = await asked(sent, 'service_unavailable');
    const said: Record<string, string> = got.ok ? { codeSent: got.data.sentTo } : { codeProblem: got.code };
    redirect(303, `/i?${new URLSearchParams(said)}`);
  },
  code: async ({ request, fetch, url, cookies }) => {
    const code = String((await request.formData()).get('code') ?? '');
    const verified = pageApi(fetch, url).POST('/api/internal/code/verify', { body: { code } });
    const got = await asked(verified, 'service_unavailable');
    if (!got.ok) redirect(303, `/i?${new URLSearchParams({ codeSent: '•••', codeProblem: got.code })}`);
    forwardCookies(got.response, cookies);
    redirect(303, '/i');
  },
  /** The same answer regardless of the outcome: nobody learns here which links exist (A2). */
  renew: async ({ fetch, url, cookies }) => {
    const token = heldInternalToken(cookies);
    if (token !== undefined)
      await asked(pageApi(fetch, url).POST('/api/internal/renew', { body: { token } }));
    cookies.delete(closedInternalCookie, { path: '/i' });
    redirect(303, '/i?renewed=1');
  },
};
