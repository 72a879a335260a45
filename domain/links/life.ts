/** How long a link opens its page. */
import type { LinkKind } from '../vocabulary/visitors.ts';
import { claimDays, readingDays } from '../letter/tracked.ts';

/** What an entity has set, in days. */
export interface LinkLives {
  linkDays: number;
  internalLinkDays: number;
}

/** The one-click link of an internal answer: it acts without signing in, so nobody sets it longer. */
const integrationDays = 30;
const dayMs = 24 * 60 * 60_000;

export function linkExpiry(kind: LinkKind, { linkDays, internalLinkDays }: LinkLives, at: Date): Date {
  const days = {
    customer: linkDays,
    internal: internalLinkDays,
    integration: integrationDays,
    // What was signed for can be read and kept for a while after the last day to sign.
    letter: claimDays + readingDays,
  }[kind];
  return new Date(at.getTime() + days * dayMs);
}
