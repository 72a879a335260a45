/** People who sign in. */

export const userRoles = ['administrator', 'manager', 'collector', 'viewer'] as const;
export type UserRole = (typeof userRoles)[number];

/** What a link to choose a password is for: somebody invited, or who has forgotten theirs. */
export const accountLinkKinds = ['invitation', 'reset'] as const;
export type AccountLinkKind = (typeof accountLinkKinds)[number];

/** Where an account stands; derived from its row. */
export const accountStates = ['active', 'invited', 'disabled'] as const;
export type AccountState = (typeof accountStates)[number];
