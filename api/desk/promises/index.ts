/** Promises to pay of a customer: made and cancelled by a person. */
import type { App, AppDeps } from '../../context.ts';
import { registerAct } from '../customer-act.ts';
import { agreedPlan, newPlan, newPromise } from './schema.ts';
import { created, customerParams, done, emptyBody, uuid } from '../../wire.ts';
import { eventsOf } from '../../../application/named-items.ts';
import { endPromise } from '../../../application/promises/cancel.ts';
import { makePromise } from '../../../application/promises/make.ts';
import { agreePlan } from '../../../application/promises/plan.ts';

export function promiseRoutes(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'promises',
    summary: 'A promise to pay; its items are not chased until it is kept or broken',
    operationId: 'createPromise',
    params: customerParams,
    body: newPromise,
    answer: created,
    write: async (scope, { promisedOn, items, comment }) => {
      const made = await makePromise(scope, { promisedOn, items, comment: comment ?? null });
      return { answer: { id: made.id }, events: eventsOf(made) };
    },
  });
  registerAct(app, deps, {
    path: 'payment-plans',
    summary: 'A payment plan: instalments, each a promise of its part of the items',
    operationId: 'agreePaymentPlan',
    params: customerParams,
    body: newPlan,
    answer: agreedPlan,
    write: (scope, { items, instalments, endsWhenMissed, comment }) =>
      agreePlan(scope, { items, instalments, endsWhenMissed, comment: comment ?? null }),
  });
  registerAct(app, deps, {
    path: 'promises/:promiseId/cancel',
    summary: 'Cancel a promise; its items are chased again',
    operationId: 'cancelPromise',
    params: customerParams.extend({ promiseId: uuid }),
    body: emptyBody,
    answer: done,
    write: (scope, _body, { promiseId }) => endPromise(scope, promiseId),
  });
}
