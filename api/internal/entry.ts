import type { App, AppDeps } from '../context.ts';
import { registerDoors } from '../pages/doors.ts';

/** How a colleague comes in: see api/pages/doors.ts. */
export function internalEntryRoutes(app: App, deps: AppDeps): void {
  registerDoors(app, deps, {
    kind: 'internal',
    base: '/api/internal',
    holder: 'internal_link',
    name: 'Internal',
    tag: 'internal page',
  });
}
