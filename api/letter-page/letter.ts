/** The letter that a link opens, as far as it opens it now. */
import type { FastifyRequest } from 'fastify';
import type { TrackedActor } from '../../application/letters/tracked.ts';
import { RefusedError } from '../../domain/errors.ts';
import { standingOf } from '../../domain/letter/tracked.ts';
import {
  trackedEvents,
  trackedLetter,
  type StoredTracked,
  type StoredTrackedEvent,
} from '../../prisma/queries/tracked-letters/read.ts';
import type { AppDeps, PageVisitor } from '../context.ts';

/** @throws RefusedError `link_unknown`, `letter_closed` once nobody can sign for it any more and nobody did */
export async function letterOf({ db, now }: AppDeps, { letterId }: PageVisitor): Promise<StoredTracked> {
  const letter = letterId === null ? null : await trackedLetter(db, letterId);
  if (letter === null) throw new RefusedError('link_unknown');
  const standing = standingOf(letter, now());
  if (standing === 'draft' || standing === 'closed') throw new RefusedError('letter_closed');
  return letter;
}

/** @throws RefusedError as above, and `code_required` before a code of this very letter was shown */
export async function shownLetter(
  deps: AppDeps,
  visitor: PageVisitor,
): Promise<{ letter: StoredTracked; events: StoredTrackedEvent[] }> {
  const letter = await letterOf(deps, visitor);
  const events = await trackedEvents(deps.db, letter.letterId);
  if (!visitor.verified || !events.some(({ code }) => code === 'IDENTIFIED'))
    throw new RefusedError('code_required');
  return { letter, events };
}

export function actorOf(request: FastifyRequest, visitor: PageVisitor, name = ''): TrackedActor {
  return {
    email: visitor.recipientEmail ?? '',
    name,
    ip: request.ip,
    userAgent: String(request.headers['user-agent'] ?? ''),
  };
}
