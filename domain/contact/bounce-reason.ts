import type { Channel } from '../vocabulary/channels.ts';
import { usualTaskChannel } from '../channels/traits.ts';
import type { BounceReason } from '../vocabulary/bounces.ts';

const reasons: readonly [RegExp, BounceReason][] = [
  [/^[45]\.(?:2\.3|3\.4)$/, 'too_large'],
  [/^[45]\.(?:1|2)\.\d+$/, 'address_unknown'],
  [/^[45]\.7\.\d+$/, 'blocked'],
  [/^[45]\.[34]\.\d+$/, 'server_unreachable'],
];

/** What a status of RFC 3463 says, in the six words that people read; null: the note gave none. */
export function bounceReason(status: string | null): BounceReason {
  if (status === null) return 'other';
  if (/^[45]\.2\.2$/.test(status)) return 'mailbox_full';
  return reasons.find(([pattern]) => pattern.test(status))?.[1] ?? 'other';
}

/** By what a customer is reached next when an address of theirs is not: by the first way there is. */
export function channelAfterBounce(has: { phone: boolean; postal: boolean }): Channel {
  if (has.phone) return 'phone';
  return has.postal ? 'letter' : usualTaskChannel;
}

/** A delay is shown as long as it may still be one: servers give up after five days, and then say so. */
export const delayShownDays = 7;
