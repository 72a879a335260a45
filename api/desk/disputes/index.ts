/** Disputes of a customer: opened and resolved by a person. */
import type { App, AppDeps } from '../../context.ts';
import { registerAct } from '../customer-act.ts';
import { newDispute, resolveBody } from './schema.ts';
import { created, customerParams, done, uuid } from '../../wire.ts';
import { openDispute } from '../../../application/disputes/open.ts';
import { endDispute } from '../../../application/disputes/resolve.ts';
import { eventsOf } from '../../../application/named-items.ts';

export function disputeRoutes(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'disputes',
    summary: 'A dispute takes its items, or a part of their amount, out of the chase until it is resolved',
    operationId: 'createDispute',
    params: customerParams,
    body: newDispute,
    answer: created,
    write: async (scope, { reason, items, resolver, deadlineOn, comment }) => {
      const opened = await openDispute(scope, {
        reason,
        items,
        resolver: resolver ?? null,
        deadlineOn: deadlineOn ?? null,
        comment: comment ?? null,
      });
      return { answer: { id: opened.id }, events: eventsOf(opened) };
    },
  });
  registerAct(app, deps, {
    path: 'disputes/:disputeId/resolve',
    summary: 'Resolve a dispute; its items come back with the rank they had',
    operationId: 'resolveDispute',
    params: customerParams.extend({ disputeId: uuid }),
    body: resolveBody,
    answer: done,
    write: (scope, { resolution = null }, { disputeId }) => endDispute(scope, disputeId, resolution),
  });
}
