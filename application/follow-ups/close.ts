/** A task is put off, done, or cancelled; of two people the later one learns who was faster. */
import { accepted, RefusedError } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { checkDate } from '../../domain/qualification/checks.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import { countContact } from '../../prisma/queries/contacts-made/write.ts';
import { readUserNames } from '../../prisma/queries/customers/read.ts';
import { readFollowUpRef } from '../../prisma/queries/follow-ups/read.ts';
import { closeFollowUp, postponeFollowUp } from '../../prisma/queries/follow-ups/write.ts';
import type { FactEvent, FactScope } from '../act.ts';

/** @throws RefusedError `follow_up_not_open`, and for a day that cannot be */
export async function postponeTask(
  scope: FactScope,
  followUpId: string,
  { on }: { on: IsoDate },
): Promise<FactEvent[]> {
  accepted(checkDate(on, scope.today));
  const before = await openTask(scope, followUpId);
  await postponeFollowUp(scope.tx, { followUpId, dueOn: on });
  return [
    {
      key: `follow-up/${followUpId}/on/${on}/${scope.at.getTime()}`,
      kind: 'follow_up_set',
      data: { followUpId, text: before.text, on, before: before.dueOn },
      itemIds: before.itemIds,
      changesFacts: false,
    },
  ];
}

/** Where the customer was spoken to, that counts as a contact. @throws RefusedError `follow_up_not_open` */
export async function finishTask(
  scope: FactScope,
  followUpId: string,
  { outcome, contactMade }: { outcome?: string | undefined; contactMade: boolean },
): Promise<FactEvent[]> {
  const ended = { followUpId, state: 'done' as const, outcome: outcome ? outcome : null };
  const { event, channel } = await endTask(scope, ended);
  return contactMade ? [event, await contactOf(scope, channel, outcome ?? '')] : [event];
}

/** @throws RefusedError `follow_up_not_open` */
export async function cancelTask(
  scope: FactScope,
  followUpId: string,
  { reason }: { reason?: string | undefined },
): Promise<FactEvent[]> {
  const ended = { followUpId, state: 'cancelled' as const, outcome: reason ? reason : null };
  return [(await endTask(scope, ended)).event];
}

/**
 * Closes a task that is open.
 *
 * @throws RefusedError `follow_up_not_open` to the later one of two people
 */
export async function endTask(
  scope: FactScope,
  { followUpId, state, outcome }: { followUpId: string; state: 'done' | 'cancelled'; outcome: string | null },
): Promise<{ event: FactEvent; channel: Channel }> {
  const { tx, customerId, userId, at } = scope;
  const task = await openTask(scope, followUpId);
  await closeFollowUp(tx, { followUpId, customerId, state, outcome, userId, at });
  const event: FactEvent = {
    key: `follow-up/${followUpId}/closed`,
    kind: 'follow_up_closed',
    data: { followUpId, text: task.text, state, ...(outcome === null ? {} : { outcome }) },
    itemIds: task.itemIds,
    changesFacts: false,
  };
  return { event, channel: task.channel };
}

/** @throws RefusedError `follow_up_not_open` with who closed it and when */
async function openTask({ tx, entity, customerId }: FactScope, followUpId: string) {
  const task = await readFollowUpRef(tx, { entityId: entity.id, followUpId, lock: true });
  if (task === null || task.customerId !== customerId) throw new RefusedError('not_found');
  if (task.state === 'open') return task;
  const by = (await readUserNames(tx, [task.closedBy])).get(task.closedBy ?? '');
  throw new RefusedError('follow_up_not_open', {
    state: task.state,
    ...(by === undefined ? {} : { by }),
    ...(task.closedAt === null ? {} : { at: task.closedAt.toISOString() }),
  });
}

/** Only what reached the customer counts for gaps and caps; a task by itself does not. */
async function contactOf(
  { tx, customerId, today }: FactScope,
  channel: Channel,
  note: string,
): Promise<FactEvent> {
  const id = await countContact(tx, { customerId, on: today, channel });
  return { key: `contact/${id}`, kind: 'contact_logged', data: { channel, on: today, note } };
}
