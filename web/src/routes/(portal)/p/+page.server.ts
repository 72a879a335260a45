import { fail, redirect } from '@sveltejs/kit';
import { forwardCookies } from '#lib/api/forward-cookies.ts';
import { forgetDraft, takeDraft } from '#lib/visitors/shared/draft.server.ts';
import { asked, pageApi } from '#lib/visitors/shared/page-api.ts';
import { choosePageLanguage } from '#lib/visitors/shared/page-language.ts';
import { closedKind, type ClosedKind } from '#lib/visitors/portal/closed-kind.ts';
import { closedLinkCookie, heldToken, pageCookieNames } from '#lib/visitors/portal/page-cookies.ts';
import type { PortalView } from '#lib/visitors/portal/portal-view.ts';
import { readPortal } from '#lib/visitors/portal/read-portal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, cookies, locals, request }) => {
  const visitor = { url, cookies, acceptLanguage: request.headers.get('accept-language') };
  const said = closedBy(url);
  const shown = said ?? (await readPortal(fetch, url, takeDraft(cookies, '/p')));
  const isClosed = typeof shown === 'string';
  locals.unavailable = shown === 'service_unavailable';
  locals.pageLanguage = choosePageLanguage({
    ...visitor,
    ofLink: isClosed ? undefined : shown.statement.language,
  });
  return {
    language: locals.pageLanguage,
    closed: isClosed ? (said ?? closedKind(shown)) : null,
    renewable: heldToken(cookies) !== undefined,
    way: url.searchParams.get('way'),
    view: isClosed ? null : (shown satisfies PortalView),
  } satisfies { closed: ClosedKind | null } & Record<string, unknown>;
};

/** Pages that only say something: the address names them, nothing is asked. */
function closedBy(url: URL): ClosedKind | null {
  if (url.searchParams.has('left')) return 'left';
  if (url.searchParams.has('way')) return 'way';
  if (url.searchParams.has('asked')) return 'asked';
  if (url.searchParams.has('renewed')) return 'renewed';
  return url.searchParams.get('closed') === 'expired' ? 'expired' : null;
}

export const actions: Actions = {
  /** A code goes to the address of the link, whoever asks. */
  sendCode: async ({ fetch, url }) => {
    const got = await asked(
      pageApi(fetch, url).POST('/api/portal/code', { body: {} }),
      'service_unavailable',
    );
    redirect(303, got.ok ? '/p?codeSent=1#code' : `/p?codeProblem=${got.code}#code`);
  },
  code: async ({ request, fetch, url, cookies }) => {
    const code = String((await request.formData()).get('code') ?? '');
    const got = await asked(
      pageApi(fetch, url).POST('/api/portal/code/verify', { body: { code } }),
      'service_unavailable',
    );
    if (got.ok) forwardCookies(got.response, cookies);
    redirect(303, got.ok ? '/p' : `/p?codeSent=1&codeProblem=${got.code}#code`);
  },
  /** The same answer regardless of the outcome: nobody learns here which links exist (A2). */
  renew: async ({ fetch, url, cookies }) => {
    const token = heldToken(cookies);
    if (token !== undefined) await asked(pageApi(fetch, url).POST('/api/portal/renew', { body: { token } }));
    cookies.delete(closedLinkCookie, { path: '/' });
    redirect(303, '/p?renewed=1');
  },
  /** By what a letter prints; again, nobody learns whether it was one of ours. */
  wayIn: async ({ request, fetch, url }) => {
    const linkId = String((await request.formData()).get('link') ?? '');
    await asked(pageApi(fetch, url).POST('/api/portal/way-in', { body: { linkId } }));
    redirect(303, '/p?asked=1');
  },
  /** The amount is the one that was shown; where it has changed, the page says so and nothing is paid. */
  pay: async ({ request, fetch, url }) => {
    const form = await request.formData();
    const one = (name: string) => String(form.get(name) ?? '');
    const got = await asked(
      pageApi(fetch, url).POST('/api/portal/payments', {
        body: {
          key: one('key'),
          itemIds: form.getAll('itemIds').map(String),
          currency: one('currency'),
          amountMinor: Number(one('amountMinor')),
        },
      }),
      'service_unavailable',
    );
    redirect(303, got.ok ? '/p#pay' : `/p?problem=${got.code}`);
  },
  callOff: async ({ request, fetch, url }) => {
    const paymentId = String((await request.formData()).get('paymentId') ?? '');
    const params = { path: { paymentId } };
    const got = await asked(
      pageApi(fetch, url).POST('/api/portal/payments/{paymentId}/cancel', { params, body: {} }),
      'service_unavailable',
    );
    redirect(303, got.ok ? '/p#pay' : `/p?problem=${got.code}`);
  },
  leave: async ({ cookies, url, setHeaders }) => {
    if (url.searchParams.size > 5) return fail(400, {});
    for (const name of pageCookieNames)
      cookies.delete(name, { path: '/', secure: url.protocol === 'https:' });
    forgetDraft(cookies, '/p');
    // What the browser kept of the page goes too; cookies of other pages of this site stay.
    setHeaders({ 'clear-site-data': '"cache", "storage"' });
    redirect(303, '/p?left=1');
  },
};
