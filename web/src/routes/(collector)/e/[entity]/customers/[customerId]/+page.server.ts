import { customerActions } from '#lib/features/customer/page-form.ts';
import type { Actions, RequestEvent } from './$types';

export const actions: Actions = customerActions<RequestEvent>(({ params }) =>
  Promise.resolve(params.customerId),
);
