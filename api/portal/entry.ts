import type { App, AppDeps } from '../context.ts';
import { registerVisitorAccess } from '../pages/visitor-access.ts';

/** How a customer comes in: see api/pages/visitor-access.ts. */
export function portalEntryRoutes(app: App, deps: AppDeps): void {
  registerVisitorAccess(app, deps, {
    kind: 'customer',
    base: '/api/portal',
    holder: 'customer_page',
    name: 'Portal',
    tag: 'portal',
  });
}
