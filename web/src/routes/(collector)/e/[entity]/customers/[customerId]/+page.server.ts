import { submitPageForm } from '#lib/features/customer/page-form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  submit: async (event) =>
    submitPageForm(event, event.params.entity, () => Promise.resolve(event.params.customerId)),
};
