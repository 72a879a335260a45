/** What the collector finds filled in when opening a reply (P-11), from what its author chose. */
import { addDays } from '../calendar/iso-date.ts';
import { shiftForward, type SendingCalendar } from '../calendar/sending-days.ts';
import { undisputedMinor } from '../dispute/amounts.ts';
import type { IsoDate } from '../model/common.ts';
import type { Channel } from '../vocabulary/channels.ts';
import type { DisputeReason, ReplyStatus, StatusKind } from '../vocabulary/replies.ts';

export interface OfferedStatus {
  id: string;
  /** Names a status of the ready-made catalogue, regardless of what it is called. */
  key?: string;
  kind: StatusKind;
  followUpDays: number | null;
  followUpText: string | null;
  followUpChannel: Channel;
}

export interface NextAction {
  on: IsoDate;
  text: string;
  channel: Channel;
}

export interface Proposal {
  /** Null where the author chose nothing: the collector does. */
  statusId: string | null;
  /** Items still open; the others are over and need no status. */
  items: { itemId: string; amountMinor: number | null }[];
  promisedOn: IsoDate | null;
  reason: DisputeReason | null;
  nextAction: NextAction | null;
}

/** Key of the catalogue's status for a payment that is on its way. */
export const paymentSent = 'payment_sent';

interface SaidItem {
  itemId: string;
  /** The part that was meant; null: all of it. */
  amountMinor: number | null;
  openNowMinor: number;
  /** Parts in open disputes; null: the whole line. */
  disputedParts?: readonly (number | null)[];
}

/**
 * A date that has passed since, and a part that is not open any more, are not taken over; nor is a dispute of what is
 * disputed already.
 *
 * @param statuses those offered, in the order of the catalogue
 */
export function proposeQualification(input: {
  said: { status: ReplyStatus | null; promisedOn: IsoDate | null; disputeReason: DisputeReason | null };
  items: readonly SaidItem[];
  statuses: readonly OfferedStatus[];
  today: IsoDate;
  calendar: SendingCalendar;
}): Proposal {
  const { said, items, statuses, today, calendar } = input;
  const status = statuses.find(({ kind, key }) =>
    said.status === 'paid' ? key === paymentSent : kind === said.status,
  );
  return {
    statusId: status?.id ?? null,
    items: items
      .map((item) => ({ ...item, freeMinor: freeMinor(item, said.status) }))
      .filter((item) => item.freeMinor > 0)
      .map(({ itemId, amountMinor, freeMinor: free, openNowMinor }) => ({
        itemId,
        amountMinor: partOf(Math.min(amountMinor ?? openNowMinor, free), openNowMinor),
      })),
    promisedOn: said.promisedOn !== null && said.promisedOn >= today ? said.promisedOn : null,
    reason: said.disputeReason ?? (said.status === 'dispute' ? 'other' : null),
    nextAction: status === undefined ? null : defaultNextAction({ status, today, calendar }),
  };
}

/** What of an item the status can still be given to. */
function freeMinor({ openNowMinor, disputedParts = [] }: SaidItem, status: ReplyStatus | null): number {
  return status === 'dispute' ? undisputedMinor(openNowMinor, disputedParts) : openNowMinor;
}

/** All of it is no part. */
function partOf(amountMinor: number, openMinor: number): number | null {
  return amountMinor < openMinor ? amountMinor : null;
}

/** The follow-up that a status brings by itself, on a working day of the company; null: none. */
export function defaultNextAction(input: {
  status: OfferedStatus;
  today: IsoDate;
  calendar: SendingCalendar;
}): NextAction | null {
  const { status, today, calendar } = input;
  if (status.followUpDays === null) return null;
  return {
    on: shiftForward(calendar, addDays(today, status.followUpDays)),
    text: status.followUpText ?? '',
    channel: status.followUpChannel,
  };
}
