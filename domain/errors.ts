/** Every refusal code of the product, once; the API maps each to a status, the web to a sentence. */
export const errorCodes = [
  // asking for what is not there or not allowed
  'not_found',
  'not_signed_in',
  'sign_in_failed',
  'too_many_attempts',
  'forbidden',
  'cross_site_request',
  'validation_failed',
  'unsupported_media_type',
  'payload_too_large',
  'idempotency_conflict',
  'service_unavailable',
  'internal_error',
  'password_common',
  'password_wrong',
  'password_link_unknown',
  'last_administrator',
  'email_taken',
  'number_taken',
  'changed_meanwhile',
  'entity_code_taken',
  'customer_in_circle',
  'scenario_not_published',
  'sender_not_set',
  'logo_invalid',
  // actions of a case
  'action_not_open',
  'already_confirmed',
  'already_closed',
  'stale_confirmation',
  'no_longer_due',
  'message_stopped',
  'date_in_past',
  'date_too_far',
  'payment_date_invalid',
  'reason_required',
  'not_paused',
  'case_paused',
  'message_in_doubt',
  'not_in_doubt',
  'channel_not_ready',
  'undo_too_late',
  'send_under_way',
  'workflow_not_running',
  'reset_point_gone',
  // qualification
  'amount_over_open',
  'item_not_open',
  'invoice_unknown',
  'invoice_ambiguous',
  'currency_differs',
  'promise_not_open',
  'dispute_not_open',
  'hold_not_open',
  'already_disputed',
  'comment_not_pending',
  'comment_not_deleted',
  'proposal_decided',
  'model_not_connected',
  'status_unknown',
  'status_needed',
  'comment_is_internal',
  'papers_to_stranger',
  'nothing_to_answer',
  'promise_needs_date',
  'mail_not_waiting',
  'mail_moved_meanwhile',
  'mail_filed_there',
  'mail_has_status',
  'sender_not_known',
  'files_not_kept',
  'file_infected',
  'too_many_mails',
  'capture_off',
  'capture_name_taken',
  'follow_up_not_open',
  // pages without account
  'link_unknown',
  'letter_answered',
  'letter_closed',
  'link_expired',
  'link_revoked',
  'pages_off',
  'interactive_pages_off',
  'link_in_text',
  'code_required',
  'code_wrong',
  'code_expired',
  'nothing_said',
  'items_needed',
  'text_too_long',
  'too_many_files',
  'too_many_documents',
  'file_type_refused',
  'no_document',
  'document_store_unavailable',
  // internal questions
  'recipient_not_own_domain',
  'recipient_is_customer',
  'internal_link_to_outside',
  'question_closed',
  // Search & Assign
  'rule_invalid',
  // scenarios and templates
  'scenario_invalid',
  'version_published',
  'scenario_in_use',
  'version_not_published',
  'template_invalid',
  'template_not_found',
  'unknown_tag',
  'tag_value_missing',
  'documents_missing',
  'render_budget_exceeded',
  'total_mismatch',
  'letter_address',
  'letter_characters',
  'letter_not_carried',
  'letter_invalid',
  'letter_cap_reached',
  'letter_provider_not_set',
  'letter_not_by_hand',
  'letter_stop_too_late',
  'letter_code_not_entered',
  'letter_needs_no_code',
  'letter_code_limit',
  'letter_code_needed',
  'letter_code_wrong',
  'letter_code_expired',
  'letter_code_busy',
  'letter_not_taken',
  'letter_scan_invalid',
  // payments on the customer's page
  'payments_off',
  'payment_connector_not_set',
  'payment_connector_away',
  'payment_under_way',
  'payment_not_open',
  'payment_amount_changed',
  'payment_amount_out_of_range',
  'item_disputed',
  'nothing_to_pay',
  'picture_invalid',
  // addresses
  'address_invalid',
  'no_contact',
  // mail that comes in
  'mail_not_taken',
  'mail_listener_away',
  // imports
  'file_empty',
  'file_too_large',
  'file_unreadable',
  'file_truncated',
  'file_is_binary',
  'file_has_formulas',
  'bank_file_wrong',
  'archive_bomb',
  'columns_missing',
  'import_not_open',
  'import_not_undoable',
  'import_older_than_last',
  'currency_unknown',
  'amount_invalid',
  'date_invalid',
  'number_missing',
  'customer_unknown',
  'item_unknown',
  'payment_on_credit',
  'nothing_to_return',
  'duplicate_row',
  'type_unknown',
  'side_missing',
  'number_shortened',
  'columns_count',
  'import_has_errors',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface Refusal {
  code: ErrorCode;
  params: Record<string, string | number>;
}

/** Answer of a domain function that may refuse. */
export type Outcome<T> = { ok: true; value: T } | ({ ok: false } & Refusal);

export function refuse(
  code: ErrorCode,
  params: Record<string, string | number> = {},
): { ok: false } & Refusal {
  return { ok: false, code, params };
}

/** Thrown where a refusal has to cross layers that do not return unions (API handlers, activities). */
export class RefusedError extends Error {
  readonly code: ErrorCode;
  readonly params: Record<string, string | number>;

  constructor(code: ErrorCode, params: Record<string, string | number> = {}, message: string = code) {
    super(message);
    this.name = 'RefusedError';
    this.code = code;
    this.params = params;
  }
}

/** @throws RefusedError with the code of a domain refusal */
export function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new RefusedError(outcome.code, outcome.params);
  return outcome.value;
}

export interface FormFault {
  /** Name of the field; null: it is about none. */
  field: string | null;
  refusal: Refusal;
}

/** A form refused for each of its faults; the first one is the code of the answer. */
export class FormRefused extends RefusedError {
  readonly faults: FormFault[];

  constructor(first: Refusal, faults: FormFault[]) {
    super(first.code, first.params);
    this.faults = faults;
  }
}
