/** What a status does to items: a promise, a dispute, or a hold, by its kind. */
import type { FactEvent, FactScope } from '../act.ts';
import { openDispute } from '../disputes/open.ts';
import { holdItems } from '../holds/place.ts';
import { lockItemsOf } from '../named-items.ts';
import { makePromise } from '../promises/make.ts';
import type { WantedQualification } from './qualify.ts';
import { addDays } from '../../domain/calendar/iso-date.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { checkOpen } from '../../domain/qualification/checks.ts';
import type { ItemStatus } from '../../prisma/client.ts';
import { runningHolds } from '../../prisma/queries/holds/read.ts';

export interface Applied {
  items: { itemId: string; amountMinor: number | null; holdId: string | null }[];
  promiseId: string | null;
  disputeId: string | null;
  heldUntil: IsoDate | null;
  ended: FactEvent[];
  data: Record<string, string | Record<string, number>>;
}

const nothingApplied = { promiseId: null, disputeId: null, heldUntil: null, ended: [] };

export async function applyStatus(
  scope: FactScope,
  status: ItemStatus,
  asked: WantedQualification,
): Promise<Applied> {
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
async function holdByStatus(
  scope: FactScope,
  status: ItemStatus,
  asked: WantedQualification,
): Promise<Applied> {
  const items = await lockItemsOf(
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
