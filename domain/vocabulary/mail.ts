/** What kind of mail came in. */
export const mailKinds = [
  'human',
  'auto_reply',
  'bounce',
  'read_receipt',
  'calendar',
  'list',
  'complaint',
] as const;
export type MailKind = (typeof mailKinds)[number];

/** The ways by which mail comes in. */
export const mailTransports = ['smtp', 'imap', 'webhook'] as const;
export type MailTransport = (typeof mailTransports)[number];

/**
 * `stored`: raw, to be read; `unassigned`: nobody knows yet whose it is; `dismissed`: a person put it aside;
 * `own`: a message of ours, which went to a capture address as well.
 */
export const inboundMailStates = ['stored', 'filed', 'unassigned', 'dismissed', 'own'] as const;
export type InboundMailState = (typeof inboundMailStates)[number];

/**
 * Whether the domain of a sender vouches for the mail. `passed`: it does; `failed`: the mail is not as the domain says
 * that its mail is; `unproven`: the domain says nothing that would prove it; `not_checked`: nobody could tell.
 */
export const authentications = ['passed', 'failed', 'unproven', 'not_checked'] as const;
export type Authentication = (typeof authentications)[number];

/**
 * What speaks against opening a file that came with a mail. `program`: it runs something, or holds what does;
 * `other_content`: it is not what its name says; `not_opened`: nobody here can look into it.
 */
export const attachmentWarnings = [
  'program',
  'other_content',
  'encrypted',
  'archive_too_large',
  'not_opened',
] as const;
export type AttachmentWarning = (typeof attachmentWarnings)[number];

/** What a virus scanner said of a mail. */
export const mailScans = ['clean', 'infected', 'not_checked'] as const;
export type MailScan = (typeof mailScans)[number];

/** By what the mails of a day are counted at the door. */
export const mailQuotas = ['address', 'sender'] as const;
export type MailQuota = (typeof mailQuotas)[number];

/** Why a customer is suggested for a mail that nobody could file, the surest first. */
export const suggestedBys = ['known_contact', 'item_number', 'known_domain'] as const;
export type SuggestedBy = (typeof suggestedBys)[number];

/** By what a mail was filed to a customer, the surest first. */
export const filedByKinds = ['address', 'message_chain', 'link_marker', 'sender_rule', 'person'] as const;
export type FiledBy = (typeof filedByKinds)[number];
