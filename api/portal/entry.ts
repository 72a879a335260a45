import type { App, AppDeps } from '../context.ts';
import { limitRenewals } from '../pages/limits.ts';
import { sendWayIn } from '../pages/renewal.ts';
import { wayInBody } from '../pages/schema.ts';
import { registerVisitorAccess } from '../pages/visitor-access.ts';
import { done } from '../wire.ts';

/** How a customer comes in: see api/pages/visitor-access.ts. */
export function portalEntryRoutes(app: App, deps: AppDeps): void {
  registerVisitorAccess(app, deps, {
    kind: 'customer',
    base: '/api/portal',
    holder: 'customer_page',
    name: 'Portal',
    tag: 'portal',
  });
  app.route({
    method: 'POST',
    url: '/api/portal/way-in',
    config: { access: 'public' },
    schema: {
      tags: ['portal'],
      summary: 'Send a link to the address that a letter went to, by what the letter prints',
      description: 'The answer is the same whatever is asked for.',
      operationId: 'askWayIn',
      body: wayInBody,
      response: { 200: done },
    },
    handler: async (request) => {
      await limitRenewals(deps, request);
      await sendWayIn(deps, request.body.linkId);
      return { ok: true as const };
    },
  });
}
