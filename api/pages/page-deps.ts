/** Who asks decides what the database shows: from here on there is no other way to it. */
import type { AppDeps, PageDeps } from '../context.ts';
import type { OpenedLink } from '../../prisma/queries/links/read.ts';
import type { VisitorScope } from '../../prisma/visitors.ts';

export function pageDepsOf(deps: AppDeps): PageDeps {
  const { db: _db, visitorDb: _visitorDb, ...rest } = deps;
  return { ...rest, as: (visitor) => asVisitor(deps, visitor) };
}

/** The same for those who open the door, and know the link only a moment later. */
export function asVisitor(deps: AppDeps, visitor: VisitorScope): AppDeps {
  return { ...deps, db: deps.visitorDb(visitor) };
}

/** What a link opens, before anybody came by it. */
export function scopeOf({ id, ...link }: OpenedLink): VisitorScope {
  const { kind, legalEntityId, customerId, itemIds, questionId, commentId, letterId } = link;
  return { linkId: id, kind, legalEntityId, customerId, itemIds, questionId, commentId, letterId };
}
