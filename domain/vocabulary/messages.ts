/** Messages that leave: of a step and outside one. */

/** Row states of one outbound message; see docs/adr on effectively-once dispatch. */
export const outboundStates = [
  'planned',
  'frozen',
  'claimed',
  'gate_passed',
  'retry_wait',
  'accepted',
  'refused',
  'in_doubt',
  'resolved_sent',
  'resolved_not_sent',
  'cancelled',
] as const;
export type OutboundState = (typeof outboundStates)[number];

/** What people read about a delivery (E-7); derived from action and message state. */
export const deliveryStates = [
  'planned',
  'to_confirm',
  'sending',
  'sent',
  'bounced',
  'failed',
  'unknown',
  'cancelled',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/**
 * Where the evidence that settled a message came from: what the carrier answered, what it lists as taken, the copy that
 * went along, or a person's word.
 */
export const evidenceSources = ['receipt', 'register', 'copy', 'person'] as const;
export type EvidenceSource = (typeof evidenceSources)[number];

/** Messages outside a scenario, each sent once by a workflow of its own. */
export const noticeKinds = [
  'submission_received',
  'answer_to_customer',
  'internal_question',
  'internal_answer',
  'access_code',
  'renewed_link',
  'letter_to_sign',
  'letter_on_its_way',
  'letter_needs_code',
  'letter_ended',
  'payment_receipt',
  'account_link',
  'test_mail',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Those that a customer reads, where they go by the channel of customers. */
export const customerNotices: readonly NoticeKind[] = [
  'answer_to_customer',
  'access_code',
  'renewed_link',
  'letter_to_sign',
  'letter_ended',
  'payment_receipt',
];

/** Notices that somebody sits in front of a page and waits for; they leave ahead of everything. */
export const awaitedNotices: readonly NoticeKind[] = ['access_code', 'account_link', 'test_mail'];
