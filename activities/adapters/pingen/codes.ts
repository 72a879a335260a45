/** What Pingen's words mean in ours. A word that stands in no list is kept as it is and changes nothing. */
import type { LetterBlock, LetterKind, LetterState } from '../../../domain/vocabulary/letters.ts';
import { isSignedFor } from '../../../domain/letter/course.ts';

/** Null: known, and no step of its course. Absent: not known. */
type Meaning = LetterState | null;

const statuses: Record<string, Meaning | undefined> = {
  validating: null,
  valid: null,
  action_required: null,
  fixing: null,
  submitted: 'submitted',
  awaiting_credits: 'submitted',
  accepted: 'accepted',
  processing: 'accepted',
  transferring: 'accepted',
  inspection: 'accepted',
  printing: 'printed',
  sent: 'dispatched',
  delivered: 'delivered',
  undeliverable: 'undeliverable',
  cancelling: null,
  cancelled: 'cancelled',
  rejected: 'rejected',
  invalid: 'rejected',
  unprintable: 'rejected',
  expired: 'rejected',
};

/** Before it is submitted; it costs nothing, and can be deleted. */
const draftStatuses = ['validating', 'valid', 'action_required', 'fixing', 'invalid', 'unprintable'];

export function isDraftStatus(status: string): boolean {
  return draftStatuses.includes(status);
}

/** It looks at the pages, and has not decided. */
export function isBeingChecked(status: string): boolean {
  return status === 'validating' || status === 'fixing';
}

const events: Record<string, Meaning | undefined> = {
  created: null,
  address_position_changed: null,
  change_address_position: null,
  address_purged: null,
  file_removed: null,
  cancellation_requested: null,
  cancellation_rejected: null,
  waiting_for_funds: null,
  waiting_for_legitimacy: null,
  content_inspection_error: null,
  submitted: 'submitted',
  auto_submitted: 'submitted',
  initiated_sending: 'submitted',
  auto_initiated_sending: 'submitted',
  queued_for_transfer: 'submitted',
  transferred_to_pool: 'submitted',
  accepted: 'accepted',
  processing: 'accepted',
  content_passed_inspection: 'accepted',
  transferred_to_printcenter: 'accepted',
  transferred_to_distributor: 'dispatched',
  receival_confirmed_by_distributor: 'dispatched',
  track_and_trace: 'in_transit',
  rerouted: 'in_transit',
  delivered: 'delivered',
  undeliverable: 'undeliverable',
  cancellation_completed: 'cancelled',
  retracted_from_printcenter: 'cancelled',
  rejected_from_printcenter: 'rejected',
  content_failed_inspection: 'rejected',
  waiting_for_funds_expired: 'rejected',
  waiting_for_legitimacy_expired: 'rejected',
  shipping_country_blocked: 'rejected',
  shipping_organization_country_blocked: 'rejected',
  unable_to_find_delivery_product: 'rejected',
  meta_data_failed_requirements: 'rejected',
  invalid_pdf_binary_content: 'rejected',
  file_not_a4_portrait: 'rejected',
  file_not_found: 'rejected',
  file_not_readable: 'rejected',
  file_size_over_limit: 'rejected',
  file_too_many_pages: 'rejected',
};

export interface Meant {
  /** Whether we know the word. */
  isKnown: boolean;
  state: LetterState | null;
}

export function meaningOfStatus(status: string, kind: LetterKind): Meant {
  return meant(statuses[status], kind, '');
}

/** @param why the reason that comes along, in the words of the post */
export function meaningOfEvent(code: string, kind: LetterKind, why: string): Meant {
  return meant(events[code], kind, why);
}

/** Delivered against a signature, where the kind asks for one; undeliverable, as far as it says why. */
function meant(meaning: Meaning | undefined, kind: LetterKind, why: string): Meant {
  if (meaning === undefined) return { isKnown: false, state: null };
  if (meaning === 'delivered' && isSignedFor(kind)) return { isKnown: true, state: 'signed' };
  if (meaning === 'undeliverable') return { isKnown: true, state: whyUndeliverable(why) };
  return { isKnown: true, state: meaning };
}

function whyUndeliverable(why: string): LetterState {
  if (/refus|verweiger|rifiut/i.test(why)) return 'refused';
  if (/unclaimed|not[ _-]?(claimed|collected)|nicht abgeholt|non réclamé/i.test(why)) return 'unclaimed';
  return 'undeliverable';
}

export function blockOf(status: string): LetterBlock | null {
  if (status === 'awaiting_credits') return 'credit';
  return status === 'action_required' || status === 'fixing' ? 'content' : null;
}
