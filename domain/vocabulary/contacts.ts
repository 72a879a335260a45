/** People at the customer, and their addresses. */

export const contactRoles = ['collection', 'escalation', 'dispute_resolver'] as const;
export type ContactRole = (typeof contactRoles)[number];

/** Whether two customers with one e-mail address may both be written to on the same day. */
export const sharedAddressRules = ['one_a_day', 'each_customer'] as const;
export type SharedAddressRule = (typeof sharedAddressRules)[number];

/** What became of an address that a file gives for a customer with another one. */
export const contactProposalStates = ['open', 'replaced', 'added', 'declined'] as const;
export type ContactProposalState = (typeof contactProposalStates)[number];
