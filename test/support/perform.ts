/** An action performed as its workflow does it, without one: several messages are sent one after the other. */
import { dispatchOfAction, performAction, type PerformDeps } from '../../activities/case/perform.ts';
import { settleAction } from '../../activities/case/settle.ts';
import type { Evaluation } from '../../workflows/messages/collection-case.ts';

export async function performWholly(
  deps: PerformDeps,
  input: { customerId: string; actionId: string; now: number },
): Promise<Evaluation> {
  for (;;) {
    const step = await performAction(deps, input);
    if (!('messages' in step)) return step;
    const outcomes = [];
    for (const messageId of step.messages)
      outcomes.push(await dispatchOfAction(deps, { ...input, messageId, leaveBefore: step.leaveBefore }));
    if (outcomes.some(({ isStale }) => isStale)) continue;
    return settleAction(deps, { ...input, wakes: outcomes.flatMap(({ wakeAt }) => wakeAt ?? []) });
  }
}
