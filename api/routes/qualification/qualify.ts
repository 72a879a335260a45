/** A status given to items, with everything that follows from it, in one transaction (A-5, P-11). */
import { addDays } from '../../../domain/calendar/iso-date.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import { checkDate, checkOpen } from '../../../domain/qualification/checks.ts';
import { defaultNextAction, type NextAction } from '../../../domain/qualification/proposal.ts';
import type { ItemStatus } from '../../../prisma/client.ts';
import { waitUntilOf } from '../../../prisma/queries/cases.ts';
import { readCustomerPlace } from '../../../prisma/queries/customers.ts';
import { createFollowUp } from '../../../prisma/queries/follow-ups.ts';
import { listItemStatuses } from '../../../prisma/queries/item-statuses.ts';
import { keepBefore, standingOn } from '../../../prisma/queries/qualification-undo.ts';
import { createQualification, dueItemIds, runningHolds } from '../../../prisma/queries/qualification.ts';
import { qualifiedItemsOf, type LockedReply } from '../../../prisma/queries/reply-writes.ts';
import type { FactScope, Told } from '../../plugins/facts.ts';
import { endTask } from '../follow-ups/writes.ts';
import { answerCustomer, endReply, itemIdsOf, lockSeen, saidIn } from '../replies/handling.ts';
import { workingDays } from './calendar.ts';
import { holdItems, lockOwn, makePromise, openDispute, type NamedItem } from './effects.ts';
import type { NewQualification, QualificationAnswer } from './schema.ts';

type Written = { answer: QualificationAnswer; told: Told[] };

/**
 * Promise, dispute, or hold by the kind of the status; the next action; the reply or task it came from, ended or left
 * for the next one; the answer to the customer.
 *
 * @throws RefusedError `status_unknown`, `comment_not_pending` to the later one of two people, and what each effect
 *   refuses; nothing is written then
 */
export async function qualify(scope: FactScope, asked: NewQualification): Promise<Written> {
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
  const itemIds = effect.items.map(({ itemId }) => itemId);
  const told: Told[] = [
    ...effect.ended,
    {
      key: `qualification/${id}`,
      kind: 'items_qualified',
      data: {
        qualificationId: id,
        statusKey: status.key,
        statusName: status.name,
        statusKind: status.kind,
        ...effect.data,
        ...(nextAction === null ? {} : { nextAction: { ...nextAction } }),
        ...(text === null ? {} : { text }),
        ...(reply === null ? {} : saidIn(reply)),
      },
      itemIds,
    },
  ];
  const ended = await endOrigin(scope, asked, { reply, text, status });
  const answered =
    reply === null || asked.answer === undefined ? null : await answerCustomer(scope, reply, asked.answer);
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
      itemCount: itemIds.length,
      promiseId: effect.promiseId,
      disputeId: effect.disputeId,
      followUpId,
      heldUntil: effect.heldUntil,
      replyState: reply === null ? null : asked.completes ? 'qualified' : reply.state,
      answerId: answered?.answerId ?? null,
      mailedTo: answered?.mailedTo ?? null,
      undoUntil: undoUntil?.toISOString() ?? null,
    },
    told: [...told, ...ended, ...(answered === null ? [] : [answered.told])],
  };
}

function replyBefore({ id, state, handledBy, handledAt }: LockedReply) {
  return { id, state, handledBy, handledAt: handledAt?.toISOString() ?? null };
}

