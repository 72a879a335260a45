/** What a customer may send from the page (P-5, B12): one place for the page, the form and every later way in. */
import { addDays } from '../calendar/iso-date.ts';
import { refuse, type Outcome, type Refusal } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';
import type { DisputeReason, ReplyStatus } from '../vocabulary/replies.ts';
import { checkDate, farthestDays } from './checks.ts';

export const submissionLimits = {
  maxTextLength: 5000,
  maxItems: 5000,
  maxFiles: 10,
  maxNameLength: 200,
  /** The longest text that a bank transfer carries (ISO 20022, unstructured remittance). */
  maxReferenceLength: 140,
  /** A payment that nobody has found for so long is looked for by a person. */
  oldestPaymentDays: 730,
} as const;

/** First and last day a promise may name. */
export function promiseDays(today: IsoDate): { earliestOn: IsoDate; latestOn: IsoDate } {
  return { earliestOn: today, latestOn: addDays(today, farthestDays) };
}

export interface Submission {
  /** Null: a comment alone. */
  status: ReplyStatus | null;
  /** Chosen items as they stand now: zero and below is nothing to pay. */
  items: readonly { id: string; openMinor: number; isOpen: boolean; amountMinor: number | null }[];
  promisedOn: IsoDate | null;
  disputeReason: DisputeReason | null;
  /** Of `paid`. */
  paidOn?: IsoDate | null;
  paymentReference?: string;
  text: string;
  authorName: string;
  fileCount: number;
}

export interface CheckedSubmission {
  status: ReplyStatus | null;
  items: { id: string; openMinor: number; amountMinor: number | null }[];
  promisedOn: IsoDate | null;
  disputeReason: DisputeReason | null;
  paidOn: IsoDate | null;
  /** As on the customer's statement; null: none was given. */
  paymentReference: string | null;
  text: string;
  authorName: string;
}

/** What is wrong with one field; `amount.<item>` for the part of one item. */
export interface SubmissionFault {
  field: 'text' | 'files' | 'items' | 'promisedOn' | 'paidOn' | 'disputeReason' | `amount.${string}`;
  refusal: Refusal;
}

/** Everything that is wrong with what was said, in the order of the form: a page shows each at its field. */
export function submissionFaults(said: Submission, today: IsoDate): SubmissionFault[] {
  const { maxTextLength, maxFiles } = submissionLimits;
  const faults: SubmissionFault[] = [];
  const text = cleanText(said.text);
  const add = (field: SubmissionFault['field'], refusal: Refusal) => faults.push({ field, refusal });
  if (text.length > maxTextLength) add('text', refuse('text_too_long', { maxLength: maxTextLength }));
  if (said.fileCount > maxFiles) add('files', refuse('too_many_files', { maxFiles }));
  if (said.status === null && text === '' && said.fileCount === 0) add('text', refuse('nothing_said'));
  if (said.status === null) return faults;
  if (said.items.length === 0) add('items', refuse('items_needed'));
  return [...faults, ...statusFaults(said, today)];
}

function statusFaults(said: Submission, today: IsoDate): SubmissionFault[] {
  const faults: SubmissionFault[] = [];
  if (said.status === 'promise') {
    const date =
      said.promisedOn === null
        ? refuse('validation_failed', { field: 'promisedOn' })
        : checkDate(said.promisedOn, today);
    if (!date.ok) faults.push({ field: 'promisedOn', refusal: date });
  }
  if (said.status === 'paid' && !isPaymentDay(said.paidOn ?? null, today))
    faults.push({ field: 'paidOn', refusal: refuse('payment_date_invalid') });
  if (said.status === 'dispute' && said.disputeReason === null)
    faults.push({ field: 'disputeReason', refusal: refuse('reason_required') });
  const meant = meantItems(said);
  if (said.items.length > 0 && meant.length === 0)
    faults.push({ field: 'items', refusal: refuse('item_not_open') });
  return said.status === 'ongoing' ? faults : [...faults, ...meant.flatMap(partFaults)];
}

function isPaymentDay(paidOn: IsoDate | null, today: IsoDate): boolean {
  return paidOn !== null && paidOn <= today && paidOn >= addDays(today, -submissionLimits.oldestPaymentDays);
}

/** Paid ones are left out; a credit is not paid either: it stays out of what was said for everything on the page. */
function meantItems({ status, items }: Submission): Submission['items'] {
  const open = items.filter((item) => item.isOpen);
  return status === 'promise' || status === 'paid' ? open.filter(({ openMinor }) => openMinor > 0) : open;
}

/** Parts are above zero and at most what is open. */
function partFaults({ id, openMinor, amountMinor }: Submission['items'][number]): SubmissionFault[] {
  if (amountMinor === null) return [];
  const field = `amount.${id}` as const;
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0)
    return [{ field, refusal: refuse('amount_invalid', { item: id }) }];
  if (amountMinor > openMinor)
    return [{ field, refusal: refuse('amount_over_open', { item: id, maxMinor: Math.max(0, openMinor) }) }];
  return [];
}

/**
 * What is recorded of a submission. Items that were paid since the page was opened are left out; what does not
 * belong to the status that was chosen is dropped.
 *
 * @returns the first of its faults: `nothing_said`, `text_too_long`, `too_many_files`, `items_needed`,
 *   `item_not_open`, `reason_required`, `validation_failed`, `date_in_past`, `date_too_far`, `payment_date_invalid`,
 *   `amount_invalid`, `amount_over_open`
 */
export function checkSubmission(said: Submission, today: IsoDate): Outcome<CheckedSubmission> {
  const [fault] = submissionFaults(said, today);
  if (fault !== undefined) return { ok: false, ...fault.refusal };
  const { status } = said;
  const reference = cleanLine(said.paymentReference ?? '');
  const isPart = status !== null && status !== 'ongoing';
  return {
    ok: true,
    value: {
      status,
      items: meantItems(said).map(({ id, openMinor, amountMinor }) => ({
        id,
        openMinor,
        // A part that is all of it is no part.
        amountMinor: isPart && amountMinor !== openMinor ? amountMinor : null,
      })),
      promisedOn: status === 'promise' ? said.promisedOn : null,
      disputeReason: status === 'dispute' ? said.disputeReason : null,
      paidOn: status === 'paid' ? (said.paidOn ?? null) : null,
      paymentReference:
        status === 'paid' && reference !== ''
          ? beginningOf(reference, submissionLimits.maxReferenceLength)
          : null,
      text: cleanText(said.text),
      authorName: beginningOf(cleanLine(said.authorName), submissionLimits.maxNameLength),
    },
  };
}

/** Marks that turn the direction of what follows: kept in a text they would also turn what stands around it. */
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text as it was typed, less what no person types: control characters but line breaks and tabs, and marks that
 * override the direction of writing. Right-to-left text needs neither. Markup stays; it is shown as text.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll(directionMarks, '')
    .trim();
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/g, ' ');
}

/** What fits: never half a sign, which a database of JSON refuses. */
export function beginningOf(text: string, maxLength: number): string {
  return text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
}
