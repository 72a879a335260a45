import { customerActions } from '#lib/desk/customer/page-form.ts';
import type { Actions, RequestEvent } from './$types';

export const actions: Actions = customerActions<RequestEvent>(({ params }) =>
  Promise.resolve(params.customerId),
);
