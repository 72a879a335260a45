/** What a customer may send from the page (P-5, B12): one place for the page, the form and every later way in. */
import { addDays } from '../calendar/iso-date.ts';
import { refuse, type Outcome } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';
import type { DisputeReason, ReplyStatus } from '../vocabulary.ts';
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

/**
 * What is recorded of a submission. Items that were paid since the page was opened are left out; what does not
 * belong to the status that was chosen is dropped.
 *
 * @returns `nothing_said`, `text_too_long`, `too_many_files`, `items_needed`, `item_not_open`, `reason_required`,
 *   `validation_failed`, `date_in_past`, `date_too_far`, `payment_date_invalid`, `amount_invalid`, `amount_over_open`
 */
export function checkSubmission(said: Submission, today: IsoDate): Outcome<CheckedSubmission> {
  const text = cleanText(said.text);
  const { maxTextLength, maxFiles } = submissionLimits;
  if (text.length > maxTextLength) return refuse('text_too_long', { maxLength: maxTextLength });
  if (said.fileCount > maxFiles) return refuse('too_many_files', { maxFiles });
  if (said.status === null && text === '' && said.fileCount === 0) return refuse('nothing_said');
  const open = said.items.filter((item) => item.isOpen);
  if (said.status !== null && said.items.length === 0) return refuse('items_needed');
  const checked = checkStatus({ ...said, items: open }, today);
  if (!checked.ok) return checked;
  return {
    ok: true,
    value: {
      ...checked.value,
      status: said.status,
      text,
      authorName: beginningOf(cleanLine(said.authorName), submissionLimits.maxNameLength),
    },
  };
}

type Stated = Pick<
  CheckedSubmission,
  'items' | 'promisedOn' | 'disputeReason' | 'paidOn' | 'paymentReference'
>;

function checkStatus(said: Submission, today: IsoDate): Outcome<Stated> {
  const whole = said.items.map(({ id, openMinor }) => ({ id, openMinor, amountMinor: null }));
  const stated: Stated = {
    items: whole,
    promisedOn: null,
    disputeReason: null,
    paidOn: null,
    paymentReference: null,
  };
  switch (said.status) {
    case null:
      return { ok: true, value: stated };
    case 'ongoing':
      return said.items.length === 0 ? refuse('item_not_open') : { ok: true, value: stated };
    case 'promise': {
      // A credit is not paid: it stays out of a promise that was made for everything on the page.
      if (said.promisedOn === null) return refuse('validation_failed', { field: 'promisedOn' });
      const date = checkDate(said.promisedOn, today);
      if (!date.ok) return date;
      const items = checkParts(said.items.filter(({ openMinor }) => openMinor > 0));
      return items.ok
        ? { ok: true, value: { ...stated, ...items.value, promisedOn: said.promisedOn } }
        : items;
    }
    case 'paid': {
      const { paidOn = null } = said;
      if (paidOn === null || paidOn > today || paidOn < addDays(today, -submissionLimits.oldestPaymentDays))
        return refuse('payment_date_invalid');
      const items = checkParts(said.items.filter(({ openMinor }) => openMinor > 0));
      const reference = cleanLine(said.paymentReference ?? '');
      return items.ok
        ? {
            ok: true,
            value: {
              ...stated,
              ...items.value,
              paidOn,
              paymentReference:
                reference === '' ? null : beginningOf(reference, submissionLimits.maxReferenceLength),
            },
          }
        : items;
    }
    case 'dispute': {
      if (said.disputeReason === null) return refuse('reason_required');
      const items = checkParts(said.items);
      return items.ok
        ? { ok: true, value: { ...stated, ...items.value, disputeReason: said.disputeReason } }
        : items;
    }
  }
}

/** Parts above zero and at most what is open; a part that is all of it is no part. */
function checkParts(items: Submission['items']): Outcome<Pick<Stated, 'items'>> {
  if (items.length === 0) return refuse('item_not_open');
  for (const { id, openMinor, amountMinor } of items) {
    if (amountMinor === null) continue;
    if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return refuse('amount_invalid', { item: id });
    if (amountMinor > openMinor)
      return refuse('amount_over_open', { item: id, maxMinor: Math.max(0, openMinor) });
  }
  return {
    ok: true,
    value: {
      items: items.map(({ id, openMinor, amountMinor }) => ({
        id,
        openMinor,
        amountMinor: amountMinor === openMinor ? null : amountMinor,
      })),
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
