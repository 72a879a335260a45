/**
 * What an administrator does to a workflow that stands. Each is written down with its reason before anything is
 * done, and leaves the outbox row from which the workflow goes on if this process dies in between. Nothing that left
 * leaves again: a message is claimed in the database, whatever workflow asks for it.
 */
import type { RepairKind } from '../../domain/vocabulary/workflows.ts';
import type { Db } from '../../prisma/client.ts';
import { outsideAction } from '../../prisma/queries/actions/read.ts';
import { endRetryPauses } from '../../prisma/queries/repairs/write.ts';
import { writeTogether } from '../../prisma/statement.ts';
import type { WorkflowType } from '../../workflows/messages/workflow-ids.ts';
import {
  askAction,
  askInboundMail,
  askLetter,
  askOnlinePayment,
  askReplyReading,
  wakeNotice,
} from '../outbox.ts';
import { changeFacts, leftInHand, type WakeInHand } from '../unit-of-work.ts';

export interface Repair {
  kind: RepairKind;
  /** Of the click. */
  key: string;
  /** In the words of who asked. */
  reason: string;
  userId: string;
  at: Date;
  type: WorkflowType;
  subjectId: string;
  legalEntityId: string;
  customerId: string | null;
  /** Which of its runs; null: none was running. */
  runId: string | null;
  /** Where it goes back to. */
  eventId?: number | undefined;
}

/** Writes down who repairs what, and why; `failed`: that it could not be done. */
export async function noteRepair(tx: Db, repair: Repair, failed = false): Promise<void> {
  const { kind, key, reason, userId, at, type, subjectId, legalEntityId, customerId, runId } = repair;
  const { eventId } = repair;
  await changeFacts(tx, async () => ({
    result: undefined,
    history: [
      {
        ...{ legalEntityId, kind: 'workflow_repaired', at, actor: { kind: 'user', id: userId } },
        ...(customerId === null ? {} : { customerId }),
        key: `repair/${legalEntityId}/${key}${failed ? '/failed' : ''}`,
        data: {
          ...{ v: 1, repair: kind, reason, workflow: type, subjectId, runId },
          ...(eventId === undefined ? {} : { eventId }),
          ...(failed ? { failed } : {}),
        },
      },
    ],
    facts: [],
  }));
}

/** Which of them a workflow takes: a case all, another one what reads its row again. */
export function repairsOf(type: WorkflowType): readonly RepairKind[] {
  switch (type) {
    case 'collectionCase':
      return ['evaluate', 'retry_now', 'cancel_action', 'settle', 'rebuild', 'reset'];
    case 'noticeDelivery':
    case 'actionDelivery':
    case 'letterDelivery':
      return ['wake', 'retry_now', 'settle'];
    case 'onlinePayment':
    case 'replyReading':
    case 'inboundMail':
      return ['wake'];
    // What waits for a person there is decided on its own page; what nobody works on is asked for again by itself.
    case 'importRun':
    case 'bulkRun':
      return [];
  }
}

/** The workflow reads the database again. Answers the row that the caller tells the case itself; null: a relay does. */
export async function wakeRepaired(tx: Db, repair: Repair): Promise<WakeInHand | null> {
  const { type, subjectId, legalEntityId, key } = repair;
  switch (type) {
    case 'collectionCase': {
      const fact = { key: `repair/${key}`, customerId: subjectId, legalEntityId };
      const { write, wake } = leftInHand('person_acted', fact);
      await writeTogether(tx, [write]);
      return wake;
    }
    case 'noticeDelivery':
      await wakeNotice(tx, subjectId);
      break;
    case 'actionDelivery': {
      const start = await outsideAction(tx, subjectId);
      if (start !== null) await askAction(tx, start);
      break;
    }
    case 'letterDelivery':
      await askLetter(tx, subjectId);
      break;
    case 'onlinePayment':
      await askOnlinePayment(tx, subjectId);
      break;
    case 'replyReading':
      await askReplyReading(tx, subjectId);
      break;
    case 'inboundMail':
      await askInboundMail(tx, subjectId);
      break;
    case 'importRun':
    case 'bulkRun':
      break;
  }
  return null;
}

/** Messages that wait for their next try are tried now. Answers how many. */
export async function retryNow(tx: Db, { at, ...repair }: Repair): Promise<number> {
  return endRetryPauses(tx, repair, at);
}
