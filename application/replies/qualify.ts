/** A status given to items, with everything that follows from it, in one transaction (A-5, P-11). */
import type { ActResult, FactEvent, FactScope } from '../act.ts';
import { workingDays } from '../calendar.ts';
import { endTask } from '../follow-ups/close.ts';
import { lockItemsOf, type NamedItem } from '../named-items.ts';
import { answerCustomer } from './answer.ts';
import { type Applied, applyStatus } from './apply-status.ts';
import { endReply, lockSeen } from './handle.ts';
import { itemIdsOf, historyDataOf } from './history-data.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { checkDate } from '../../domain/qualification/checks.ts';
import { defaultNextAction, type NextAction } from '../../domain/qualification/proposal.ts';
import type { CommentState, DisputeReason } from '../../domain/vocabulary/replies.ts';
import type { ItemStatus } from '../../prisma/client.ts';
import { waitUntilOf } from '../../prisma/queries/cases/write.ts';
import { readCustomerPlace } from '../../prisma/queries/customers/read.ts';
import { createFollowUp } from '../../prisma/queries/follow-ups/write.ts';
import { listItemStatuses } from '../item-statuses/catalogue.ts';
import { dueItemIds } from '../../prisma/queries/items/lock.ts';
import { standingOn } from '../../prisma/queries/qualifications/read.ts';
import { createQualification, keepBefore } from '../../prisma/queries/qualifications/write.ts';
import { type LockedReply, qualifiedItemsOf } from '../../prisma/queries/replies/handling.ts';

/** What is said of items. */
export interface WantedQualification {
  statusId: string;
  /** A reply without items can be given a status that needs none. */
  items: NamedItem[];
  /** The reply it comes from, in the state that was on the screen: another one means that a colleague was faster. */
  replyId?: string | undefined;
  replyState: CommentState;
  /** The task it comes from. */
  followUpId?: string | undefined;
  /** Whether it ends the reply and the task, or others follow. */
  completes: boolean;
  /** For a promise. */
  promisedOn?: IsoDate | undefined;
  /** For a dispute. */
  reason?: DisputeReason | undefined;
  resolver?: string | undefined;
  deadlineOn?: IsoDate | undefined;
  /** For colleagues. */
  text?: string | undefined;
  /** Absent: the one that the status brings; null: none. */
  nextAction?: NextAction | null | undefined;
  /** For the customer, on the page and by mail. */
  answer?: string | undefined;
  /** Items whose files go along with it. */
  documentItemIds?: string[] | undefined;
}

export interface Qualified {
  id: string;
  itemCount: number;
  promiseId: string | null;
  disputeId: string | null;
  followUpId: string | null;
  /** First day on which the items are chased again, where the status holds them. */
  heldUntil: IsoDate | null;
  /** Of the reply, afterwards. */
  replyState: CommentState | null;
  answerId: string | null;
  mailedTo: string | null;
  /** ISO instant until which it can be taken back; null: it works at once. */
  undoUntil: string | null;
}

type Written = ActResult<Qualified>;

/**
 * Promise, dispute, or hold by the kind of the status; the next action; the reply or task it came from, ended or left
 * for the next one; the answer to the customer.
 *
 * @throws RefusedError `status_unknown`, `comment_not_pending` to the later one of two people, and what each effect
 *   refuses; nothing is written then
 */
export async function qualify(scope: FactScope, asked: WantedQualification): Promise<Written> {
  const { tx, customerId, userId, at, undoUntil } = scope;
  // Before anything else is locked: the case locks itself first, too.
  if (undoUntil !== null) await waitUntilOf(tx, customerId, undoUntil);
  const status = await offeredStatus(scope, asked.statusId);
  const reply = await replyOf(scope, asked);
  const standing = await standingOn(
    tx,
    asked.items.map(({ itemId }) => itemId),
  );
  const effect = await applyStatus(scope, status, asked);
  const { followUpId, nextAction } = await setNextAction(scope, status, asked);
  const text = asked.text ? asked.text : null;
  const id = await createQualification(tx, {
    customerId,
    userId,
    at,
    statusId: status.id,
    replyId: reply?.id ?? null,
    text,
    promiseId: effect.promiseId,
    disputeId: effect.disputeId,
    followUpId,
    items: effect.items,
  });
  const event = qualifiedEvent(id, { status, effect, nextAction, text, reply });
  const ended = await endOrigin(scope, asked, { reply, text, status });
  const answered =
    reply === null || asked.answer === undefined
      ? null
      : await answerCustomer(scope, reply, { text: asked.answer, documentItemIds: asked.documentItemIds });
  await keepBefore(tx, id, {
    v: 1,
    ...standing,
    reply: reply === null || !asked.completes ? null : replyBefore(reply),
    followUpId: asked.completes ? (asked.followUpId ?? null) : null,
    answerId: answered?.answerId ?? null,
  });
  return {
    answer: {
      id,
      itemCount: effect.items.length,
      promiseId: effect.promiseId,
      disputeId: effect.disputeId,
      followUpId,
      heldUntil: effect.heldUntil,
      replyState: reply === null ? null : asked.completes ? 'qualified' : reply.state,
      answerId: answered?.answerId ?? null,
      mailedTo: answered?.mailedTo ?? null,
      undoUntil: undoUntil?.toISOString() ?? null,
    },
    events: [...effect.ended, event, ...ended, ...(answered === null ? [] : [answered.event])],
  };
}

