import { error, fail, redirect } from '@sveltejs/kit';
import { apiClient, ask } from '#lib/api/client.ts';
import { formKeys, formKinds } from '#lib/features/customer/forms.ts';
import { submitForm } from '#lib/features/customer/submit-form.ts';
import { createFormat } from '#lib/format.ts';
import { changeQuery } from '#lib/paths.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  submit: async ({ request, fetch, url, params, locals }) => {
    const form = await request.formData();
    const kind = formKinds.find((known) => known === form.get('kind'));
    if (kind === undefined) error(400, { message: 'validation_failed', code: 'validation_failed' });
    const api = apiClient(fetch, url.origin);
    const me = await ask(api.GET('/api/me'), url);
    const entity = me.entities.find((one) => one.code === params.entity);
    if (entity === undefined) error(404, { message: 'not_found', code: 'not_found' });
    const where = { entityId: entity.id, customerId: params.customerId };
    const got = await submitForm(api, where, kind, form, createFormat(locals.language));
    if (!got.ok) return fail(got.problem.status || 503, { kind, problem: got.problem });
    redirect(303, changeQuery(url, { ...formKeys, '/submit': null }));
  },
};
