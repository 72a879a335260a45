import type { App, AppDeps } from '../context.ts';
import { registerVisitorAccess } from '../pages/visitor-access.ts';

/** How a colleague comes in: see api/pages/visitor-access.ts. */
export function internalEntryRoutes(app: App, deps: AppDeps): void {
  registerVisitorAccess(app, deps, {
    kind: 'internal',
    base: '/api/internal',
    holder: 'internal_link',
    name: 'Internal',
    tag: 'internal page',
  });
}
