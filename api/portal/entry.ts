import type { App, AppDeps } from '../context.ts';
import { registerDoors } from '../pages/doors.ts';

/** How a customer comes in: see api/pages/doors.ts. */
export function portalEntryRoutes(app: App, deps: AppDeps): void {
  registerDoors(app, deps, {
    kind: 'customer',
    base: '/api/portal',
    holder: 'customer_page',
    name: 'Portal',
    tag: 'portal',
  });
}
