import type { Draft } from '../shared/draft.ts';
import type { PagesText } from '../../text/visitors/shared/load.ts';

type ProblemKey = keyof PagesText['problems'];

/** What a visitor can do something about; everything else is ours to mend. */
const sentences: Record<string, ProblemKey> = {
  offline: 'offline',
  service_unavailable: 'unavailable',
  too_many_attempts: 'tooMany',
  nothing_said: 'nothingSaid',
  items_needed: 'itemsNeeded',
  text_too_long: 'textTooLong',
  too_many_files: 'tooManyFiles',
  too_many_documents: 'tooManyFiles',
  file_too_large: 'fileTooLarge',
  payload_too_large: 'fileTooLarge',
  file_type_refused: 'fileType',
  unsupported_media_type: 'fileType',
  file_empty: 'fileEmpty',
  file_unreadable: 'fileUnreadable',
  file_truncated: 'fileUnreadable',
  archive_bomb: 'fileUnreadable',
  date_in_past: 'datePast',
  date_too_far: 'dateFar',
  date_invalid: 'dateMissing',
  payment_date_invalid: 'paidDate',
  reason_required: 'reasonMissing',
  amount_over_open: 'amountOver',
  amount_invalid: 'amountInvalid',
  item_not_open: 'itemClosed',
  payment_under_way: 'payUnderWay',
  payment_amount_changed: 'payChanged',
  payment_connector_away: 'payAway',
  payments_off: 'payNot',
  item_disputed: 'payNot',
  nothing_to_pay: 'payNot',
  payment_amount_out_of_range: 'payNot',
  no_document: 'noDocument',
  not_found: 'noDocument',
  document_store_unavailable: 'documentStore',
  code_wrong: 'codeWrong',
  code_expired: 'codeExpired',
  code_required: 'codeRequired',
};

/** The field of the reply form that a refusal is about; amounts have one for each item. */
export const problemFields: Readonly<Record<string, string>> = {
  date_in_past: 'promisedOn',
  date_too_far: 'promisedOn',
  date_invalid: 'promisedOn',
  payment_date_invalid: 'paidOn',
  reason_required: 'disputeReason',
  nothing_said: 'text',
  text_too_long: 'text',
  too_many_files: 'files',
  file_too_large: 'files',
  payload_too_large: 'files',
  file_type_refused: 'files',
  unsupported_media_type: 'files',
  file_empty: 'files',
  file_unreadable: 'files',
  file_truncated: 'files',
  archive_bomb: 'files',
};

/** Refusals of a plain form, each at its field; null: it is about none. */
export interface Fault {
  field: string | null;
  code: string;
}

/** A day that is missing is refused as a form that is not valid; of items none is a field of the form. */
export function faultsOf(draft: Draft | null): Fault[] {
  return (draft?.faults ?? []).map(({ field, code }) => {
    if (code === 'validation_failed' && field === 'promisedOn') return { field, code: 'date_invalid' };
    return { field: field === 'items' ? null : (field ?? problemFields[code] ?? null), code };
  });
}

/** The sentence for a refusal of the API, by its code. */
export function problemSentence(text: PagesText, code: string): string {
  return text.problems[sentences[code] ?? 'other'];
}
