/** A new task for the collector of a customer, outside the scenario. */
import { accepted } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { checkDate } from '../../domain/qualification/checks.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import { createFollowUp } from '../../prisma/queries/follow-ups/write.ts';
import type { FactEvent, FactScope } from '../act.ts';
import { lockItemsOf } from '../named-items.ts';

/** @throws RefusedError for a day that cannot be, `not_found` for items of others */
export async function createTask(
  scope: FactScope,
  { on, text, channel, itemIds }: { on: IsoDate; text: string; channel: Channel; itemIds: string[] },
): Promise<{ followUpId: string; event: FactEvent }> {
  const { tx, entity, customerId, userId, at, today } = scope;
  accepted(checkDate(on, today));
  const items = await lockItemsOf(scope, itemIds);
  const task = { text, channel, dueOn: on, itemIds: items.map(({ id }) => id) };
  const followUpId = await createFollowUp(tx, {
    ...task,
    legalEntityId: entity.id,
    customerId,
    userId,
    at,
  });
  return {
    followUpId,
    event: {
      key: `follow-up/${followUpId}/set`,
      kind: 'follow_up_set',
      data: { followUpId, text, channel, on },
      itemIds: task.itemIds,
      changesFacts: false,
    },
  };
}
