/** Whether a message outside the scenario may leave on today's facts, and what is written where it may not. */
import { listingOutside } from '../../domain/dunning/out-of-scenario.ts';
import { contentHash } from '../../prisma/hashes.ts';
import { changeActionWrite } from '../../prisma/queries/actions/write.ts';
import type { ActionContent, StoredAction } from '../../prisma/queries/actions/read.ts';
import { historyWrites } from '../../prisma/queries/history/write.ts';
import { cancelMessagesWrite } from '../../prisma/queries/outbound/attempt.ts';
import type { ActionMessage } from '../../prisma/queries/outbound/read.ts';
import { systemEvent, type Decided } from '../case/decide.ts';
import type { Readiness } from '../case/make-ready.ts';

/** Of what is on the screen of whoever writes: lines with their amounts, and totals. */
export function hashOutside({ lines, credits, totals }: ActionContent): string {
  const seen = [...lines, ...credits].map(({ id, openMinor, currency }) => ({ id, openMinor, currency }));
  return contentHash({ outside: true, seen, totals });
}

/**
 * Facts that changed since the click shrink it, or stop it: with nothing left to ask for it falls away; whatever else
 * stands in its way makes it wait for a person, so that nothing written by hand leaves on a day that nobody expects.
 */
export function readinessOutside(
  decided: Decided,
  action: StoredAction,
  messages: readonly ActionMessage[],
  hasLeft: boolean,
): Readiness {
  const { now } = decided;
  if (!hasLeft && action.sendAt !== null && action.sendAt.getTime() > now)
    return { kind: 'not_now', writes: [] };
  const { channel, request } = action;
  const { gates, ...listing } = listingOutside(decided.input, { channel, itemIds: request?.itemIds ?? [] });
  const content: ActionContent = {
    ...listing,
    leaderItemId: listing.lines[0]?.id ?? '',
    passedOver: [],
  };
  const [closed] = gates;
  if (closed === undefined) {
    return {
      kind: 'send',
      decided,
      content,
      positionHash: hashOutside(content),
      action: { ...action, content, state: 'sending' },
    };
  }
  const cancelled = messages.length > 0 ? [cancelMessagesWrite(messages.map(({ id }) => id))] : [];
  // One recipient has it already: what was begun is recorded as done, and the others are spared it.
  if (hasLeft) return { kind: 'settle', writes: [decided.record, ...cancelled] };
  return {
    kind: 'not_now',
    writes: [decided.record, ...cancelled, ...stopped(decided, action, closed.gate)],
  };
}

function stopped(decided: Decided, { id: actionId, stepName }: StoredAction, gate: string) {
  const at = new Date(decided.now);
  const key = `${actionId}/${decided.now}`;
  const data = { actionId, stepName, decisionId: decided.decisionId };
  if (gate === 'nothing_due')
    return [
      changeActionWrite(actionId, { state: 'cancelled', closedAt: at, outcome: { code: gate } }),
      ...historyWrites([systemEvent(decided, 'action_cancelled', `cancelled/${key}`, { ...data, gate })]),
    ];
  const outcome = { code: 'message_stopped', params: { gate } };
  return [
    changeActionWrite(actionId, { state: 'failed', confirmedAt: null, confirmedBy: null, outcome }),
    ...historyWrites([systemEvent(decided, 'action_failed', `failed/${key}`, { ...data, ...outcome })]),
  ];
}
