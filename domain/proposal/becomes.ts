/** What accepting a proposal does: the status of the catalogue, filled in, or why a person must change it first. */
import type { SendingCalendar } from '../calendar/sending-days.ts';
import type { ErrorCode } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';
import { laidOldestFirst } from '../money/oldest-first.ts';
import { checkDate } from '../qualification/checks.ts';
import {
  defaultNextAction,
  proposeQualification,
  type NextAction,
  type OfferedStatus,
} from '../qualification/proposal.ts';
import type { ClaimIntent, DisputeReason, ReplyStatus } from '../vocabulary/replies.ts';
import { undisputedMinor } from '../dispute/amounts.ts';

/** An open item as it stands now, in the order in which it fell due. */
export interface StandingItem {
  itemId: string;
  openNowMinor: number;
  currency: string;
  /** Its day has come. */
  isDue: boolean;
  /** Parts in open disputes; null: the whole line. */
  disputedParts: readonly (number | null)[];
}

export interface Qualifying {
  statusId: string;
  /** `amountMinor` null: all of it. */
  items: { itemId: string; amountMinor: number | null }[];
  promisedOn: IsoDate | null;
  reason: DisputeReason | null;
  nextAction: NextAction | null;
}

export interface Becomes {
  /** Null: accepting it only notes that it was read. */
  becomes: Qualifying | null;
  /** What accepting it as it stands would be refused with. */
  problem: ErrorCode | null;
}

interface ClaimToAccept {
  intent: ClaimIntent;
  items: readonly { itemId: string; amountMinor: number | null }[];
  amountMinor: number | null;
  currency: string | null;
  date: IsoDate | null;
  reason: DisputeReason | null;
}

/** Bank details are never taken over from a text; of the others a person decides more than a status. */
const keyOf: Partial<Record<ClaimIntent, string>> = {
  copy_request: 'copy_requested',
  contact_change: 'wrong_contact',
};
const statusOf: Partial<Record<ClaimIntent, ReplyStatus>> = {
  promise: 'promise',
  ongoing: 'ongoing',
  dispute: 'dispute',
  paid: 'paid',
};
/** Said of the account as a whole, these are said of everything that is due. */
const ofWholeAccount: ReadonlySet<ClaimIntent> = new Set<ClaimIntent>(['promise', 'ongoing', 'paid']);

/**
 * @param standing all open items of the customer, oldest due date first
 * @param statuses those offered, in the order of the catalogue
 */
export function becomesOf(input: {
  claim: ClaimToAccept;
  standing: readonly StandingItem[];
  statuses: readonly OfferedStatus[];
  today: IsoDate;
  calendar: SendingCalendar;
}): Becomes {
  const { claim, statuses, today, calendar } = input;
  const status = statusOf[claim.intent];
  const items = meantItems(claim, input.standing);
  if (status === undefined) {
    const named = statuses.find(({ key }) => key !== undefined && key === keyOf[claim.intent]);
    if (named === undefined) return { becomes: null, problem: null };
    return {
      becomes: {
        statusId: named.id,
        items: items.map(({ itemId }) => ({ itemId, amountMinor: null })),
        promisedOn: null,
        reason: null,
        nextAction: defaultNextAction({ status: named, today, calendar }),
      },
      problem: null,
    };
  }
  const proposed = proposeQualification({
    said: { status, promisedOn: claim.date, disputeReason: claim.reason },
    items,
    statuses,
    today,
    calendar,
  });
  const { statusId } = proposed;
  if (statusId === null) return { becomes: null, problem: null };
  const isAnyDisputed = items.some((item) => undisputedMinor(item.openNowMinor, item.disputedParts) <= 0);
  return {
    becomes: { ...proposed, statusId },
    problem: isOtherMoney(claim, items)
      ? 'amount_invalid'
      : problemOf(claim, { found: proposed.items.length, isAnyDisputed, today }),
  };
}

/** An amount in another currency than that of the items says nothing of how much of them is meant. */
function isOtherMoney({ amountMinor, currency }: ClaimToAccept, items: readonly StandingItem[]): boolean {
  return amountMinor !== null && items.some((item) => item.currency !== currency);
}

function problemOf(
  { intent, date, items }: ClaimToAccept,
  { found, isAnyDisputed, today }: { found: number; isAnyDisputed: boolean; today: IsoDate },
): ErrorCode | null {
  if (intent === 'promise') {
    if (date === null) return 'promise_needs_date';
    const checked = checkDate(date, today);
    if (!checked.ok) return checked.code;
  }
  if (found > 0) return null;
  if (intent === 'dispute') {
    if (items.length === 0) return 'items_needed';
    return isAnyDisputed ? 'already_disputed' : 'item_not_open';
  }
  return 'item_not_open';
}

/** The items with the part of each that is meant: an amount below what is open is laid on the oldest first. */
function meantItems(
  claim: ClaimToAccept,
  standing: readonly StandingItem[],
): (StandingItem & { amountMinor: number | null })[] {
  const named = new Map(claim.items.map((item) => [item.itemId, item.amountMinor]));
  const found =
    claim.items.length > 0
      ? standing.filter(({ itemId }) => named.has(itemId))
      : ofWholeAccount.has(claim.intent)
        ? dueOnes(standing)
        : [];
  const payable = found.filter(({ openNowMinor }) => openNowMinor > 0);
  const parts = payable.map((item) => ({ ...item, amountMinor: named.get(item.itemId) ?? null }));
  const total = payable.reduce((sum, { openNowMinor }) => sum + openNowMinor, 0);
  if (claim.amountMinor === null || claim.amountMinor <= 0 || claim.amountMinor >= total) return parts;
  if (isOtherMoney(claim, payable)) return parts;
  return laidOldestFirst(parts, ({ openNowMinor }) => openNowMinor, claim.amountMinor).map(
    ({ line, partMinor }) => ({ ...line, amountMinor: partMinor }),
  );
}

function dueOnes(standing: readonly StandingItem[]): readonly StandingItem[] {
  const due = standing.filter(({ isDue }) => isDue);
  return due.length > 0 ? due : standing;
}
