/** The change without its marker: what an unguarded deployment would have run. */
import { condition } from '@temporalio/workflow';
import type { CaseState } from '../../../workflows/lib/case-state.ts';

export async function pauseAfterOutage(state: CaseState): Promise<void> {
  await condition(() => state.mustEvaluate, 60_000);
}
