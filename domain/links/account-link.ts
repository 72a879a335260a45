/** Links by which a person chooses a password. */
import type { AccountLinkKind } from '../vocabulary/accounts.ts';

/** How long each kind works: an invitation may lie over a week-end, a reset is asked for by anyone who sits there. */
const hours: Record<AccountLinkKind, number> = { invitation: 7 * 24, reset: 1 };

export function accountLinkExpiry(kind: AccountLinkKind, at: Date): Date {
  return new Date(at.getTime() + hours[kind] * 3_600_000);
}

/** Whether it opens its account now. */
export function isUsableLink<
  Link extends { usedAt: Date | null; expiresAt: Date; user: { disabledAt: Date | null } },
>(link: Link | null, now: Date): link is Link {
  return link !== null && link.usedAt === null && link.expiresAt > now && link.user.disabledAt === null;
}
