import { redirect } from '@sveltejs/kit';
import { forwardCookies } from '#lib/api/forward-cookies.ts';
import { letterClosed, readLetterPage, type LetterClosed } from '#lib/visitors/letter/letter-data.ts';
import { asked, pageApi } from '#lib/visitors/shared/page-api.ts';
import { choosePageLanguage } from '#lib/visitors/shared/page-language.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, cookies, locals, request }) => {
  const shown = await readLetterPage(fetch, url);
  const page = typeof shown === 'string' ? null : shown;
  locals.unavailable = shown === 'service_unavailable';
  locals.pageLanguage = choosePageLanguage({
    url,
    cookies,
    acceptLanguage: request.headers.get('accept-language'),
    ofLink: page?.language ?? url.searchParams.get('of') ?? undefined,
  });
  return {
    language: locals.pageLanguage,
    page,
    closed: (typeof shown === 'string' ? letterClosed(shown) : null) satisfies LetterClosed | null,
    problem: url.searchParams.get('problem'),
    code: {
      sentTo: (url.searchParams.get('codeSent') ?? '').slice(0, 100),
      problem: url.searchParams.get('codeProblem'),
    },
  };
};

type Decision = { decision: 'sign' | 'refuse'; name: string; reason: string };

async function decide(fetch: typeof globalThis.fetch, url: URL, body: Decision): Promise<never> {
  const sent = pageApi(fetch, url).POST('/api/letter/decision', { body });
  const got = await asked(sent, 'service_unavailable');
  redirect(303, got.ok ? '/l' : `/l?${new URLSearchParams({ problem: got.code })}`);
}

export const actions: Actions = {
  /** A code goes to the address of the link, anyone who asks. */
  sendCode: async ({ fetch, url }) => {
    const sent = pageApi(fetch, url).POST('/api/letter/code', { body: {} });
    const got = await asked(sent, 'service_unavailable');
    const said: Record<string, string> = got.ok ? { codeSent: got.data.sentTo } : { codeProblem: got.code };
    redirect(303, `/l?${new URLSearchParams(said)}`);
  },
  code: async ({ request, fetch, url, cookies }) => {
    const code = String((await request.formData()).get('code') ?? '');
    const verified = pageApi(fetch, url).POST('/api/letter/code/verify', { body: { code } });
    const got = await asked(verified, 'service_unavailable');
    if (!got.ok) redirect(303, `/l?${new URLSearchParams({ codeSent: '•••', codeProblem: got.code })}`);
    forwardCookies(got.response, cookies);
    redirect(303, '/l');
  },
  sign: async ({ request, fetch, url }) => {
    const name = String((await request.formData()).get('name') ?? '').trim();
    return decide(fetch, url, { decision: 'sign', name, reason: '' });
  },
  refuse: async ({ request, fetch, url }) => {
    const reason = String((await request.formData()).get('reason') ?? '').trim();
    return decide(fetch, url, { decision: 'refuse', name: '', reason });
  },
};
