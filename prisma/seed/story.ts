import type { DisputeReason } from '../../domain/vocabulary/replies.ts';
import type { DocumentType, NettingRule } from '../../domain/vocabulary/ledger.ts';
import type { places } from './places.ts';
import type { LetterScenario } from './letter-texts.ts';
import type { ReadyMade } from './ready-made.ts';

export type DemoScenario = ReadyMade | LetterScenario;

export interface StoryItem {
  number: string;
  type?: DocumentType;
  dueDaysAgo: number;
  /** Days between issue and due date; 30 where absent. */
  terms?: number;
  amountMinor: number;
  /** A part that was paid. */
  paid?: { amountMinor: number; daysAgo: number };
  currency?: string;
  instalment?: number;
  purchaseOrder?: string;
  disputed?: { reason: DisputeReason; amountMinor?: number; comment: string };
  held?: { reason: string; forDays: number };
}

/** What became of a letter that was handed over before the first start. */
export type LetterFate =
  | 'accepted'
  | 'printed'
  | 'posted'
  | 'in_transit'
  | 'presented'
  | 'pending_signature'
  | 'signed'
  | 'refused'
  | 'unclaimed'
  | 'returned'
  | 'undeliverable'
  | 'rejected';

/** The letter of today, where it is further than its step would be by itself. */
export type LetterToday =
  | { kind: 'printed' }
  | { kind: 'posted_by_hand'; noted: 'delivered' }
  | {
      kind: 'queued';
      minutesAgo: number;
      /** Everything was paid so long ago. */
      paidMinutesAgo?: number;
      /** `held`: the provider says nothing more of it; `doubtful`: not even whether it has it. */
      plan?: 'held' | 'doubtful';
    };

export interface Story {
  number: string;
  name: string;
  country: keyof typeof places;
  /** What a newcomer sees in this customer; becomes its first note. */
  story: string;
  contact?: { name: string; email: string; phone?: string } | null;
  items: StoryItem[];
  netting?: NettingRule;
  /** The standard one where absent. */
  scenario?: DemoScenario;
  /** Days since each step that was taken already, the first one first. */
  reminded?: number[];
  /** Of the last of them, where it was a letter. */
  fate?: LetterFate;
  letterToday?: LetterToday;
  promise?: { items: string[]; inDays: number; madeDaysAgo: number; comment: string };
  /** A debit that was booked and came back: document and days since. */
  returnedDebit?: { item: string; bookedDaysAgo: number; returnedDaysAgo: number };
  pause?: { forDays: number | null; reason: string };
  excluded?: string;
  segment?: 'retail' | 'industry' | 'public';
}
