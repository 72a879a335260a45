/** Activities of letters that were queued, built from their dependencies. */
import type { LetterStep } from '../../workflows/messages/letter-delivery.ts';
import { longestSendMs, withHeartbeat } from '../heartbeat.ts';
import { notBefore } from '../clock.ts';
import { followLetter, type FollowDeps } from './follow.ts';

export type LetterActivityDeps = FollowDeps;

export function createLetterActivities(deps: LetterActivityDeps) {
  return {
    /** Looks where a letter is, keeps what there is to keep, and says when to look again. */
    followLetter({ letterId, now }: { letterId: string; now: number }): Promise<LetterStep> {
      return withHeartbeat(
        () => followLetter({ ...deps, clock: notBefore(deps.clock, now) }, letterId),
        longestSendMs,
      );
    },
  };
}
