/** A person stops what would be answered without one. */
import { RefusedError } from '../../domain/errors.ts';
import type { ActResult, FactScope } from '../act.ts';
import { lockSeen, type ReplyHandled } from './handle.ts';
import { historyDataOf, itemIdsOf } from './history-data.ts';
import { withdrawSelfAnswers } from './withdraw-answers.ts';

/** @throws RefusedError `undo_too_late` where nothing waits any more */
export async function stopSelfAnswer(scope: FactScope, replyId: string): Promise<ActResult<ReplyHandled>> {
  const reply = await lockSeen(scope, { replyId, states: ['pending', 'validated', 'qualified'] });
  if ((await withdrawSelfAnswers(scope.tx, replyId)) === 0) throw new RefusedError('undo_too_late');
  return {
    answer: { state: reply.state, answerId: null, mailedTo: null, undoUntil: null },
    events: {
      key: `comment/${replyId}/answer-stopped/${scope.at.getTime()}`,
      kind: 'answer_stopped',
      data: historyDataOf(reply),
      itemIds: itemIdsOf(reply),
      changesFacts: false,
    },
  };
}
