/** A letter that was handed over is stopped at its provider, where that can still be done (L-6, L-7). */
import { askToStop } from '../../../application/letters/stop.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { done, emptyBody } from '../../wire.ts';
import { letterParams } from './letter-schema.ts';

export function letterStopRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/letters/:letterId/stop',
    config: { access: 'act' },
    schema: {
      tags: ['letters'],
      summary:
        'Has the provider stop a letter that was handed over; what it says to that stands with the letter',
      operationId: 'stopLetter',
      params: letterParams,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { letterId } = request.params;
      const { userId } = userOf(request);
      await askToStop(deps.db, { entityId: entityOf(request).id, letterId, userId, at: deps.now() });
      return { ok: true as const };
    },
  });
}
