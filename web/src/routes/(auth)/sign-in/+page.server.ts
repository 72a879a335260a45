import { fail, redirect } from '@sveltejs/kit';
import { problemOf } from '#lib/api/client.ts';
import { forwardCookies } from '#lib/api/forward-cookies.ts';
import { preferenceCookies } from '#lib/preferences.ts';
import { safeReturn } from '#lib/safe-return.ts';
import { interfaceLanguages } from '#lib/vocabulary.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ to: safeReturn(url.searchParams.get('to')) });

export const actions: Actions = {
  /** For browsers without script; with it the page asks the API itself. */
  default: async ({ request, fetch, url, cookies }) => {
    const form = await request.formData();
    const email = String(form.get('email') ?? '');
    const response = await fetch(new URL('/api/session', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: String(form.get('password') ?? '') }),
    });
    const body: unknown = await response.json().catch(() => ({}));
    if (!response.ok) return fail(response.status, { email, problem: problemOf(body, response.status) });
    forwardCookies(response, cookies);
    const language = interfaceLanguages.find((known) => known === Object(body).language);
    if (language !== undefined && cookies.get(preferenceCookies.language) === undefined) {
      cookies.set(preferenceCookies.language, language, { path: '/', httpOnly: false, maxAge: 31_536_000 });
    }
    redirect(303, safeReturn(url.searchParams.get('to')));
  },
};
