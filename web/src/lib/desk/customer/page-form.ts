/** The form actions of pages that show forms of a customer: its own page, and those of its items. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { apiClient, ask } from '../../api/client.ts';
import { createFormat } from '../../format.ts';
import { changeQuery } from '../../paths.ts';
import { formKeys, formKinds, type FormKind } from './forms.ts';
import { submitForm } from './submit-form.ts';

/** Fields of the address that a page with these forms has. */
type PageEvent = RequestEvent & { params: { entity: string } };

/**
 * One action a form, named like it (`?/promise`): sends what was filled in and goes back to the page without its form.
 *
 * @param customerOf finds out whose form it is, within the entity
 */
export function customerActions<Event extends PageEvent>(
  customerOf: (event: Event, entityId: string) => Promise<string>,
) {
  const actions = formKinds.map((kind) => [kind, (event: Event) => submit(kind, event, customerOf)] as const);
  return Object.fromEntries(actions) as Record<FormKind, (event: Event) => ReturnType<typeof submit<Event>>>;
}

async function submit<Event extends PageEvent>(
  kind: FormKind,
  event: Event,
  customerOf: (event: Event, entityId: string) => Promise<string>,
) {
  const { request, fetch, url, locals, params } = event;
  const form = await request.formData();
  const api = apiClient(fetch, url.origin);
  const me = await ask(api.GET('/api/me'), url);
  const entity = me.entities.find((one) => one.code === params.entity);
  if (entity === undefined) error(404, { message: 'not_found', code: 'not_found' });
  const path = { entityId: entity.id, customerId: await customerOf(event, entity.id) };
  const got = await submitForm(kind, { api, path, form, format: createFormat(locals.language) });
  if (!got.ok) return fail(got.problem.status || 503, { kind, problem: got.problem });
  redirect(303, changeQuery(url, { ...formKeys, [`/${kind}`]: null }));
}
