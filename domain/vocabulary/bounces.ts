/** Messages of ours that did not arrive. */

/** Why an address was not reached, as people read it. */
export const bounceReasons = [
  'address_unknown',
  'mailbox_full',
  'too_large',
  'blocked',
  'server_unreachable',
  'other',
] as const;
export type BounceReason = (typeof bounceReasons)[number];
