/** What a customer is shown about an item and a comment: what was agreed or received, never what colleagues think. */
import type { IsoDate } from '../model/common.ts';
import type { CommentState, ReplyStatus } from '../vocabulary/replies.ts';
import type { PortalCommentState, PortalItemState } from '../vocabulary/visitors.ts';

export interface AgreedFacts {
  promises: readonly { itemId: string; promisedOn: IsoDate; amountMinor: number | null }[];
  disputes: readonly { itemId: string; amountMinor: number | null }[];
  /** Items that are held now, or that a colleague has marked as being worked on. */
  ongoing: readonly string[];
  /** Items for which a payment is under way. */
  paying?: readonly string[];
  /** Comments of the customer that nobody has handled yet, the newest first. */
  waiting: readonly { itemIds: readonly string[]; status: ReplyStatus | null }[];
}

export interface ItemStatus {
  kind: PortalItemState;
  until: IsoDate | null;
  amountMinor: number | null;
  said: ReplyStatus | null;
}

const nothing: ItemStatus = { kind: 'none', until: null, amountMinor: null, said: null };

/** By item; what waits to be read stands before what was agreed earlier. Items without entry: nothing. */
export function itemStatuses(facts: AgreedFacts): (itemId: string) => ItemStatus {
  const statuses = new Map<string, ItemStatus>();
  for (const itemId of facts.ongoing) statuses.set(itemId, { ...nothing, kind: 'ongoing' });
  for (const { itemId, promisedOn, amountMinor } of facts.promises)
    statuses.set(itemId, { ...nothing, kind: 'promised', until: promisedOn, amountMinor });
  for (const { itemId, amountMinor } of facts.disputes)
    statuses.set(itemId, { ...nothing, kind: 'disputed', amountMinor });
  for (const { itemIds, status } of [...facts.waiting].reverse())
    for (const itemId of itemIds) statuses.set(itemId, { ...nothing, kind: 'received', said: status });
  for (const itemId of facts.paying ?? []) statuses.set(itemId, { ...nothing, kind: 'paying' });
  return (itemId) => statuses.get(itemId) ?? nothing;
}

/** A deleted comment is closed for its author: the page says neither that nor why. */
export function commentState(state: CommentState, answers: number): PortalCommentState {
  switch (state) {
    case 'pending':
      return answers > 0 ? 'answered' : 'received';
    case 'validated':
      return answers > 0 ? 'answered' : 'accepted';
    case 'qualified':
      return 'accepted';
    case 'deleted':
      return 'closed';
  }
}
