/** What a repair of a workflow has to know of its messages and actions. */
import type { ActionState } from '../../../domain/vocabulary/actions.ts';
import type { OutboundState } from '../../../domain/vocabulary/messages.ts';
import type { Db, Prisma } from '../../client.ts';

/** Name of the workflow in the code, and what it is about. */
export interface RepairedWorkflow {
  type: string;
  subjectId: string;
  legalEntityId: string;
}

/** Messages that the workflow sends or follows; null: it sends none. */
export function messagesOf(workflow: RepairedWorkflow): Prisma.OutboundMessageWhereInput | null {
  const which = ofSubject(workflow);
  return which && { ...which, legalEntityId: workflow.legalEntityId };
}

function ofSubject({ type, subjectId }: RepairedWorkflow): Prisma.OutboundMessageWhereInput | null {
  switch (type) {
    case 'collectionCase':
      return { customerId: subjectId, noticeId: null };
    case 'noticeDelivery':
      return { noticeId: subjectId };
    case 'actionDelivery':
      return { actionId: subjectId };
    case 'letterDelivery':
      return { action: { letters: { some: { id: subjectId } } } };
    default:
      return null;
  }
}

/** Longer than one attempt may take: what has stood in the middle for longer is nobody's any more. */
const attemptMs = 10 * 60_000;

/** Whether one of its messages is leaving now. */
export async function isSending(db: Db, workflow: RepairedWorkflow, now: Date): Promise<boolean> {
  const where = messagesOf(workflow);
  if (where === null) return false;
  const updatedAt = { gt: new Date(now.getTime() - attemptMs) };
  const state = { in: ['claimed', 'gate_passed'] satisfies OutboundState[] };
  return (await db.outboundMessage.count({ where: { ...where, state, updatedAt }, take: 1 })) > 0;
}

/** Those of which nobody knows whether they left. */
export async function listDoubtful(db: Db, workflow: RepairedWorkflow) {
  const where = messagesOf(workflow);
  if (where === null) return [];
  return db.outboundMessage.findMany({
    where: { ...where, state: 'in_doubt', customerId: { not: null } },
    orderBy: { createdAt: 'asc' },
    select: {
      ...{ id: true, attempt: true, state: true, actionId: true, noticeId: true, customerId: true },
      ...{ recipientAddress: true, subject: true, createdAt: true },
    },
    take: mostListed,
  });
}

/** How many wait for their next try. */
export async function countRetrying(db: Db, workflow: RepairedWorkflow): Promise<number> {
  const where = messagesOf(workflow);
  return where === null ? 0 : db.outboundMessage.count({ where: { ...where, state: 'retry_wait' } });
}

const cancellable: ActionState[] = ['planned', 'proposed', 'failed'];

/** Actions of a case that a person may still call off, and their names. */
export async function listCancellable(db: Db, customerId: string) {
  return db.agendaAction.findMany({
    where: { customerId, kind: 'scenario', state: { in: cancellable } },
    orderBy: { id: 'asc' },
    select: { id: true, stepName: true, state: true },
    take: mostListed,
  });
}

const mostListed = 50;
