/** A person says what became of a message whose outcome is unknown; the workflow that waits for it goes on from there. */
import { RefusedError } from '../../domain/errors.ts';
import type { OutboundState } from '../../domain/vocabulary/messages.ts';
import { recordResolved } from '../../prisma/queries/outbound/outcomes.ts';
import type { ActResult, FactScope } from '../act.ts';
import { outsideAction } from '../../prisma/queries/actions/read.ts';
import { askAction, wakeNotice } from '../outbox.ts';

export interface DoubtfulMessage {
  id: string;
  attempt: number;
  state: OutboundState;
  actionId: string | null;
  noticeId: string | null;
}

/** @throws RefusedError `not_in_doubt` also to the later one of two people */
export async function settleMessage(
  { tx, userId, at }: FactScope,
  { id, attempt, state, actionId, noticeId }: DoubtfulMessage,
  { sent, note }: { sent: boolean; note?: string | undefined },
): Promise<ActResult<{ ok: true }>> {
  const resolution = { id, attempt, sent, source: 'person' as const, userId, at };
  if (state !== 'in_doubt' || !(await recordResolved(tx, resolution)))
    throw new RefusedError('not_in_doubt', { state });
  if (noticeId !== null) await wakeNotice(tx, noticeId);
  const outside = actionId === null ? null : await outsideAction(tx, actionId);
  if (outside !== null) await askAction(tx, outside);
  return {
    answer: { ok: true },
    events: {
      key: `message/${id}/${attempt}/settled`,
      kind: 'message_settled',
      data: { messageId: id, actionId, sent, ...(note ? { note } : {}) },
      reason: 'message_settled',
      // A notice has a workflow of its own; no case reads it.
      changesFacts: noticeId === null,
    },
  };
}