function qualifiedEvent(
  qualificationId: string,
  given: {
    status: ItemStatus;
    effect: Applied;
    nextAction: NextAction | null;
    text: string | null;
    reply: LockedReply | null;
  },
): FactEvent {
  const { status, effect, nextAction, text, reply } = given;
  return {
    key: `qualification/${qualificationId}`,
    kind: 'items_qualified',
    data: {
      qualificationId,
      statusKey: status.key,
      statusName: status.name,
      statusKind: status.kind,
      ...effect.data,
      ...(nextAction === null ? {} : { nextAction: { ...nextAction } }),
      ...(text === null ? {} : { text }),
      ...(reply === null ? {} : historyDataOf(reply)),
    },
    itemIds: effect.items.map(({ itemId }) => itemId),
  };
}

function replyBefore({ id, state, handledBy, handledAt }: LockedReply) {
  return { id, state, handledBy, handledAt: handledAt?.toISOString() ?? null };
}

/** All items whose day has come, promised for one day. What is disputed of them is not promised. */
export async function quickPromise(
  scope: FactScope,
  { promisedOn, text }: { promisedOn: IsoDate; text?: string | undefined },
): Promise<Written> {
  const statuses = await listItemStatuses(scope.tx, { entityId: scope.entity.id });
  const status = statuses.find(({ kind }) => kind === 'promise');
  if (status === undefined) throw new RefusedError('status_unknown');
  const due = await lockItemsOf(scope, await dueItemIds(scope.tx, scope.customerId, scope.today));
  const items = due.flatMap<NamedItem>(({ id, openMinor, disputedParts }) => {
    if (disputedParts.length === 0) return [{ itemId: id }];
    if (disputedParts.includes(null)) return [];
    const restMinor = openMinor - disputedParts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    return restMinor > 0 ? [{ itemId: id, amountMinor: restMinor }] : [];
  });
  return qualify(scope, {
    statusId: status.id,
    items,
    promisedOn,
    text,
    replyState: 'pending',
    completes: false,
  });
}

async function offeredStatus({ tx, entity }: FactScope, statusId: string): Promise<ItemStatus> {
  const offered = await listItemStatuses(tx, { entityId: entity.id });
  const status = offered.find(({ id }) => id === statusId);
  if (status === undefined) throw new RefusedError('status_unknown');
  return status;
}

/** The reply it comes from, held so that nobody else handles it meanwhile. */
async function replyOf(scope: FactScope, asked: WantedQualification): Promise<LockedReply | null> {
  if (asked.replyId === undefined) {
    if (asked.answer !== undefined) throw new RefusedError('nothing_to_answer');
    return null;
  }
  return lockSeen(scope, { replyId: asked.replyId, states: [asked.replyState] });
}

/** The one asked for, the one that the status brings, or none. */
async function setNextAction(
  scope: FactScope,
  status: ItemStatus,
  asked: WantedQualification,
): Promise<{ followUpId: string | null; nextAction: NextAction | null }> {
  const { tx, entity, customerId, userId, at, today } = scope;
  const nextAction = asked.nextAction === undefined ? await actionOf(scope, status) : asked.nextAction;
  if (nextAction === null) return { followUpId: null, nextAction: null };
  const date = checkDate(nextAction.on, today);
  if (!date.ok) throw new RefusedError(date.code, date.params);
  const text = nextAction.text === '' ? (status.followUpText ?? status.name) : nextAction.text;
  const followUpId = await createFollowUp(tx, {
    legalEntityId: entity.id,
    customerId,
    text,
    channel: nextAction.channel,
    dueOn: nextAction.on,
    itemIds: asked.items.map(({ itemId }) => itemId),
    userId,
    at,
  });
  return { followUpId, nextAction: { on: nextAction.on, text, channel: nextAction.channel } };
}

async function actionOf(
  { tx, entity, customerId, today }: FactScope,
  status: ItemStatus,
): Promise<NextAction | null> {
  if (status.followUpDays === null) return null;
  const { country } = await readCustomerPlace(tx, customerId);
  const calendar = await workingDays(tx, entity, country);
  return defaultNextAction({ status, today, calendar });
}

/** `completes`: the reply is handled and the task done. Items that got no status have what was said in their history. */
async function endOrigin(
  scope: FactScope,
  asked: WantedQualification,
  { reply, text, status }: { reply: LockedReply | null; text: string | null; status: ItemStatus },
): Promise<FactEvent[]> {
  if (!asked.completes) return [];
  const events: FactEvent[] = [];
  if (reply !== null) {
    const qualified = await qualifiedItemsOf(scope.tx, reply.id);
    const itemIds = itemIdsOf(reply).filter((itemId) => !qualified.has(itemId));
    events.push(await endReply(scope, reply, { state: 'qualified', text, itemIds }));
  }
  if (asked.followUpId !== undefined) {
    const { event: closed } = await endTask(scope, {
      followUpId: asked.followUpId,
      state: 'done',
      outcome: text ?? status.name,
    });
    events.push(closed);
  }
  return events;
}
