/** By which ways a customer or a colleague is reached; what is true of each is in domain/channels. */

export const channels = ['email', 'letter', 'phone', 'internal_email', 'manual'] as const;
export type Channel = (typeof channels)[number];
