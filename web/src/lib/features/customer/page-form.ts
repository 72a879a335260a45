/** The form action of pages that show forms of a customer: its own page, and those of its items. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { apiClient, ask } from '../../api/client.ts';
import { createFormat } from '../../format.ts';
import { changeQuery } from '../../paths.ts';
import { formKeys, formKinds } from './forms.ts';
import { submitForm } from './submit-form.ts';

/**
 * Sends what was filled in and goes back to the page without its form.
 *
 * @param customerOf finds out whose form it is, within the entity
 */
export async function submitPageForm(
  { request, fetch, url, locals }: RequestEvent,
  entityCode: string,
  customerOf: (entityId: string) => Promise<string>,
) {
  const form = await request.formData();
  const kind = formKinds.find((known) => known === form.get('kind'));
  if (kind === undefined) error(400, { message: 'validation_failed', code: 'validation_failed' });
  const api = apiClient(fetch, url.origin);
  const me = await ask(api.GET('/api/me'), url);
  const entity = me.entities.find((one) => one.code === entityCode);
  if (entity === undefined) error(404, { message: 'not_found', code: 'not_found' });
  const where = { entityId: entity.id, customerId: await customerOf(entity.id) };
  const got = await submitForm(api, where, kind, form, createFormat(locals.language));
  if (!got.ok) return fail(got.problem.status || 503, { kind, problem: got.problem });
  redirect(303, changeQuery(url, { ...formKeys, '/submit': null }));
}
