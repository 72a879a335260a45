import { redirect } from '@sveltejs/kit';
import { paths } from '#lib/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, paths.home());

export const actions: Actions = {
  default: async ({ fetch, url, cookies }) => {
    await fetch(new URL('/api/session/end', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    for (const name of ['relance_session', '__Host-relance_session']) {
      cookies.delete(name, { path: '/', secure: name.startsWith('__Host-') });
    }
    redirect(303, paths.signIn());
  },
};
