/** The words of a reply are to be read again: by the rules of today, and by the model where one is switched on. */
import type { ActResult, FactScope } from '../act.ts';
import { askReplyReading } from '../outbox.ts';
import { lockSeen } from '../replies/handle.ts';

/** @throws RefusedError `comment_not_pending` once it was handled */
export async function askReadAgain(scope: FactScope, replyId: string): Promise<ActResult<{ ok: true }>> {
  await lockSeen(scope, { replyId, states: ['pending'] });
  await askReplyReading(scope.tx, replyId);
  return { answer: { ok: true }, events: null };
}
