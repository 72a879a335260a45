/** What the collector finds filled in when opening a reply (P-11), from what its author chose. */
import { addDays } from '../calendar/iso-date.ts';
import { shiftForward, type SendingCalendar } from '../calendar/sending-days.ts';
import type { IsoDate } from '../model/common.ts';
import type { Channel, DisputeReason, ReplyStatus, StatusKind } from '../vocabulary.ts';

export interface OfferedStatus {
  id: string;
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

/**
 * A date that has passed since, and a part that is not open any more, are not taken over.
 *
 * @param statuses those offered, in the order of the catalogue
 */
export function proposeQualification(input: {
  said: { status: ReplyStatus | null; promisedOn: IsoDate | null; disputeReason: DisputeReason | null };
  items: readonly { itemId: string; amountMinor: number | null; openNowMinor: number }[];
  statuses: readonly OfferedStatus[];
  today: IsoDate;
  calendar: SendingCalendar;
}): Proposal {
  const { said, items, statuses, today, calendar } = input;
  const status = statuses.find(({ kind }) => kind === said.status);
  return {
    statusId: status?.id ?? null,
    items: items
      .filter(({ openNowMinor }) => openNowMinor > 0)
      .map(({ itemId, amountMinor, openNowMinor }) => ({
        itemId,
        amountMinor: amountMinor !== null && amountMinor < openNowMinor ? amountMinor : null,
      })),
    promisedOn: said.promisedOn !== null && said.promisedOn >= today ? said.promisedOn : null,
    reason: said.disputeReason ?? (said.status === 'dispute' ? 'other' : null),
    nextAction: status === undefined ? null : defaultNextAction({ status, today, calendar }),
  };
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