/** All items whose day has come, promised for one day. What is disputed of them is not promised. */
export async function quickPromise(
  scope: FactScope,
  { key, promisedOn, text }: { key: string; promisedOn: IsoDate; text?: string | undefined },
): Promise<Written> {
  const statuses = await listItemStatuses(scope.tx, { entityId: scope.entity.id });
  const status = statuses.find(({ kind }) => kind === 'promise');
  if (status === undefined) throw new RefusedError('status_unknown');
  const due = await lockOwn(scope, await dueItemIds(scope.tx, scope.customerId, scope.today));
  const items = due.flatMap<NamedItem>(({ id, openMinor, disputedParts }) => {
    if (disputedParts.length === 0) return [{ itemId: id }];
    if (disputedParts.includes(null)) return [];
    const restMinor = openMinor - disputedParts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    return restMinor > 0 ? [{ itemId: id, amountMinor: restMinor }] : [];
  });
  return qualify(scope, {
    key,
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
async function replyOf(scope: FactScope, asked: NewQualification): Promise<LockedReply | null> {
  if (asked.replyId === undefined) {
    if (asked.answer !== undefined) throw new RefusedError('nothing_to_answer');
    return null;
  }
  return lockSeen(scope, { replyId: asked.replyId, states: [asked.replyState] });
}

interface Applied {
  items: { itemId: string; amountMinor: number | null; holdId: string | null }[];
  promiseId: string | null;
  disputeId: string | null;
  heldUntil: IsoDate | null;
  ended: Told[];
  data: Record<string, string | Record<string, number>>;
}

const nothingApplied = { promiseId: null, disputeId: null, heldUntil: null, ended: [] };

async function applyStatus(scope: FactScope, status: ItemStatus, asked: NewQualification): Promise<Applied> {
  const comment = asked.text ? asked.text : null;
  switch (status.kind) {
    case 'promise': {
      const { promisedOn } = asked;
      if (promisedOn === undefined) throw new RefusedError('promise_needs_date');
      const { id, items, ended } = await makePromise(scope, { promisedOn, items: asked.items, comment });
      return {
        ...nothingApplied,
        items: withoutHold(items),
        promiseId: id,
        ended,
        data: { promiseId: id, promisedOn, ...partsIn(items) },
      };
    }
    case 'dispute': {
      const { reason, resolver, deadlineOn } = asked;
      if (reason === undefined) throw new RefusedError('reason_required');
      const { id, items, ended } = await openDispute(scope, {
        reason,
        items: asked.items,
        resolver: resolver ?? null,
        deadlineOn: deadlineOn ?? null,
        comment,
      });
      return {
        ...nothingApplied,
        items: withoutHold(items),
        disputeId: id,
        ended,
        data: {
          disputeId: id,
          reason,
          ...(resolver ? { resolver } : {}),
          ...(deadlineOn ? { deadlineOn } : {}),
          ...partsIn(items),
        },
      };
    }
    case 'ongoing':
    case 'other':
      return holdByStatus(scope, status, asked);
  }
}

function withoutHold(items: { itemId: string; amountMinor: number | null }[]): Applied['items'] {
  return items.map(({ itemId, amountMinor }) => ({ itemId, amountMinor, holdId: null }));
}

/** Amounts of the items that are meant in part. */
function partsIn(
  items: { itemId: string; amountMinor: number | null }[],
): Record<string, Record<string, number>> {
  const parts = items.flatMap(({ itemId, amountMinor }) =>
    amountMinor === null ? [] : [[itemId, amountMinor] as const],
  );
  return parts.length === 0 ? {} : { amountsMinor: Object.fromEntries(parts) };
}

/** A hold that somebody set for longer stays as it is. */
async function holdByStatus(scope: FactScope, status: ItemStatus, asked: NewQualification): Promise<Applied> {
  const items = await lockOwn(
    scope,
    asked.items.map(({ itemId }) => itemId),
  );
  const open = checkOpen(items);
  if (!open.ok) throw new RefusedError(open.code, open.params);
  const itemIds = items.map(({ id }) => id);
  const bare = withoutHold(itemIds.map((itemId) => ({ itemId, amountMinor: null })));
  if (status.holdDays === null || itemIds.length === 0) return { ...nothingApplied, items: bare, data: {} };
  const until = addDays(scope.today, status.holdDays);
  const running = await runningHolds(scope.tx, itemIds);
  const shorter = itemIds.filter((itemId) => {
    const end = running.get(itemId);
    return end === undefined || (end !== null && end < until);
  });
  if (shorter.length === 0) return { ...nothingApplied, items: bare, data: {} };
  const held = await holdItems(scope, { itemIds: shorter, until, reason: status.name });
  const holdOf = new Map(held.itemIds.map((itemId, index) => [itemId, held.holdIds[index] ?? null]));
  return {
    ...nothingApplied,
    items: bare.map((item) => ({ ...item, holdId: holdOf.get(item.itemId) ?? null })),
    heldUntil: until,
    data: { heldUntil: until },
  };
}

/** The one asked for, the one that the status brings, or none. */
async function setNextAction(
  scope: FactScope,
  status: ItemStatus,
  asked: NewQualification,
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
  asked: NewQualification,
  { reply, text, status }: { reply: LockedReply | null; text: string | null; status: ItemStatus },
): Promise<Told[]> {
  if (!asked.completes) return [];
  const told: Told[] = [];
  if (reply !== null) {
    const qualified = await qualifiedItemsOf(scope.tx, reply.id);
    const itemIds = itemIdsOf(reply).filter((itemId) => !qualified.has(itemId));
    told.push(await endReply(scope, reply, { state: 'qualified', text, itemIds }));
  }
  if (asked.followUpId !== undefined) {
    const { told: closed } = await endTask(scope, {
      followUpId: asked.followUpId,
      state: 'done',
      outcome: text ?? status.name,
    });
    told.push(closed);
  }
  return told;
}
