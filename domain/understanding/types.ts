/** What understanding takes and gives: plain data, the same for mails, comments of the portal and internal answers. */
import type { IsoDate } from '../model/common.ts';
import type { ClaimIntent, DisputeReason } from '../vocabulary/replies.ts';

/** A line of the customer's account that is open when the words are read. */
export interface AccountItem {
  number: string;
  /** `invoice`, `credit_note` … as the ledger calls them. */
  type: string;
  issuedOn: IsoDate | null;
  dueOn: IsoDate | null;
  /** Minor units of `currency`; negative where it is in the customer's favour. */
  openMinor: number;
  currency: string;
  purchaseOrder?: string | null;
}

/** What the house knows of the customer whose words are read. */
export interface Account {
  customer: string;
  language: string;
  /** IANA; the customer's days are counted here where the mail says no zone itself. */
  timeZone: string;
  currency: string;
  items: readonly AccountItem[];
}

export interface UnderstandInput {
  /** The customer's own words, without quotes and signature. */
  text: string;
  /** What stands quoted below: it identifies items where the words only point at them; no claim is read from it. */
  quoted?: string;
  /** Where the words of the customer begin, behind the note of a colleague who sent them on; 0 by default. */
  wordsFrom?: number;
  /** Which quoted lines the text answers, from a place in it on: they name the items that the words leave out. */
  answers?: readonly { at: number; to: string }[];
  subject?: string;
  /** ISO 639-1 of the words; an unknown one is found out from the words. */
  language: string;
  /** IANA zone of the writer. */
  senderZone: string;
  /** A day, or an instant with its offset. */
  receivedOn: string;
  /** The date the writer's program gave; its own offset decides which day *today* is. Null: as received. */
  sentOn: string | null;
  /** ISO 639-1 of the person who reads the summary. */
  reader: string;
  account: Account | null;
}

/** One claim of the words, bound to the items it is about. It counts for nothing until a person accepts it. */
export interface ClaimProposal {
  intent: ClaimIntent;
  /** Numbers as the account writes them; none for a statement about the whole account. */
  items: string[];
  /** Only where it is written or follows by subtraction. */
  amountMinor: number | null;
  currency: string | null;
  /** Of a promise or a payment; null without one, under a condition, and in doubt. */
  date: IsoDate | null;
  /** Of disputes only. */
  reason: DisputeReason | null;
  /** Words of `text`, exactly. */
  quote: string;
  /** 0 to 1. */
  confidence: number;
}

export interface Understanding {
  /** In the reader's language; numbers, dates and names only as the words write them. Empty where nothing is claimed. */
  summary: string;
  /** The words ask for more than a status: a question, a condition, anger, an unknown number, an attempt to instruct. */
  needsPerson: boolean;
  proposals: ClaimProposal[];
}
