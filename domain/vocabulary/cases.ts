/** The case of one customer: why it does nothing, where it stands, what wakes it. */

/** The order is the order of evaluation: the first closed gate is the first answer to "why is nothing planned?". */
export const gateKinds = [
  'entity_paused',
  'customer_excluded',
  'case_paused',
  'rows_left_out',
  'nothing_due',
  'all_promised',
  'all_disputed',
  'all_held',
  'payment_in_progress',
  'unread_reply',
  'under_minimum',
  'step_not_due',
  'minimum_gap',
  'reply_gap',
  'deadline_running',
  'contact_cap',
  'no_contact',
  'shared_address',
  'ledger_stale',
  'awaiting_confirmation',
  'holiday',
  'outside_window',
  'scenario_finished',
] as const;
export type GateKind = (typeof gateKinds)[number];

export const caseStates = ['active', 'resting', 'paused', 'excluded'] as const;
export type CaseState = (typeof caseStates)[number];

/** What wakes a case. The later ones are named now so that histories recorded today stay replayable. */
export const wakeReasons = [
  'started',
  'ledger_changed',
  'payment_received',
  'qualification_changed',
  'comment_received',
  'reply_captured',
  'letter_event',
  'settings_changed',
  'message_settled',
  'person_acted',
  'rebuilt',
] as const;
export type WakeReason = (typeof wakeReasons)[number];
