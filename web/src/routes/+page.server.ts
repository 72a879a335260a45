import { error, redirect } from '@sveltejs/kit';
import { apiClient, ask } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';
import type { PageServerLoad } from './$types';

/** The way in: the agenda of the company worked on last, else of the first one; its checklist until it is set up. */
export const load: PageServerLoad = async ({ fetch, url, cookies }) => {
  const me = await ask(apiClient(fetch, url.origin).GET('/api/me'), url);
  const last = cookies.get('relance_entity');
  const entity = me.entities.find((one) => one.code === last) ?? me.entities[0];
  if (entity === undefined) error(403, { message: 'forbidden', code: 'forbidden' });
  redirect(303, me.may.administer && !entity.isSetUp ? paths.setUp(entity.code) : paths.agenda(entity.code));
};
