/** What a customer or a colleague says, and what it makes of items. */

export const promiseStates = ['open', 'kept', 'broken', 'cancelled'] as const;
export type PromiseState = (typeof promiseStates)[number];

export const disputeStates = ['open', 'resolved'] as const;
export type DisputeState = (typeof disputeStates)[number];

export const disputeReasons = [
  'price',
  'quality',
  'delivery',
  'quantity',
  'missing_order',
  'already_paid',
  'other',
] as const;
export type DisputeReason = (typeof disputeReasons)[number];

/** What a reply that nobody has handled yet stops: every step of the case, or the lines it names. */
export const replyHolds = ['whole_case', 'lines'] as const;
export type ReplyHold = (typeof replyHolds)[number];

export const commentSources = ['portal', 'internal_page', 'email', 'invoice_status'] as const;
export type CommentSource = (typeof commentSources)[number];

/** Who may ever read a comment besides our own users; an internal one never reaches a customer (I-5). */
export const commentAudiences = ['customer', 'internal'] as const;
export type CommentAudience = (typeof commentAudiences)[number];

/** `validated`: read and shown, without a status; `qualified`: it gave items a status. */
export const commentStates = ['pending', 'validated', 'qualified', 'deleted'] as const;
export type CommentState = (typeof commentStates)[number];

/** What a customer or colleague may choose for items: the pre-qualification. */
export const replyStatuses = ['promise', 'ongoing', 'dispute', 'paid'] as const;
export type ReplyStatus = (typeof replyStatuses)[number];

/** What a status of the catalogue does; `other` only names, holds and follows up. */
export const statusKinds = ['promise', 'ongoing', 'dispute', 'other'] as const;
export type StatusKind = (typeof statusKinds)[number];

export const followUpStates = ['open', 'done', 'cancelled'] as const;
export type FollowUpState = (typeof followUpStates)[number];

export const questionStates = ['open', 'answered', 'closed'] as const;
export type QuestionState = (typeof questionStates)[number];

/** What the words of a mail or comment claim; the first three may become a status of the items they name. */
export const claimIntents = [
  'promise',
  'ongoing',
  'dispute',
  'paid',
  'copy_request',
  'contact_change',
  'bank_details',
  'payment_plan',
  'refusal',
  'insolvency',
  'question',
] as const;
export type ClaimIntent = (typeof claimIntents)[number];
