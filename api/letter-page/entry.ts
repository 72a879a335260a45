import { identifyReader } from '../../application/letters/tracked.ts';
import type { App, AppDeps } from '../context.ts';
import { registerVisitorAccess } from '../pages/visitor-access.ts';
import { actorOf, letterOf } from './letter.ts';

/** How the reader of a tracked letter comes in: see api/pages/visitor-access.ts. Each letter asks for a code of its own. */
export function letterEntryRoutes(app: App, deps: AppDeps): void {
  registerVisitorAccess(app, deps, {
    kind: 'letter',
    base: '/api/letter',
    holder: 'letter_link',
    name: 'LetterPage',
    tag: 'letter page',
    async beforeCode(own, visitor) {
      await letterOf(own, visitor);
    },
    async afterCode(own, visitor, request) {
      const { letterId } = await letterOf(own, visitor);
      const at = own.now();
      await identifyReader(own.db, { letterId, actor: actorOf(request, visitor), at });
    },
  });
}
