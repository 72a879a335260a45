/** What a bank file says, whatever its format: statements of accounts, their entries, and the transactions in them. */
import type { IsoDate } from '../model/common.ts';
import type { BankFileFault, StatementKind } from '../vocabulary/bank.ts';
import { RefusedError } from '../errors.ts';

export interface Balance {
  /** Below zero: the account is overdrawn. */
  amountMinor: number;
  currency: string;
  on: IsoDate | null;
}

export interface StatementHead {
  /** Where it stands in the file, for people: `statement 2`. */
  place: string;
  /** IBAN, or the number as the bank writes it, without blanks. */
  account: string;
  /** Null where only the entries name one. */
  currency: string | null;
  kind: StatementKind;
  /** The number that the bank gives it, counted up from statement to statement; null without one. */
  number: number | null;
  /** Of a statement in several pages, from 1. */
  page: number | null;
  opening: Balance | null;
}

/** What stands at the end, or is known of it from the beginning. */
export interface StatementTail {
  closing: Balance | null;
  /** As the file counts them itself; null: it does not. */
  creditsMinor: number | null;
  debitsMinor: number | null;
  entries: number | null;
}

export interface BankEntry {
  place: string;
  /** Above zero: credited to the account. */
  amountMinor: number;
  currency: string;
  bookedOn: IsoDate | null;
  valueOn: IsoDate | null;
  /** Takes an earlier entry back. */
  isReversal: boolean;
  /** The bank's own name for it, the same in every file that tells of it; null without one. */
  bankId: string | null;
  /** What banks call this kind of booking: `PMNT/RCDT/ESCT`, `N051`, `166` … */
  code: string;
  /** At least one. Their amounts and charges add up to the entry. */
  transactions: BankTransaction[];
}

export interface BankTransaction {
  /** In the currency of the entry, above zero: credited. Without the charges that are booked with it. */
  amountMinor: number;
  /** What the entry has more (above zero) or less than the amount, because of charges. */
  chargesMinor: number;
  /** What was ordered in another currency. */
  instructed: { amountMinor: number; currency: string; rate: string | null } | null;
  /** ISO code or the bank's words of why money came back; null: it is no return. */
  returnReason: string | null;
  references: BankReferences;
  /** What the payer wrote. */
  text: string;
  counterparty: { name: string; iban: string | null };
}

export interface BankReferences {
  endToEnd: string | null;
  mandate: string | null;
  /** As the format marks it as structured, without blanks: RF, OGM, KID, QR reference. */
  structured: string[];
  /** Of the payment order that a return belongs to, or the bank's name for this part of a batch. */
  others: string[];
}

/** Takes what a reader finds, in the order of the file. */
export interface StatementSink {
  open: (head: StatementHead) => void;
  entry: (entry: BankEntry) => void;
  close: (tail: StatementTail) => void;
}

/** Tells what is wrong and where, so that somebody can ask the bank for another file. */
export function wrongFile(
  fault: BankFileFault,
  place: string,
  params: Record<string, string | number> = {},
): RefusedError {
  return new RefusedError('bank_file_wrong', { fault, place, ...params });
}

export function noReferences(): BankReferences {
  return { endToEnd: null, mandate: null, structured: [], others: [] };
}
