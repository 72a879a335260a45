import { condition, patched, sleep } from '@temporalio/workflow';
import type { CaseState } from './case-state.ts';

const outagePauseMs = 60_000;

/**
 * After an outage that outlasted the retries of an activity. A fact that arrives meanwhile was written, so that the
 * database is back: the case does not wait for the end of the pause. One that began its pause before that was so
 * replays the way it went (test/replay/patch.test.ts; docs/replay.md says how a marker comes and goes).
 */
export async function pauseAfterOutage(state: CaseState): Promise<void> {
  if (patched('outage-pause-ends-with-fact')) await condition(() => state.mustEvaluate, outagePauseMs);
  else await sleep(outagePauseMs);
}
