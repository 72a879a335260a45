/** Holds on items: placed and released by a person. */
import type { App, AppDeps } from '../../context.ts';
import { registerAct } from '../customer-act.ts';
import { newHold } from './schema.ts';
import { createdMany, customerParams, done, emptyBody, uuid } from '../../wire.ts';
import { holdItems } from '../../../application/holds/place.ts';
import { endHold } from '../../../application/holds/release.ts';

export function holdRoutes(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'holds',
    summary: 'Hold items: they are not chased until the day given, or until released',
    operationId: 'createHolds',
    params: customerParams,
    body: newHold,
    answer: createdMany,
    write: async (scope, body) => {
      const { holdIds, event } = await holdItems(scope, body);
      return { answer: { ids: holdIds }, events: event };
    },
  });
  registerAct(app, deps, {
    path: 'holds/:holdId/release',
    summary: 'Release a hold before its day',
    operationId: 'releaseHold',
    params: customerParams.extend({ holdId: uuid }),
    body: emptyBody,
    answer: done,
    write: (scope, _body, { holdId }) => endHold(scope, holdId),
  });
}
