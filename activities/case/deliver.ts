/**
 * A message outside the scenario is sent by the same steps as one of the scenario (perform.ts): made on today's facts,
 * frozen, handed over behind the gate, recorded. What differs is who waits for it: a workflow of its own.
 */
import { actionById } from '../../prisma/queries/actions/read.ts';
import { messagesOfAction, type ActionMessage } from '../../prisma/queries/outbound/read.ts';
import type { ActionStep } from '../../workflows/messages/action-delivery.ts';
import { dispatchOfAction, performAction, type PerformDeps, type PerformInput } from './perform.ts';
import { settleAction } from './settle.ts';

/** Facts may change again while messages leave; after so many rounds it waits for calm. */
const roundsPerVisit = 5;
const usualPauseMs = 60_000;
const leastPauseMs = 5_000;
/** How often evidence about a doubtful message is looked for: at first often, then once a day. */
const doubtEveryMs = 5 * 60_000;
const doubtOftenForMs = 60 * 60_000;
const dayMs = 24 * 3600_000;

/** Sends what is to be sent, once, and answers when to look again. */
export async function deliverAction(deps: PerformDeps, input: PerformInput): Promise<ActionStep> {
  for (let round = 0; round < roundsPerVisit; round += 1) {
    const step = await performAction(deps, input);
    if (!('messages' in step)) break;
    const { messages, leaveBefore } = step;
    const sent = await Promise.all(
      messages.map((messageId) => dispatchOfAction(deps, { ...input, messageId, leaveBefore })),
    );
    await settleAction(deps, { ...input, wakes: sent.flatMap(({ wakeAt }) => wakeAt ?? []) });
    if (!sent.some(({ isStale }) => isStale)) break;
  }
  return stepOf(deps, input);
}

/** As it stands in the database, whoever wrote it there. */
async function stepOf({ prisma, clock }: PerformDeps, input: PerformInput): Promise<ActionStep> {
  const action = await actionById(prisma, input.actionId, input.customerId);
  const now = Math.max(input.now, clock().getTime());
  const asked = action?.sendAt?.getTime() ?? now;
  switch (action?.state) {
    case 'confirmed':
      return { state: 'waiting', at: asked > now ? asked : now + usualPauseMs };
    case 'sending':
      return { state: 'waiting', at: nextTry(await messagesOfAction(prisma, input.actionId), now) };
    case 'unknown':
      return { state: 'unknown', at: now + (now - asked < doubtOftenForMs ? doubtEveryMs : dayMs) };
    default:
      return { state: 'done' };
  }
}

function nextTry(messages: readonly ActionMessage[], now: number): number {
  const retries = messages.flatMap(({ state, retryAt }) =>
    state === 'retry_wait' && retryAt !== null ? [retryAt.getTime()] : [],
  );
  return Math.max(
    now + leastPauseMs,
    Math.min(...retries, now + (retries.length > 0 ? dayMs : usualPauseMs)),
  );
}
