/** What two readings of the same words have in common. */
import type { IsoDate } from '../model/common.ts';
import type { ProposalState } from '../vocabulary/proposals.ts';
import type { ClaimIntent, DisputeReason } from '../vocabulary/replies.ts';

export interface ReadClaim {
  intent: ClaimIntent;
  /** Numbers, in any order. */
  items: readonly string[];
  amountMinor: number | null;
  currency: string | null;
  date: IsoDate | null;
  reason: DisputeReason | null;
  quote: string;
}

/** Where a claim stands in the words may differ; what it says may not. */
export function saysAlike(one: ReadClaim, other: ReadClaim): boolean {
  return (
    one.intent === other.intent &&
    one.amountMinor === other.amountMinor &&
    one.date === other.date &&
    one.reason === other.reason &&
    one.items.length === other.items.length &&
    one.items.every((item) => other.items.includes(item))
  );
}

export interface Compared {
  /** In the second reading alone. */
  added: number;
  /** In the first alone. */
  removed: number;
  accepted: { before: number; after: number };
  dropped: { before: number; after: number };
}

/** @param before with what people made of each; the claims that they changed are no yardstick for either */
export function compareReadings(
  before: readonly (ReadClaim & { state: ProposalState })[],
  after: readonly ReadClaim[],
): Compared {
  const again = (state: ProposalState) => {
    const found = before.filter((claim) => claim.state === state);
    return {
      before: found.length,
      after: found.filter((claim) => after.some((one) => saysAlike(one, claim))).length,
    };
  };
  return {
    added: after.filter((claim) => !before.some((one) => saysAlike(one, claim))).length,
    removed: before.filter((claim) => !after.some((one) => saysAlike(one, claim))).length,
    accepted: again('accepted'),
    dropped: again('dropped'),
  };
}
